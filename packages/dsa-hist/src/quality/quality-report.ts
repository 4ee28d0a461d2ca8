import {
  type Dataomraade,
  FINDINGS,
  findingMeaning,
  type LedgerReader,
  quoteText,
  type Row,
} from '@flis/core'

/** Narrows a report; what is left out narrows nothing. */
export interface QualityFilter {
  readonly areas?: readonly string[]
  readonly kommune?: string
  /** A month with all its days, or one day. */
  readonly periode?: string
  /** A name (`K06 udsving`), or a point of the chain (`K06`). */
  readonly test?: string
}

/** How a test stands in the report's month. */
export interface TestSummary {
  readonly test: string
  /** The point of the chain; null for a name that is an area's own. */
  readonly point: string | null
  readonly severity: string
  readonly words: { readonly en: string; readonly da: string }
  /** Kommuner with a finding; `0000` = the whole country. */
  readonly kommuner: number
  /** Rows that the findings concern. */
  readonly count: number
  /** Values that were measured. */
  readonly measured: number
}

/** Findings, and all values that were measured, of a warehouse. */
export interface QualityReport {
  /** The month that the summary is about; null before anything was tested. */
  readonly month: string | null
  readonly summary: readonly TestSummary[]
  readonly findings: readonly Row[]
  readonly measures: readonly Row[]
}

const OWN_WORDS = { en: 'a finding of the area’s own', da: 'områdets eget fund' }

/** What a name means: of the list, else what the area that defines it says. */
const wordsOf = (test: string, areas: readonly Dataomraade[]): TestSummary['words'] => {
  const own = areas.flatMap((area) => area.findings).find((each) => each.test === test)
  return (
    findingMeaning(test)?.words ??
    (own === undefined ? OWN_WORDS : { en: own.description, da: own.description })
  )
}

const inPeriode = (periode: string): string =>
  `(periode = ${quoteText(periode)} or starts_with(periode, ${quoteText(`${periode}-`)}))`

const conditions = ({ areas, kommune, test }: QualityFilter): string => {
  const all = [
    ...(areas === undefined || areas.length === 0
      ? []
      : [`"dataområde" in (${areas.map(quoteText).join(', ')})`]),
    ...(kommune === undefined ? [] : [`kommune = ${quoteText(kommune)}`]),
    ...(test === undefined
      ? []
      : [`(test = ${quoteText(test)} or test in (${namesOfPoint(test).map(quoteText).join(', ')}))`]),
  ]
  return all.length === 0 ? 'true' : all.join(' and ')
}

const namesOfPoint = (point: string): readonly string[] => ['', ...pointNames(point)]

const pointNames = (point: string): readonly string[] =>
  Object.entries(FINDINGS)
    .filter(([, meaning]) => meaning.point === point)
    .map(([name]) => name)

/** The month of the newest published version; before there is one, the newest that was tested. */
const newestMonth = async (ledger: LedgerReader): Promise<string | null> => {
  const [row] = await ledger.rows(
    `select coalesce(
       (select max(month) from versions where not beside),
       (select max(left(periode, 7)) from (select periode from quality union all select periode from measures))
     ) as month`,
  )
  return row?.month === null || row?.month === undefined ? null : String(row.month)
}

const ORDER = 'order by periode, test, "dataområde", kommune, kildesystem, contract, delivery, "column", unit'

/**
 * What the quality tests found and measured, from the exported ledger: a summary of one month (the filter's, else the
 * newest published), the findings and the measured values of the filter.
 *
 * @example
 * const ledger = await readLedger('lager/published')
 * const { summary } = await qualityReport(ledger, areas, { kommune: '0751' })
 */
export const qualityReport = async (
  ledger: LedgerReader,
  areas: readonly Dataomraade[],
  filter: QualityFilter = {},
): Promise<QualityReport> => {
  const where = conditions(filter)
  const month = filter.periode ?? (await newestMonth(ledger))
  const inMonth = `${where} and ${inPeriode(month ?? '')}`
  const rows = await ledger.rows(
    `with found as (
       select test, max(severity = 'fejl') as failed, count(distinct kommune) as kommuner, sum(count)::bigint as n
       from quality
       where ${inMonth}
       group by test
     ),
     looked as (
       select test, count(*) as n
       from measures
       where ${inMonth}
       group by test
     )
     select coalesce(found.test, looked.test) as test, coalesce(found.failed, false) as failed,
       coalesce(found.kommuner, 0) as kommuner, coalesce(found.n, 0) as n, coalesce(looked.n, 0) as measured
     from found
     full join looked using (test)
     order by 1`,
  )
  const summary = rows.map((row): TestSummary => {
    const test = String(row.test)
    return {
      test,
      point: findingMeaning(test)?.point ?? null,
      severity: row.kommuner === 0n ? '' : row.failed === true ? 'fejl' : 'opmærksomhed',
      words: wordsOf(test, areas),
      kommuner: Number(row.kommuner),
      count: Number(row.n),
      measured: Number(row.measured),
    }
  })
  const narrowed = `where ${where} and ${filter.periode === undefined ? 'true' : inPeriode(filter.periode)}`
  return {
    month,
    summary: [...summary].sort((a, b) => ((a.point ?? 'Z') + a.test < (b.point ?? 'Z') + b.test ? -1 : 1)),
    findings: await ledger.rows(
      `select test, "dataområde", kommune, kildesystem, periode, severity, count, contract, "column", version, measured,
         expected, unit, delivery, examples, run
       from quality ${narrowed} ${ORDER}, severity`,
    ),
    measures: await ledger.rows(
      `select test, "dataområde", kommune, kildesystem, periode, contract, "column", version, measured, expected, unit,
         delivery
       from measures ${narrowed} ${ORDER}`,
    ),
  }
}
