import { quoteText, type Session } from '@flis/core'

/** Good lines `after` < position ≤ `upTo`, with the planted lines among them. */
export interface Slice {
  readonly after: number
  readonly upTo: number
}

/** A file of lines: `lines` gives (position, line), positions from 1 upward. */
export interface LineFile {
  readonly path: string
  readonly header?: string
  readonly lines: string
  /** Which planted lines go in: the delivery's number and the contract. */
  readonly delivery: number
  readonly contract: string
  /** Absent: the whole file. */
  readonly slice?: Slice
}

const plantedIn = ({ after, upTo }: Slice): string =>
  after === 0 ? `and after_line <= ${upTo}` : `and after_line > ${after} and after_line <= ${upTo}`

/**
 * Writes text lines as they are; gives their number without the header. A delimiter that no line holds, and
 * no quote: the engine's csv writer leaves lines alone, faulty ones too.
 */
export const writeLineFile = async (session: Session, file: LineFile): Promise<number> => {
  const header = file.header === undefined ? '' : `select 0, 0, ${quoteText(file.header)} union all`
  const written = await session.run(`
    copy (
      with all_lines(position, planted, line) as (
        ${header}
        select position, 0, line
        from (${file.lines})
        union all
        select after_line, ordinal, line
        from planted
        where delivery = ${file.delivery}
          and contract = ${quoteText(file.contract)}
          ${file.slice === undefined ? '' : plantedIn(file.slice)}
      )
      select line
      from all_lines
      order by position, planted
    ) to ${quoteText(file.path)} (format csv, header false, delimiter '\t', quote '', escape '')`)
  return file.header === undefined ? written : written - 1
}
