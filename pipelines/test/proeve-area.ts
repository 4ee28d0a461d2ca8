import { column, contract, dataomraade, dimension, fact, field, kilde, parseConfig, sql } from '@flis/core'
import { DimKommune, DimTid, rollout } from '@flis/dm'

/** A small area with a keyed dimension and a fact by unit. */
export const ProeveSag = contract('ProeveSag', {
  kilde: kilde('PROEVE', { senders: ['X'] }),
  mode: 'full',
  persons: ['borgere'],
  fields: {
    SagId: field.key.text(),
    Personnummer: field.cpr(),
    StartDato: field.date(),
    Beloeb: field.decimal(12, 2, { data: 'økonomi' }),
  },
})
export const DimProeveBorger = dimension('DimPrøveBorger', {
  natural: ['Personnummer'],
  columns: { Personnummer: column('VARCHAR', 'Borgeren', { data: 'CPR' }) },
  sql: () => sql`select distinct Personnummer from ${ProeveSag} as sager`,
})
/** Cases month by month, with their citizens. */
export const FactProeve = fact('FactPrøve', {
  grain: ['SagId', 'DimTid', 'DimKommune', 'DimPrøveBorger'],
  exported: true,
  kommuneColumn: 'DimKommune',
  recompute: { by: 'unit' },
  columns: {
    DimTid: DimTid.key,
    DimKommune: DimKommune.key,
    DimPrøveBorger: DimProeveBorger.key,
    SagId: 'VARCHAR',
    Beløb: column('DECIMAL(12,2)', 'Beløb', { data: 'økonomi', total: true }),
  },
  sql: ({ month: until, from }) => sql`
    select ${DimTid.of('m.last_day')} as DimTid, ${DimKommune.of('s._kommune')} as DimKommune,
      ${DimProeveBorger.of('s.Personnummer')} as "DimPrøveBorger", s.SagId, s.Beloeb as "Beløb", s._unit, s._kommune
    from ${rollout(ProeveSag, { start: 'StartDato', end: '_sidst', until, from })}`,
})
const proeve = dataomraade('Prøve', { contracts: [ProeveSag], models: [FactProeve] })
export const areas = [proeve]
export const config = parseConfig({ areas: ['Prøve'] })

/** A row of ProeveSag. */
export const sag = (SagId: string, Personnummer: string, Beloeb: string) => ({
  SagId,
  Personnummer,
  StartDato: '2022-08-15',
  Beloeb,
})
