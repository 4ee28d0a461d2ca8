import type { RowFault } from '../write/planted.js'

/** A number of the line's own, of somebody born on a 1 January: no person of the sample has one of these. */
const somebody =
  "'01' || lpad((1 + ordinal // 240000 % 12)::varchar, 2, '0') || (40 + ordinal // 4000 % 60) || lpad((ordinal % 4000)::varchar, 4, '0')"
const address = "uuid_of('fejl i LIFA', delivery, nr)"

const person = (rest: string): string => `${somebody} || ';${rest}'`
const lifa = (rest: string): string => `${address} || ';${rest}'`

/**
 * The row faults of CPR and LIFA. Each planted line is about a person, or an address, of its own and fails for one
 * reason only.
 */
export const BORGER_FAULTS: readonly RowFault[] = [
  {
    contract: 'BorgerPerson',
    kind: 'bad-date',
    code: 'R102',
    line: person('Anna Prøvesen;1957-02-30;K;01;1957-01-01;5100;5100;;;;U;;;'),
  },
  {
    contract: 'BorgerPerson',
    kind: 'code-outside-list',
    code: 'R103',
    line: person('Anna Prøvesen;1957-01-01;X;01;1957-01-01;5100;5100;;;;U;;;'),
  },
  {
    contract: 'BorgerPerson',
    kind: 'missing-field',
    code: 'R101',
    line: person('Anna Prøvesen;;K;01;1957-01-01;5100;5100;;;;U;;;'),
  },
  {
    contract: 'BorgerPerson',
    kind: 'invalid-cpr',
    code: 'R105',
    line: person('Anna Prøvesen;1957-01-01;K;01;1957-01-01;5100;5100;3102300001;;;U;;;'),
  },
  {
    contract: 'BorgerPerson',
    kind: 'end-before-start',
    code: 'R120',
    line: person('Anna Prøvesen;1957-01-01;K;01;1957-01-01;5100;5100;;;;U;;2022-03-01;2022-02-01'),
  },
  {
    contract: 'BorgerPerson',
    kind: 'unclosed-quote',
    code: 'R001',
    line: person('"Anna Prøvesen;1957-01-01;K;01;1957-01-01;5100;5100;;;;U;;;'),
  },
  {
    contract: 'BorgerPerson',
    kind: 'too-many-fields',
    code: 'R002',
    line: person('Anna Prøvesen;1957-01-01;K;01;1957-01-01;5100;5100;;;;U;;;;'),
  },
  {
    contract: 'BorgerAdresse',
    kind: 'end-before-start',
    code: 'R120',
    line: person('2022-03-01;2022-02-01;0751;0001;001;;;'),
  },
  {
    contract: 'BorgerAdresse',
    kind: 'missing-field',
    code: 'R101',
    line: person('2022-03-01;;0751;;001;;;'),
  },
  {
    contract: 'BorgerAdresse',
    kind: 'bad-date',
    code: 'R102',
    line: person('2022-3-1;;0751;0001;001;;;'),
  },
  {
    contract: 'BorgerAdresse',
    kind: 'too-many-fields',
    code: 'R002',
    line: person('2022-03-01;;0751;0001;001;;;;'),
  },
  {
    contract: 'BorgerTilknytning',
    kind: 'code-outside-list',
    code: 'R103',
    line: person('0751;andet;2022-03-01;'),
  },
  {
    contract: 'BorgerTilknytning',
    kind: 'missing-field',
    code: 'R101',
    line: person('0751;betaling;;'),
  },
  {
    contract: 'LIFASkoledistrikt',
    kind: 'value-outside-range',
    code: 'R104',
    line: lifa('101;Eksempelskole 101;0;11;0751;0001;Prøvevej 1;1;7759'),
  },
  {
    contract: 'LIFASkoledistrikt',
    kind: 'end-before-start',
    code: 'R120',
    line: lifa('101;Eksempelskole 101;9;0;0751;0001;Prøvevej 1;1;7759'),
  },
  {
    contract: 'LIFASkoledistrikt',
    kind: 'missing-field',
    code: 'R101',
    line: lifa('101;;0;9;0751;0001;Prøvevej 1;1;7759'),
  },
  {
    contract: 'LIFASkoledistrikt',
    kind: 'too-many-fields',
    code: 'R002',
    line: lifa('101;Eksempelskole 101;0;9;0751;0001;Prøvevej 1;1;7759;'),
  },
]
