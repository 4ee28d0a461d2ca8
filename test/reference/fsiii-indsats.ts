import { ageOn, danish, dimTid, lastDay, monthOf, monthsTouched } from './danish-day.js'
import type { CarePlanVersion, ConditionVersion, FsiiiBasis } from './fsiii-rows.js'
import { type Ordered, versionLists } from './historise-upsert.js'

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

const OPFØLGNING_CONTACT = '9f03dfbb-7a97-45a5-94db-d4c3501714a9'

const isEnded = (plan: CarePlanVersion): boolean => plan.status === 'completed' || plan.status === 'revoked'

const kommuneOf = (row: { kommune: string; afsenderSor: string }, basis: FsiiiBasis): number => {
  if (row.kommune !== '0000') return Number(row.kommune)
  const kommune = basis.sorKommune[row.afsenderSor]
  return kommune === undefined ? -1 : Number(kommune)
}

const alderOf = (personnummer: string, day: number, basis: FsiiiBasis): number => {
  const birth = basis.foedselsdato[personnummer]
  return birth === undefined ? -1 : ageOn(birth, day)
}

/** Newest version of every id; those that say entered-in-error are withdrawn. */
const newestStanding = <R extends Ordered & { status: string }>(rows: readonly R[]): R[] =>
  versionLists(rows).flatMap((versions) => {
    const newest = versions.at(-1)
    return newest === undefined || newest.status === 'entered-in-error' ? [] : [newest]
  })

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Of the linked tilstande: earliest RegistreretDato, then TilstandKode as sent, then id. */
const linkedTilstand = (ids: readonly string[], basis: FsiiiBasis): ConditionVersion | undefined =>
  newestStanding(basis.tilstande)
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
  let saidSo = newest
  for (const version of [...versions].reverse()) {
    if (!isEnded(version)) break
    saidSo = version
  }
  return Math.max(danish(newest.start).day, danish(saidSo.reportTidspunkt).day)
}

/** Rows of FactPlanlagtIndsats. Source: FSIII, "FactPlanlagtIndsats". */
export const factPlanlagtIndsats = (basis: FsiiiBasis, runMonth: string): PlanlagtRow[] => {
  const runEnd = lastDay(runMonth)
  const rows: PlanlagtRow[] = []
  for (const versions of versionLists(basis.planer)) {
    const plan = versions.at(-1)
    if (plan === undefined || plan.status === 'entered-in-error') continue
    const start = danish(plan.start).day
    if (start > runEnd) continue
    const said = endOf(versions)
    // What ends after the run month is open as of the run.
    const end = said === null || said > runEnd ? null : said
    const tilstand = linkedTilstand(plan.tilstandIds, basis)
    const opfølgning = newestStanding(basis.opfoelgninger)
      .filter((row) => row.fokusIds.includes(plan.id) && danish(row.tidspunkt).day <= runEnd)
      .sort(
        (a, b) =>
          danish(a.tidspunkt).instant - danish(b.tidspunkt).instant ||
          Date.parse(a.reportTidspunkt) - Date.parse(b.reportTidspunkt) ||
          text(a.id, b.id),
      )
      .at(-1)
    // A planned contact may lie after the run month: it is a plan that stands as of the run.
    const contacts = newestStanding(basis.kontakter)
      .filter((row) => row.type === OPFØLGNING_CONTACT && row.status === 'planned')
      .filter((row) => row.indsatsIds.includes(plan.id))
      .map((row) => danish(row.start).day)
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
        dimTidOpfølgningKontakt: dimTid(contacts.length === 0 ? null : Math.max(...contacts)),
        løbetid: index + 1,
        varighedDage: Math.min(end ?? runEnd, lastDay(month)) - start,
      })
    })
  }
  return rows
}

/** Rows of FactLeveretIndsats. Source: FSIII, "FactLeveretIndsats". */
export const factLeveretIndsats = (basis: FsiiiBasis, runMonth: string): LeveretRow[] => {
  const rows: LeveretRow[] = []
  for (const procedure of newestStanding(basis.procedurer)) {
    if (procedure.status !== 'completed') continue
    const { day, clock } = danish(procedure.leveret)
    if (monthOf(day) > runMonth) continue
    const tilstand = linkedTilstand(procedure.tilstandIds, basis)
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
