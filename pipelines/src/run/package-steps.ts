import type { Dataomraade, KommuneKode, PackageKind, PackageStep, RunKind, Session } from '@flis/core'
import { isHomeOfCitizens, kindsOf, packedBefore } from '@flis/delivery'
import { type AreaAsked, dmNeeds, dsaNeeds, type Need, type PackagesAsked } from './package-needs.js'

const NEEDS: Readonly<Record<PackageKind, (asked: AreaAsked) => Promise<ReadonlyMap<string, Need>>>> = {
  DM: dmNeeds,
  DSA: dsaNeeds,
}

/** A flexible run makes Borger's DM packages; a month-run what the settings say of each area. */
const kindsIn = (runKind: RunKind, { config }: PackagesAsked, area: Dataomraade): readonly PackageKind[] => {
  const kinds = kindsOf(config, area.name)
  return runKind === 'MAANED' ? kinds : isHomeOfCitizens(area) ? kinds.filter((each) => each === 'DM') : []
}

/**
 * The datapakker that a run must make, or look at again, area by area and kind by kind: those that are missing, whose
 * tables or rows may change in this run, and whose form the settings have changed. One that then has the content of the
 * one before is not made.
 */
export const packageSteps = async (
  session: Session,
  asked: PackagesAsked,
): Promise<readonly PackageStep[]> => {
  const { areas, month, runKind = 'MAANED' } = asked
  const packed = await packedBefore(session, month, runKind)
  const steps: PackageStep[] = []
  for (const area of areas)
    for (const kind of kindsIn(runKind, asked, area)) {
      const own = packed.filter((each) => each.area === area.name)
      const needs = await NEEDS[kind]({
        ...asked,
        session,
        area,
        runKind,
        packed: new Map(own.map((each) => [`${each.kind} ${each.kommune}`, each])),
      })
      for (const [kommune, { why, because }] of needs)
        steps.push({
          kind: 'package',
          id: `package ${area.name} ${kommune}${runKind === 'FLEKS' ? ' FLEKS' : kind === 'DM' ? '' : ` ${kind}`}`,
          phase: 2,
          kommune: kommune as KommuneKode,
          why,
          because,
          area: area.name,
          month,
          packageKind: kind,
        })
    }
  return steps
}
