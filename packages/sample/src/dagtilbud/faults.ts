import { SOMEBODY } from '../world/personer.js'
import type { RowFault } from '../write/planted.js'

const event = (rest: string): string =>
  `'F' || nr || ';' || uuid_of('fejl barn', kommune, nr) || ';001' || kode[2:4] || ';${rest}'`
const place = (rest: string): string => `'F' || nr || ';${rest}'`

/** The row faults of Aula and FLISDagtilbud. Every planted line has a key of its own and fails for one reason only. */
export const DAGTILBUD_FAULTS: readonly RowFault[] = [
  {
    contract: 'AulaRegistrering',
    kind: 'code-outside-list',
    code: 'R310',
    line: event('9;2022-03-01T08:00:00+01:00'),
  },
  { contract: 'AulaRegistrering', kind: 'bad-date', code: 'R102', line: event('3;2022-03-01T08:00:00') },
  {
    contract: 'AulaRegistrering',
    kind: 'missing-field',
    code: 'R101',
    line: `'F' || nr || ';;001' || kode[2:4] || ';3;2022-03-01T08:00:00+01:00'`,
  },
  {
    contract: 'AulaRegistrering',
    kind: 'too-many-fields',
    code: 'R002',
    line: event('3;2022-03-01T08:00:00+01:00;'),
  },
  {
    contract: 'DagtilbudIndskrivning',
    kind: 'value-outside-range',
    code: 'R104',
    line: place(`${SOMEBODY};101001;Vuggestue;2022-03-01;;168,01`),
  },
  {
    contract: 'DagtilbudIndskrivning',
    kind: 'invalid-cpr',
    code: 'R105',
    line: place('3102700001;101001;Vuggestue;2022-03-01;;37,00'),
  },
  {
    contract: 'DagtilbudIndskrivning',
    kind: 'end-before-start',
    code: 'R120',
    line: place(`${SOMEBODY};101001;Vuggestue;2022-03-31;2022-03-01;37,00`),
  },
  {
    contract: 'DagtilbudIndskrivning',
    kind: 'bad-date',
    code: 'R102',
    line: place(`${SOMEBODY};101001;Vuggestue;01-03-2022;;37,00`),
  },
]
