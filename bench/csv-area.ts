import { contract, dataomraade, field } from '@flis/core'

/** Fifteen columns of the sorts that real deliveries have: texts, dates, numbers, a code. */
export const Bench = contract('Bench', {
  kilde: 'BENCH',
  mode: 'full',
  fields: {
    c01: field.key.text(),
    c02: field.text(),
    c03: field.date(),
    c04: field.date().optional(),
    c05: field.integer(),
    c06: field.decimal(12, 2).optional(),
    c07: field.code(['A', 'B', 'C', 'D']).optional(),
    c08: field.integer().optional(),
    c09: field.text().optional(),
    c10: field.date().optional(),
    c11: field.text().optional(),
    c12: field.text().optional(),
    c13: field.integer().optional(),
    c14: field.decimal(12, 2).optional(),
    c15: field.text().optional(),
  },
  checks: [field.order('c03', 'c04')],
})

export const benchArea = dataomraade('Bench', { contracts: [Bench], models: [] })

/** How the file is written: as few quotes as possible, every field quoted, or an odd quote in one line of a hundred. */
export type CsvForm = 'clean' | 'quoted' | 'bad lines'

const WRITTEN: Readonly<Record<CsvForm, string>> = {
  clean: `quote '"'`,
  quoted: `quote '"', force_quote *`,
  // nothing is quoted, so that a quote stands as it is
  'bad lines': `quote ''`,
}

/** The statement that writes the csv file of `rows` rows: about 118 bytes a row, one row in a million fails. */
export const makeCsv = (rows: number, path: string, form: CsvForm = 'clean'): string => `copy (
  select
    printf('k%010d', i) as c01,
    'sag-' || (i % 997)::varchar${form === 'bad lines' ? ` || case when i % 100 = 7 then '"' else '' end` : ''} as c02,
    (date '2020-01-01' + (i % 1000)::integer)::varchar as c03,
    case when i % 3 = 0 then null else (date '2020-01-01' + (i % 1000 + 40)::integer)::varchar end as c04,
    (i * 7 % 100000)::varchar as c05,
    case when i % 1000000 = 999999 then '12,5' else ((i % 100000)::decimal(12, 2) / 4)::decimal(12, 2)::varchar end as c06,
    chr((65 + i % 4)::integer) as c07,
    (i % 31)::varchar as c08,
    'tekst nummer ' || (i % 5003)::varchar as c09,
    (date '2021-06-01' + (i % 300)::integer)::varchar as c10,
    'a' || (i % 7)::varchar as c11,
    case when i % 5 = 0 then null else 'æøå ' || (i % 89)::varchar end as c12,
    (i % 1009)::varchar as c13,
    ((i % 777)::decimal(12, 2) / 100)::decimal(12, 2)::varchar as c14,
    'slut' as c15
  from range(${rows}) as numbers(i)
) to '${path}' (format csv, delimiter ';', header true, ${WRITTEN[form]})`
