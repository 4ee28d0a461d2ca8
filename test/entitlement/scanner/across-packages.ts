import { type Breach, Findings } from './breach.js'
import { isReplacement } from './days.js'
import type { Member } from './judge-citizens.js'
import type { Place } from './open-package.js'
import { entitledTo, windowOf } from './whose.js'
import type { World } from './world.js'

/** Nobody's recipient. */
const CHRISTIANSOE = '0411'

/** A judged package and its citizens. */
export interface Held {
  readonly place: Place
  readonly members: readonly Member[]
}

/** A replacement number is another person in each kommune: packages of two kommuner never share its key. */
export const sharedReplacements = (held: readonly Held[], { whose }: World): readonly Breach[] => {
  const kommunerOf = new Map<string, Map<string, number>>()
  const isLocal = ({ citizen = '', nummer }: Member): boolean =>
    isReplacement(nummer) && !whose.passedOn.has(citizen)
  for (const { place, members } of held)
    for (const { id } of members.filter(isLocal)) {
      const kommuner = kommunerOf.get(id) ?? new Map<string, number>()
      kommunerOf.set(id, kommuner.set(place.kommune, (kommuner.get(place.kommune) ?? 0) + 1))
    }
  return held.flatMap(({ place, members }) => {
    const findings = new Findings(place.name)
    for (const { id } of members.filter(isLocal)) {
      const kommuner = [...(kommunerOf.get(id) ?? [])].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      if (kommuner[0]?.[0] !== place.kommune)
        findings.add('replacement number of another kommune', 'DimBorger')
    }
    return findings.all
  })
}

/** Kommuner that are entitled to somebody, and got no package of Borger where others did. */
export const missingPackages = (
  judged: readonly Place[],
  world: World,
  runDateOf: (place: Place) => string,
  kommuner = world.whose.kommuner,
): readonly Breach[] => {
  const firsts = new Map<string, Place>()
  for (const place of judged)
    if (place.area === 'Borger') firsts.set([place.runKind, place.kind, place.periode].join(' '), place)
  return [...firsts.values()].flatMap((one) =>
    kommuner
      .filter((kommune) => kommune !== CHRISTIANSOE)
      .filter((kommune) => !judged.some((each) => each.kommune === kommune && sameButKommune(each, one)))
      .filter((kommune) => entitledTo(world.whose, kommune, windowOf(runDateOf(one))).size > 0)
      .map((kommune) => ({
        kind: 'package missing' as const,
        package: `${one.runKind}/FLIS_Borger_${kommune}_${one.periode}_${one.kind}`,
        count: 1,
      })),
  )
}

const sameButKommune = (a: Place, b: Place): boolean =>
  a.area === b.area && a.kind === b.kind && a.runKind === b.runKind && a.periode === b.periode
