import type { PackageRecord } from '../package-record.js'
import type { Recipient } from './recipient.js'

/** True when a package is the recipient's to get. */
export const isFor = (
  { kommuner, areas, kinds }: Omit<Recipient, 'target'>,
  { kommune, area, kind }: Pick<PackageRecord, 'kommune' | 'area' | 'kind'>,
): boolean => kommuner.includes(kommune) && areas?.includes(area) !== false && kinds?.includes(kind) !== false

const placeOf = ({ kommune, area, kind, periode, runKind }: PackageRecord): string =>
  [kommune, area, kind, periode, runKind].join(' ')

/**
 * The packages that a recipient is to have: its own, still in the outbox, and of those of one kommune, area, kind, periode
 * and run kind only the last number. Nobody needs what has been replaced.
 */
export const duePackages = (
  recipient: Omit<Recipient, 'target'>,
  records: readonly PackageRecord[],
): readonly PackageRecord[] => {
  const standing = records.filter((each) => each.state !== 'lost' && each.removed === null)
  const newest = new Map<string, PackageRecord>()
  for (const each of standing.filter((record) => isFor(recipient, record))) {
    const before = newest.get(placeOf(each))
    if (before === undefined || before.nr < each.nr) newest.set(placeOf(each), each)
  }
  return [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}
