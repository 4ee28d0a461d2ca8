import { quoteText, type Session } from '@flis/core'

/** Writes down of a run what is known only while it runs. */
export const setRun = (
  session: Session,
  run: number,
  column: 'month' | 'day' | 'area',
  value: string,
): Promise<number> => session.run(`update ops.runs set ${column} = ${quoteText(value)} where id = ${run}`)
