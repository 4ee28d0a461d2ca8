import { month, type Sql, sql, text } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { afgoerelsestypeAfSag, afgoerelsestypeAfSagExamples } from '../../src/ky/afgoerelsestype-af-sag.js'
import { DimKYSagOversigt, KYAfgoerelse, KYOpgave, KYYdelse } from '../../src/ky/index.js'
import { kleGruppering, kleGrupperingExamples } from '../../src/ky/kle-gruppering.js'
import { nyesteAfgoerelse, nyesteAfgoerelseExamples } from '../../src/ky/nyeste-afgoerelse.js'
import { opgaveSlut, opgaveSlutExamples } from '../../src/ky/opgave-slut.js'
import { sagIMaaned, sagIMaanedExamples } from '../../src/ky/sag-i-maaned.js'
import { sagerInden, tilstandeInden } from '../../src/ky/sagstilstand.js'
import { ydelsesartAfSag, ydelsesartAfSagExamples } from '../../src/ky/ydelsesart-af-sag.js'
import { insertSager, type KyWarehouse, kyWarehouse } from './warehouse.js'

const RUN = month('2022-06')

/** The extract of a month: its last day, and the first of its number. */
const extractOf = (periode: string): bigint => {
  const [year = 0, nr = 0] = periode.split('-').map(Number)
  const last = new Date(Date.UTC(year, nr, 0)).getUTCDate()
  return BigInt(`${periode.replace('-', '')}${last}001`)
}

const OPEN = 99991231999n

let warehouse: KyWarehouse

beforeAll(async () => {
  warehouse = await kyWarehouse()
  await insertSager(warehouse, sagIMaanedExamples)
  await warehouse.insert(
    KYYdelse,
    ydelsesartAfSagExamples.flatMap(({ name, ydelser }) =>
      ydelser.map(([id, StartDato, Ydelsesart]) => ({
        YdelseId: `${name} ${id}`,
        SagId: name,
        Ydelsesart,
        Ydelsestype: 'Løbende',
        StartDato,
      })),
    ),
  )
  await warehouse.insert(KYAfgoerelse, [
    ...afgoerelsestypeAfSagExamples.flatMap(({ name, afgoerelser }) =>
      afgoerelser.map(([id, RaekkeNr, AfgoerelseTidspunkt, Afgoerelsestype]) => ({
        AfgoerelseId: `${name} ${id}`,
        RaekkeNr,
        SagId: name,
        Afgoerelsestype,
        AfgoerelseTidspunkt,
      })),
    ),
    ...nyesteAfgoerelseExamples.flatMap(({ name, rows }) =>
      rows.map(([RaekkeNr, AfgoerelseTidspunkt, Afgoerelsestype]) => ({
        AfgoerelseId: name,
        RaekkeNr,
        SagId: `${name} ${RaekkeNr}`,
        Afgoerelsestype,
        AfgoerelseTidspunkt,
      })),
    ),
  ])
  // Every version until the next one's extract.
  for (const { name, versioner } of opgaveSlutExamples)
    for (const [nth, [periode, Tilstand, AfsluttetDato, sag]] of versioner.entries()) {
      const next = versioner[nth + 1]?.[0]
      await warehouse.insert(
        KYOpgave,
        [{ OpgaveId: name, SagId: sag ?? 'sag', Tilstand, OprettetDato: '2022-03-10', AfsluttetDato }],
        { fra: extractOf(periode), til: next === undefined ? OPEN : extractOf(next) },
      )
    }
  await warehouse.build(DimKYSagOversigt, { month: RUN })
})

describe('sag i måneden', () => {
  it.each(sagIMaanedExamples)('$name', async ({ name, months }) => {
    const rows = await warehouse.rows(sql`
      select strftime(unnest(generate_series(
        date_trunc('month', first_month), least(last_month, date '2022-06-30'), interval 1 month
      )), '%Y-%m') as month
      from ${sagIMaaned(sagerInden(RUN), tilstandeInden(RUN), sql`${DimKYSagOversigt}`, RUN)} as stretch
      where SagId = ${text(name)}
      order by month`)
    expect(rows.map((row) => row.month)).toEqual(months)
  })
})

describe('ydelsesart af sag', () => {
  it.each(ydelsesartAfSagExamples)('$name', async ({ name, ydelsesart }) => {
    const rows = await warehouse.rows(sql`
      select Ydelsesart from ${ydelsesartAfSag(RUN)} as earliest where SagId = ${text(name)}`)
    expect(rows.map((row) => row.Ydelsesart)).toEqual(ydelsesart === null ? [] : [ydelsesart])
  })
})

describe('afgørelsestype af sag', () => {
  it.each(afgoerelsestypeAfSagExamples)('$name', async ({ name, byMonth }) => {
    for (const [of, type] of Object.entries(byMonth)) {
      const last = sql`last_day(${text(`${of}-01`)}::date)`
      const rows = await warehouse.rows(sql`
        select Afgoerelsestype
        from ${afgoerelsestypeAfSag(RUN)} as decided
        where SagId = ${text(name)}
          and first_month <= ${last}
          and last_month >= ${last}`)
      expect([of, rows[0]?.Afgoerelsestype ?? null]).toEqual([of, type])
      expect(rows.length).toBeLessThan(2)
    }
  })
})

describe('nyeste afgørelse', () => {
  it.each(nyesteAfgoerelseExamples)('$name', async ({ name, newest }) => {
    const rows = await warehouse.rows(sql`
      select Dato, Afgoerelsestype, AntalAfgørelser
      from ${nyesteAfgoerelse(RUN)} as newest
      where AfgoerelseId = ${text(name)}`)
    expect(rows.map((row) => Object.values(row))).toEqual(newest === null ? [] : [newest.map(String)])
  })
})

describe('opgavens slut', () => {
  it.each(opgaveSlutExamples)('$name', async ({ name, slut }) => {
    const rows = await warehouse.rows(sql`
      select Slut from ${opgaveSlut()} as opgave where OpgaveId = ${text(name)}`)
    expect(rows).toEqual([{ Slut: slut }])
  })
})

describe('KLE-gruppering', () => {
  const literal = (value: string | null): Sql => (value === null ? sql`null` : text(value))

  it.each(kleGrupperingExamples)('$name', async ({ emner, grouped }) => {
    const rows = emner.map(
      ([nummer, titel, niveau, foraelder]) =>
        sql`select ${text(nummer)} as Nummer, ${text(titel)} as Titel, ${text(niveau)} as Niveau, ${literal(foraelder)} as Foraelder`,
    )
    const plan = rows.reduce((all, one) => sql`${all} union all ${one}`)
    const found = await warehouse.rows(sql`
      select Gruppe, GruppeTitel, Hovedgruppe, HovedgruppeTitel
      from ${kleGruppering(sql`(${plan})`)} as grouped
      where Nummer = ${text(emner.at(-1)?.[0] ?? '')}`)
    expect(found.map((row) => Object.values(row))).toEqual([grouped])
  })
})
