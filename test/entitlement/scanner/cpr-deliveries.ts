import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { endOfPeriode } from './days.js'
import { zipMembers } from './zip-members.js'

/** A line of a csv file by its header; nothing between two `;` is empty text. */
export type Line = Readonly<Record<string, string>>

/** One delivery of CPR. */
export interface CprDelivery {
  /** The last day that it speaks of. */
  readonly through: string
  readonly type: 'F' | 'D'
  readonly persons: readonly Line[]
  readonly addresses: readonly Line[]
  readonly ties: readonly Line[]
}

const NAME = /^CPR_0000_(?<periode>\d{4}-\d{2}(?:-\d{2})?)_(?<nr>\d{3})_(?<type>[FD])\.zip$/

const fieldsOf = (line: string): readonly string[] =>
  line.includes('"')
    ? [...line.matchAll(/(?:^|;)(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^;]*))/g)].map(
        ({ groups }) => groups?.quoted?.replaceAll('""', '"') ?? groups?.plain ?? '',
      )
    : line.split(';')

const linesOf = (member: Buffer | undefined): readonly Line[] => {
  const [header, ...lines] = (member?.toString('utf8') ?? '').replace(/^\uFEFF/, '').split(/\r?\n/)
  const columns = fieldsOf(header ?? '')
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const fields = fieldsOf(line)
      return Object.fromEntries(columns.map((column, nth) => [column, fields[nth] ?? '']))
    })
}

/** A folder's deliveries of CPR in the order of their extracts: periode, then number. */
export const cprDeliveries = async (folder: string): Promise<readonly CprDelivery[]> => {
  const found = (await readdir(folder)).flatMap((file) => {
    const groups = NAME.exec(file)?.groups
    if (groups === undefined) return []
    const through = endOfPeriode(groups.periode ?? '')
    return [{ file, through, type: groups.type as 'F' | 'D', order: `${through} ${groups.nr}` }]
  })
  const deliveries: CprDelivery[] = []
  for (const { file, through, type } of found.sort((a, b) => (a.order < b.order ? -1 : 1))) {
    const members = await zipMembers(join(folder, file))
    deliveries.push({
      through,
      type,
      persons: linesOf(members.get('BorgerPerson.csv')),
      addresses: linesOf(members.get('BorgerAdresse.csv')),
      ties: linesOf(members.get('BorgerTilknytning.csv')),
    })
  }
  return deliveries
}
