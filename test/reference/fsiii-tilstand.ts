import { danish, dimTid, lastDay } from './danish-day.js'
import {
  alderOf,
  firstOfLastRun,
  kommuneOf,
  latestContact,
  latestObserved,
  newestStanding,
} from './fsiii-newest.js'
import type { ConditionVersion, FsiiiBasis } from './fsiii-rows.js'
import { versionLists } from './historise-upsert.js'

export interface TilstandRow {
  readonly tilstandId: string
  readonly personnummer: string
  /** Kommune code as an integer; −1 unknown. */
  readonly dimKommune: number
  readonly dimAlder: number
  readonly dimTid: number
  readonly dimTidSlut: number
  /** As sent; DimTilstand is the member that the code conforms to. */
  readonly tilstandKode: string
  readonly sværhedsgrad: number | null
  readonly opfølgning: string | null
  readonly dimTidOpfølgning: number
  readonly dimTidOpfølgningKontakt: number
  readonly borgervurdering: string | null
  readonly borgervurderingBetydning: string | null
  readonly dimTidBorgervurdering: number
}

/**
 * Day on which a tilstand ended, or null while it is active. `versions` oldest first. It is the Danish date of the
 * first report of the unbroken run of not active versions up to the newest: for one never seen active that is its
 * first report. Never before it was recorded.
 */
const endOf = (versions: readonly ConditionVersion[], registered: number): number | null => {
  const saidSo = firstOfLastRun(versions, (version) => !version.erAktiv)
  return saidSo === undefined ? null : Math.max(registered, danish(saidSo.reportTidspunkt).day)
}

/** Rows of FactTilstand, one per tilstand, as of the run month's last day. Source: FSIII, "FactTilstand". */
export const factTilstand = (basis: FsiiiBasis, runMonth: string): TilstandRow[] => {
  const runEnd = lastDay(runMonth)
  const opfoelgninger = newestStanding(basis.opfoelgninger)
  const vurderinger = newestStanding(basis.borgervurderinger)
  const kontakter = newestStanding(basis.kontakter)
  const rows: TilstandRow[] = []
  for (const versions of versionLists(basis.tilstande)) {
    const tilstand = versions.at(-1)
    if (tilstand === undefined || tilstand.status === 'entered-in-error') continue
    const registered = danish(tilstand.registreret).day
    if (registered > runEnd) continue
    const said = endOf(versions, registered)
    // What ends after the run month is open as of the run.
    const end = said === null || said > runEnd ? null : said
    const opfølgning = latestObserved(
      opfoelgninger.filter((row) => row.fokusIds.includes(tilstand.id)),
      runEnd,
    )
    const own = vurderinger.filter((row) => row.fokusId === tilstand.id)
    const udførelse = latestObserved(
      own.filter((row) => row.vaerdi.startsWith('C')),
      runEnd,
    )
    const betydning = latestObserved(
      own.filter((row) => row.vaerdi.startsWith('D')),
      runEnd,
    )
    const vurderet = [udførelse, betydning].flatMap((row) =>
      row === undefined ? [] : [danish(row.tidspunkt).day],
    )
    rows.push({
      tilstandId: tilstand.id,
      personnummer: tilstand.personnummer,
      dimKommune: kommuneOf(tilstand, basis),
      dimAlder: alderOf(tilstand.personnummer, registered, basis),
      dimTid: dimTid(registered),
      dimTidSlut: dimTid(end),
      tilstandKode: tilstand.tilstandKode,
      sværhedsgrad: tilstand.svaerhedsgrad,
      opfølgning: opfølgning?.resultat ?? null,
      dimTidOpfølgning: dimTid(opfølgning === undefined ? null : danish(opfølgning.tidspunkt).day),
      dimTidOpfølgningKontakt: dimTid(
        latestContact(
          kontakter.filter(
            (row) => row.tilstandIds.includes(tilstand.id) || tilstand.kontaktIds.includes(row.id),
          ),
        ),
      ),
      borgervurdering: udførelse?.vaerdi ?? null,
      borgervurderingBetydning: betydning?.vaerdi ?? null,
      dimTidBorgervurdering: dimTid(vurderet.length === 0 ? null : Math.max(...vurderet)),
    })
  }
  return rows
}
