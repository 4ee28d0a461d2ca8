import { SOMEBODY } from '../world/personer.js'
import type { RowFault } from '../write/planted.js'

const sag = "kode || '-F' || nr"
const ydelse = "kode || '-G' || nr"
const opgave = "kode || '-H' || nr"
const afgoerelse = "kode || '-I' || nr"
const somecase = "kode || '-S0000000'"

/**
 * The row faults of KY. Every planted line has a key of its own and fails for one reason only, so the good
 * lines beside it stay exactly what they were.
 */
export const KY_FAULTS: readonly RowFault[] = [
  {
    contract: 'KYSag',
    kind: 'bad-date',
    code: 'R102',
    line: `${sag} || ';32.03.00;${SOMEBODY};;SB0001;;2022-02-30'`,
  },
  {
    contract: 'KYSag',
    kind: 'missing-field',
    code: 'R101',
    line: `${sag} || ';;${SOMEBODY};;SB0001;ORG1;2022-03-01'`,
  },
  {
    contract: 'KYSag',
    kind: 'invalid-cpr',
    code: 'R105',
    line: `${sag} || ';32.03.00;3102700001;;SB0001;ORG1;2022-03-01'`,
  },
  {
    contract: 'KYSag',
    kind: 'unclosed-quote',
    code: 'R001',
    line: `${sag} || ';"32.03.00;${SOMEBODY};;SB0001;ORG1;2022-03-01'`,
  },
  {
    contract: 'KYSag',
    kind: 'too-many-fields',
    code: 'R002',
    line: `${sag} || ';32.03.00;${SOMEBODY};;SB0001;ORG1;2022-03-01;2022-03-02'`,
  },
  {
    contract: 'KYSagTilstand',
    kind: 'code-outside-list',
    code: 'R103',
    line: `${sag} || ';1;Parkeret;2022-03-01'`,
  },
  {
    contract: 'KYSagTilstand',
    kind: 'bad-date',
    code: 'R102',
    line: `${sag} || ';1;Bevilget;01-03-2022'`,
  },
  {
    contract: 'KYSagTilstand',
    kind: 'too-many-fields',
    code: 'R002',
    line: `${sag} || ';1;Bevilget;2022-03-01;'`,
  },
  {
    contract: 'KYSagTilstand',
    kind: 'missing-field',
    code: 'R101',
    line: `${sag} || ';1;Bevilget;'`,
  },
  {
    contract: 'KYYdelse',
    kind: 'end-before-start',
    code: 'R120',
    line: `${ydelse} || ';' || ${somecase} || ';Kontanthjælp;Løbende;2022-03-31;2022-03-01'`,
  },
  {
    contract: 'KYYdelse',
    kind: 'unclosed-quote',
    code: 'R001',
    line: `${ydelse} || ';' || ${somecase} || ';"Kontanthjælp;Løbende;2022-03-01;'`,
  },
  {
    contract: 'KYYdelse',
    kind: 'bad-date',
    code: 'R102',
    line: `${ydelse} || ';' || ${somecase} || ';Kontanthjælp;Løbende;2022-3-1;'`,
  },
  {
    contract: 'KYYdelse',
    kind: 'missing-field',
    code: 'R101',
    line: `${ydelse} || ';' || ${somecase} || ';;Løbende;2022-03-01;'`,
  },
  {
    contract: 'KYOpgave',
    kind: 'code-outside-list',
    code: 'R103',
    line: `${opgave} || ';' || ${somecase} || ';Opfølgning;;SB0001;ORG1;Lukket;2022-03-01;'`,
  },
  {
    contract: 'KYOpgave',
    kind: 'end-before-start',
    code: 'R120',
    line: `${opgave} || ';' || ${somecase} || ';Opfølgning;;SB0001;ORG1;Gennemført;2022-03-31;2022-03-01'`,
  },
  {
    contract: 'KYOpgave',
    kind: 'invalid-cpr',
    code: 'R105',
    line: `${opgave} || ';;Opfølgning;3102700001;SB0001;ORG1;Åben;2022-03-01;'`,
  },
  {
    contract: 'KYOpgave',
    kind: 'missing-field',
    code: 'R101',
    line: `${opgave} || ';' || ${somecase} || ';Opfølgning;;SB0001;ORG1;;2022-03-01;'`,
  },
  {
    contract: 'KYAfgoerelse',
    kind: 'bad-date',
    code: 'R102',
    line: `${afgoerelse} || ';1;' || ${somecase} || ';Bevilling;2022-03-01'`,
  },
  {
    contract: 'KYAfgoerelse',
    kind: 'missing-field',
    code: 'R101',
    line: `${afgoerelse} || ';1;' || ${somecase} || ';;2022-03-01T10:15:00'`,
  },
  {
    contract: 'KYAfgoerelse',
    kind: 'too-many-fields',
    code: 'R002',
    line: `${afgoerelse} || ';1;' || ${somecase} || ';Bevilling;2022-03-01T10:15:00;'`,
  },
]
