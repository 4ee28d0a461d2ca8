import { type LedgerReader, quoteText, stepsOf } from '@flis/core'
import type { RunReport } from '../run/main.js'
import { plainRow } from './json-text.js'

type Rows = readonly Readonly<Record<string, unknown>>[]

/** What a run leaves for somebody to look at. Empty everywhere: nothing. */
export interface Attention {
  readonly rejected: Rows
  readonly held: Rows
  readonly quarantine: Rows
  readonly findings: Rows
}

/**
 * Rejected deliveries, new quarantine and findings of severity `fejl` of a run, and the deliveries that it judged
 * and that are held (whenever they came).
 */
export const attentionOf = async (
  ledger: LedgerReader,
  run: number,
  report?: RunReport,
): Promise<Attention> => {
  const judged = report === undefined ? [] : stepsOf(report.plan, 'load').flatMap((each) => each.because)
  const names = judged.map(quoteText)
  const rows = async (query: string): Promise<Rows> => (await ledger.rows(query)).map(plainRow)
  return {
    rejected: await rows(
      `select id, code from deliveries where run = ${run} and state = 'rejected' order by id`,
    ),
    held: await rows(
      `select id, code
       from deliveries
       where state = 'held'
         and (run = ${run} ${names.length === 0 ? '' : `or id in (${names.join(', ')}) or file_name in (${names.join(', ')})`})
       order by id`,
    ),
    quarantine: await rows(
      `select code, count(*) as "rows"
       from (select unnest(codes) as code from quarantine where run = ${run} and state = 'open')
       group by code
       order by code`,
    ),
    findings: await rows(
      `select test, "dataområde", kommune, sum(count)::bigint as count
       from quality
       where run = ${run} and severity = 'fejl'
       group by all
       order by all`,
    ),
  }
}

/** True when somebody should look (exit code 3). */
export const needsALook = (attention: Attention): boolean =>
  Object.values(attention).some((each: Rows) => each.length > 0)
