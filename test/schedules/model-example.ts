import type { IntakeDelivery, IntakeKilde, IntakeRow } from '../reference/intake-states.js'

export interface Example {
  readonly name: string
  readonly arrived: readonly IntakeDelivery[]
  readonly accepted?: readonly string[]
  readonly withdrawn?: readonly string[]
  readonly expected: Readonly<Record<string, string>>
}

export const KILDER: ReadonlyMap<string, IntakeKilde> = new Map<string, IntakeKilde>([
  ['KODER', { loads: 'in order', chain: 'løbenr' }],
  ['FULD', { loads: 'in order', chain: 'løbenr' }],
  ['DAG', { loads: 'in order', chain: 'every periode' }],
  ['ID', { loads: 'by id', chain: 'løbenr' }],
  ['VENT', { loads: 'by id', chain: 'løbenr', awaits: 'KODER' }],
])

export const row = (key: string, more: Partial<IntakeRow> = {}): IntakeRow => ({
  contract: 'K',
  key,
  content: 'a',
  codes: [],
  keyReadable: true,
  ...more,
})

export const rows = (count: number, more: Partial<IntakeRow> = {}, first = 0): readonly IntakeRow[] =>
  Array.from({ length: count }, (_, nth) => row(`r${first + nth}`, more))

/** `FULD 2022-01_002 D` with rows. */
export const delivery = (
  label: string,
  of: readonly IntakeRow[],
  more: Partial<IntakeDelivery> = {},
): IntakeDelivery => {
  const [kilde = '', number = '', type = 'F'] = label.split(' ')
  const [periode = '', loebenr = '1'] = number.split('_')
  return {
    fileName: label,
    kilde,
    kommune: '0751',
    kildesystem: 'X',
    periode,
    loebenr: Number(loebenr),
    type: type === 'D' ? 'D' : 'F',
    bytes: label,
    rows: of,
    ...more,
  }
}
