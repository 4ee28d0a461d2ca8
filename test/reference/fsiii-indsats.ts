import { danish, dimTid, lastDay, monthOf, monthsTouched } from './danish-day.js'
import {
  alderOf,
  firstOfLastRun,
  kommuneOf,
  latestContact,
  latestObserved,
  newestStanding,
  text,
} from './fsiii-newest.js'
import type { CarePlanVersion, ConditionVersion, FsiiiBasis } from './fsiii-rows.js'
import { versionLists } from './historise-upsert.js'

export interface PlanlagtRow {
  readonly month: string
  /** Kommune code as an integer; −1 unknown. */
  readonly dimKommune: number
  readonly personnummer: string
  readonly dimAlder: number
  readonly indsatsId: string
  /** As sent; DimPlanlagtIndsats is the member that the code conforms to. */
  readonly indsatsKode: string
  readonly tilstandId: string | null
  readonly tilstandKode: string | null
  readonly dimTidStart: number
  readonly dimTidSlut: number
  readonly opfølgning: string | null
  readonly dimTidOpfølgning: number
  readonly dimTidOpfølgningKontakt: number
  readonly løbetid: number
  readonly varighedDage: number
}

export interface LeveretRow {
  readonly dimTid: number
  readonly dimKlokkeslæt: number
  readonly dimKommune: number
  readonly personnummer: string
  readonly dimAlder: number
  readonly indsatsId: string
  readonly indsatsKode: string
  readonly tilstandId: string | null
  readonly tilstandKode: string | null
}

const isEnded = (plan: CarePlanVersion): boolean => plan.status === 'completed' || plan.status === 'revoked'

/** Of the linked tilstande: earliest RegistreretDato, then TilstandKode as sent, then id. */
const linkedTilstand = (
  ids: readonly string[],
  standing: readonly ConditionVersion[],
): ConditionVersion | undefined =>
  standing
    .filter((tilstand) => ids.includes(tilstand.id))
    .sort(
      (a, b) =>
        danish(a.registreret).day - danish(b.registreret).day ||
        text(a.tilstandKode, b.tilstandKode) ||
        text(a.id, b.id),
    )[0]

/**
 * Day on which a planned indsats ended, or null while it runs. `versions` oldest first. Without a SlutDato
 * it is the Danish date of the first report of the unbroken run of ended versions up to the newest.
 */
const endOf = (versions: readonly CarePlanVersion[]): number | null => {
  const newest = versions.at(-1)
  if (newest === undefined || !isEnded(newest)) return null
  if (newest.slut !== null) return danish(newest.slut).day
  const saidSo = firstOfLastRun(versions, isEnded) ?? newest
  return Math.max(danish(newest.start).day, danish(saidSo.reportTidspunkt).day)
}

/** Rows of FactPlanlagtIndsats. Source: FSIII, "FactPlanlagtIndsats". */
export const factPlanlagtIndsats = (basis: FsiiiBasis, runMonth: string): PlanlagtRow[] => {
  const runEnd = lastDay(runMonth)
  const tilstande = newestStanding(basis.tilstande)
  const opfoelgninger = newestStanding(basis.opfoelgninger)
  const kontakter = newestStanding(basis.kontakter)
  const rows: PlanlagtRow[] = []
  for (const versions of versionLists(basis.planer)) {
    const plan = versions.at(-1)
    if (plan === undefined || plan.status === 'entered-in-error') continue
    const start = danish(plan.start).day
    if (start > runEnd) continue
    const said = endOf(versions)
    // What ends after the run month is open as of the run.
    const end = said === null || said > runEnd ? null : said
    const tilstand = linkedTilstand(plan.tilstandIds, tilstande)
    const opfølgning = latestObserved(
      opfoelgninger.filter((row) => row.fokusIds.includes(plan.id)),
      runEnd,
    )
    const kontakt = latestContact(kontakter.filter((row) => row.indsatsIds.includes(plan.id)))
    monthsTouched(start, end ?? runEnd).forEach((month, index) => {
      rows.push({
        month,
        dimKommune: kommuneOf(plan, basis),
        personnummer: plan.personnummer,
        dimAlder: alderOf(plan.personnummer, start, basis),
        indsatsId: plan.id,
        indsatsKode: plan.indsatsKode,
        tilstandId: tilstand?.id ?? null,
        tilstandKode: tilstand?.tilstandKode ?? null,
        dimTidStart: dimTid(start),
        dimTidSlut: dimTid(end),
        opfølgning: opfølgning?.resultat ?? null,
        dimTidOpfølgning: dimTid(opfølgning === undefined ? null : danish(opfølgning.tidspunkt).day),
        dimTidOpfølgningKontakt: dimTid(kontakt),
        løbetid: index + 1,
        varighedDage: Math.min(end ?? runEnd, lastDay(month)) - start,
      })
    })
  }
  return rows
}

/** Rows of FactLeveretIndsats. Source: FSIII, "FactLeveretIndsats". */
export const factLeveretIndsats = (basis: FsiiiBasis, runMonth: string): LeveretRow[] => {
  const tilstande = newestStanding(basis.tilstande)
  const rows: LeveretRow[] = []
  for (const procedure of newestStanding(basis.procedurer)) {
    if (procedure.status !== 'completed') continue
    const { day, clock } = danish(procedure.leveret)
    if (monthOf(day) > runMonth) continue
    const tilstand = linkedTilstand(procedure.tilstandIds, tilstande)
    rows.push({
      dimTid: dimTid(day),
      dimKlokkeslæt: clock ?? -1,
      dimKommune: kommuneOf(procedure, basis),
      personnummer: procedure.personnummer,
      dimAlder: alderOf(procedure.personnummer, day, basis),
      indsatsId: procedure.id,
      indsatsKode: procedure.indsatsKode,
      tilstandId: tilstand?.id ?? null,
      tilstandKode: tilstand?.tilstandKode ?? null,
    })
  }
  return rows
}

/** BroPlanlagtIndsatsTilstand: every link of a standing planned indsats that resolves, sorted. */
export const broPlanlagtIndsatsTilstand = (
  basis: FsiiiBasis,
  runMonth: string,
): { indsatsId: string; tilstandId: string }[] => {
  const standing = new Set(newestStanding(basis.tilstande).map((tilstand) => tilstand.id))
  const inFact = new Set(factPlanlagtIndsats(basis, runMonth).map((row) => row.indsatsId))
  return newestStanding(basis.planer)
    .filter((plan) => inFact.has(plan.id))
    .flatMap((plan) =>
      [...new Set(plan.tilstandIds)]
        .filter((id) => standing.has(id))
        .map((tilstandId) => ({ indsatsId: plan.id, tilstandId })),
    )
    .sort((a, b) => text(a.indsatsId, b.indsatsId) || text(a.tilstandId, b.tilstandId))
}
