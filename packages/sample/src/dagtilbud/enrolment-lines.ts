import { quoteText } from '@flis/core'
import { DagtilbudIndskrivning, DagtilbudInstitution } from '@flis/domains/dagtilbud'
import { csvContract } from '../write/csv-contract.js'

const commaOf = (hundredths: string): string =>
  `(${hundredths}) // 100 || ',' || lpad(((${hundredths}) % 100)::varchar, 2, '0')`

const numberOf = 'institutioner.nummer'

const enrolment = csvContract(DagtilbudIndskrivning, {
  from: 'indskrivninger join institutioner using (kommune, institution)',
  known: 'fra',
  order: 'nr, del',
  values: (shown) => ({
    IndskrivningId: "'I' || nr || '-' || del",
    Personnummer: `ti_cifre(nummer_paa(nr, foedt, ${shown}))`,
    InstitutionsNr: numberOf,
    Pasningstilbud: 'tilbud',
    StartDato: 'fra',
    // an end is known a month before
    SlutDato: `case when til - 30 <= ${shown} then til end`,
    Timer: commaOf(`case when aendret <= ${shown} then timer_senere else timer end`),
  }),
})

const institution = csvContract(DagtilbudInstitution, {
  from: 'institutioner',
  known: "date '1900-01-01'",
  order: 'institution',
  values: (shown) => ({
    InstitutionsNr: 'nummer',
    Navn: `navn || case when omdoebt <= ${shown} then ' og Ådalen' else '' end`,
    Ejerform: 'ejerform',
    AdmKommuneKode: 'kode',
  }),
})

/** Which rows a full delivery of a day holds: places are known a month ahead. */
const held = {
  [enrolment.name]: (shown: string) => `fra <= ${shown} + 30 and coalesce(forsvundet > ${shown}, true)`,
  [institution.name]: (shown: string) => `coalesce(lukket > ${shown}, true)`,
} as const

/** The contracts of FLISDagtilbud in the order of a zip's files. */
export const ENROLMENT_CONTRACTS = [enrolment, institution] as const

type EnrolmentContract = (typeof ENROLMENT_CONTRACTS)[number]

const holds = ({ name }: EnrolmentContract, shown: string): string => held[name]?.(shown) ?? 'true'

/** The lines of a contract for a kommune as a full delivery of the day `shown` (`yyyy-mm-dd`) has them. */
export const enrolmentLines = (contract: EnrolmentContract, kommune: string, shown: string): string => `
  select
    row_number() over (order by ${contract.order}) as position,
    ${contract.line(`date ${quoteText(shown)}`)} as line
  from ${contract.from}
  where kommune = ${Number(kommune)}
    and ${holds(contract, `date ${quoteText(shown)}`)}`

/** How many lines each file of each delivery will have. */
export const enrolmentCounts = ENROLMENT_CONTRACTS.map(
  (contract) => `
  select
    deliveries.delivery,
    ${quoteText(contract.name)} as contract,
    1::bigint as header_lines,
    count(made.kommune)::bigint as good_lines
  from deliveries
  left join ${contract.name === 'DagtilbudInstitution' ? 'institutioner' : 'indskrivninger'} as made
    on made.kommune = deliveries.kommune
    and ${holds(contract, 'deliveries.shown')}
  where deliveries.kilde = 'FLISDagtilbud'
  group by deliveries.delivery`,
).join(' union all ')
