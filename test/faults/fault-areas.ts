import { contract, dataomraade, field, kilde } from '@flis/core'

/** Codes that the contracts below refer to; delivered once in each warehouse. */
const ProeveKode = contract('ProeveKode', {
  kilde: 'PRK',
  mode: 'full',
  keyScope: 'global',
  fields: { Kode: field.key.text(), Tekst: field.text() },
})

/** Every type of field that a contract can have, with each of the checks. */
const Proeve = contract('Proeve', {
  kilde: 'PRV',
  mode: 'full',
  fields: {
    Id: field.key.text(),
    Nr: field.key.integer(),
    Navn: field.text({ data: 'kontakt', length: 40 }),
    Personnummer: field.cpr(),
    Bopael: field.kommune().optional(),
    Kode: field.code(['A', 'B', 'C']),
    Antal: field.integer().between(0, 100),
    Beloeb: field.decimal(8, 2).optional(),
    Fra: field.date(),
    Til: field.date().optional(),
    Tid: field.timestamp().optional(),
    Aktiv: field.boolean().optional(),
    Status: field.integer({ codes: [0, 1, 8], error: 'R310' }).optional(),
    Emner: field.list().optional(),
    Art: field.codeOf(ProeveKode, 'Kode', { error: 'R204' }),
  },
  checks: [field.order('Fra', 'Til')],
})

/** The same in the older manner: ISO-8859-1, decimal comma, day first. */
const ProeveLatin = contract('ProeveLatin', {
  kilde: 'PRL',
  mode: 'full',
  reader: { format: 'csv', encoding: 'ISO-8859-1', optionalFile: false },
  fields: {
    Id: field.key.text(),
    Navn: field.text({ data: 'kontakt' }),
    Personnummer: field.cpr(),
    Beloeb: field.decimal(7, 2, { comma: true }),
    Fra: field.date({ form: 'dd-mm-yyyy' }),
    Til: field.date({ form: 'dd-mm-yyyy' }).optional(),
  },
  checks: [field.order('Fra', 'Til')],
})

/** Who may send ProeveLatin; the others are L012. */
export const LATIN_SENDERS = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5'] as const

export const csvArea = dataomraade('Proeve', {
  kilder: [
    kilde('PRK', { scope: 'national', formats: ['csv'] }),
    kilde('PRV', { formats: ['csv'] }),
    kilde('PRL', { formats: ['csv'], senders: LATIN_SENDERS }),
  ],
  contracts: [ProeveKode, Proeve, ProeveLatin],
  models: [],
})
