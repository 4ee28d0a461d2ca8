import { contract, DimKommune, DimTid, dataomraade, fact, field, rollout, sql } from '@flis/pipelines'

export const BSSag = contract('BSSag', {
  kilde: 'BS',
  mode: 'full',
  absence: 'behold',
  persons: ['borgere'],
  fields: {
    SagId: field.key.text(),
    Personnummer: field.cpr(),
    StartDato: field.date(),
    SlutDato: field.date().optional(),
    Beloeb: field.decimal(12, 2, { data: 'økonomi', dm: 'Beløb' }),
  },
  checks: [field.order('StartDato', 'SlutDato')],
})

export const FactBoligstøtte = fact('FactBoligstøtte', {
  grain: ['SagId', 'DimTid'],
  exported: true,
  columns: { DimTid: DimTid.key, DimKommune: DimKommune.key, SagId: 'VARCHAR', Beløb: 'DECIMAL(12,2)' },
  sql: ({ month }) => sql`
    select ${DimTid.of('m.last_day')} as DimTid, ${DimKommune.of('s._kommune')} as DimKommune,
           s.SagId, s.Beloeb as Beløb
    from ${rollout(BSSag, { start: 'StartDato', end: 'SlutDato', until: month })}`,
})

export const boligstøtte = dataomraade('Boligstøtte', {
  contracts: [BSSag],
  models: [FactBoligstøtte],
})
