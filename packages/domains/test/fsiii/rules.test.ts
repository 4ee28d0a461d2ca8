import { compileSql, quoteText, type Sql, sql } from '@flis/core'
import { monthCalendar } from '@flis/dm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  alder,
  danskDato,
  danskDatoAf,
  FSIIIPlanlagtIndsats,
  gyldighed,
  indsatsSlut,
  klokkeslaetAf,
  kodePar,
  loebetid,
  varighedDage,
} from '../../src/fsiii/index.js'
import { alderExamples } from '../../src/fsiii/rules/alder.js'
import { danskDatoExamples } from '../../src/fsiii/rules/dansk-dato.js'
import { gyldighedExamples } from '../../src/fsiii/rules/gyldighed.js'
import { indsatsSlutExamples } from '../../src/fsiii/rules/indsats-slut.js'
import { kodeParExamples } from '../../src/fsiii/rules/kode-par.js'
import { loebetidExamples } from '../../src/fsiii/rules/loebetid.js'
import { varighedDageExamples } from '../../src/fsiii/rules/varighed-dage.js'
import type { Kode } from './katalog.js'
import { type Lager, nytLager } from './lager.js'

let lager: Lager
beforeAll(async () => {
  lager = await nytLager()
})
afterAll(() => lager.close())
beforeEach(() => lager.empty())

const text = (template: Sql): string => compileSql(template, () => '')
const date = (of: string | null): string => (of === null ? 'null::date' : `date '${of}'`)

describe('Dansk dato', () => {
  it.each(danskDatoExamples)(
    '$sendt is $dato, time of day $klokkeslæt',
    async ({ sendt, dato, klokkeslæt }) => {
      expect(danskDato(sendt)).toBe(dato)
      const moment = quoteText(sendt)
      const [row] = await lager.session.rows(
        `select ${danskDatoAf(moment)}::varchar as dato,
        hour(${klokkeslaetAf(moment)}) * 100 + minute(${klokkeslaetAf(moment)}) as klokkeslaet`,
      )
      expect(row?.dato).toBe(dato)
      expect(row?.klokkeslaet === null ? null : Number(row?.klokkeslaet)).toBe(klokkeslæt)
    },
  )

  it.each(['2021', '2021-02', '2022-02-30', '2022-02-30T10:00:00Z', '2022-01-01T25:00:00Z', 'i går', ''])(
    'leaves "%s" as it was sent, for verification to refuse',
    (sent) => expect(danskDato(sent)).toBe(sent),
  )

  it('makes nothing of nothing', () => expect(danskDato(null)).toBeNull())
})

describe('Løbetid', () => {
  it.each(loebetidExamples)('$start in $måned is $løbetid', async ({ start, måned, løbetid }) => {
    const expression = loebetid('start', sql`m.month_index`)
    expect(
      await lager.session.value(
        `select ${text(expression)}
         from ${text(monthCalendar())} as m, (select ${date(start)} as start)
         where m.first_day = ${date(`${måned}-01`)}`,
      ),
    ).toBe(løbetid)
  })
})

describe('Alder', () => {
  it.each(alderExamples)('born $født, at $start: $alder', async ({ start, født, alder: expected }) => {
    const expression = text(alder('start', 'foedt'))
    expect(
      await lager.session.value(
        `select ${expression} from (select ${date(start)} as start, ${date(født)} as foedt)`,
      ),
    ).toBe(expected)
  })
})

describe('VarighedDage', () => {
  it.each(varighedDageExamples)('$start – $slut in $måned is $dage', async ({ start, slut, måned, dage }) => {
    const expression = varighedDage('start', 'slut', `last_day(${date(`${måned}-01`)})`)
    expect(
      await lager.session.value(
        `select ${text(expression)} from (select ${date(start)} as start, ${date(slut)} as slut)`,
      ),
    ).toBe(dage)
  })
})

describe('Indsatsens slut', () => {
  it.each(indsatsSlutExamples)('$når: $slut', async ({ versioner, slut }) => {
    await lager.versioner(
      FSIIIPlanlagtIndsats,
      versioner.map((each) => ({
        Id: 'a',
        StartDato: '2022-05-10',
        Status: each.status,
        SlutDato: each.slut,
        _rapport: each.rapport,
      })),
    )
    expect(await lager.rows(sql`select Slut::varchar as slut from ${indsatsSlut()} as i`)).toEqual([{ slut }])
  })

  it('follows meta.lastUpdated before the report that brought it', async () => {
    const told = (Status: string, _opdateret: string, _rapport: string) => ({
      Id: 'a',
      StartDato: '2022-05-10',
      Status,
      _opdateret,
      _rapport,
    })
    await lager.versioner(FSIIIPlanlagtIndsats, [
      told('active', '2022-05-10T08:00:00Z', '2022-06-25T08:00:00Z'),
      told('completed', '2022-06-01T08:00:00Z', '2022-06-20T08:00:00Z'),
      told('completed', '2022-06-02T08:00:00Z', '2022-06-10T08:00:00Z'),
    ])
    expect(await lager.rows(sql`select Slut::varchar as slut from ${indsatsSlut()} as i`)).toEqual([
      { slut: '2022-06-20' },
    ])
  })

  it('keeps the indsatser of others out', async () => {
    await lager.versioner(FSIIIPlanlagtIndsats, [
      { Id: 'a', StartDato: '2022-05-10', Status: 'completed', _rapport: '2022-05-20T08:00:00Z' },
      { Id: 'b', StartDato: '2022-05-10', Status: 'completed', _rapport: '2022-06-20T08:00:00Z' },
    ])
    expect(
      await lager.rows(sql`select Id, Slut::varchar as slut from ${indsatsSlut()} as i order by Id`),
    ).toEqual([
      { Id: 'a', slut: '2022-05-20' },
      { Id: 'b', slut: '2022-06-20' },
    ])
  })

  it('sees only what was told of the same person, so that one person can be recomputed alone', async () => {
    await lager.versioner(FSIIIPlanlagtIndsats, [
      {
        Id: 'a',
        Personnummer: '6101410001',
        StartDato: '2022-05-10',
        Status: 'completed',
        _rapport: '2022-05-20T08:00:00Z',
      },
      { Id: 'a', StartDato: '2022-05-10', Status: 'completed', _rapport: '2022-06-20T08:00:00Z' },
    ])
    expect(await lager.rows(sql`select Slut::varchar as slut from ${indsatsSlut()} as i`)).toEqual([
      { slut: '2022-06-20' },
    ])
  })

  it('has nothing of an indsats that is entered in error', async () => {
    await lager.versioner(FSIIIPlanlagtIndsats, [
      { Id: 'a', StartDato: '2022-05-10', Status: 'completed' },
      { Id: 'a', StartDato: '2022-05-10', Status: 'entered-in-error' },
    ])
    expect(await lager.rows(sql`select Id from ${indsatsSlut()} as i`)).toEqual([])
  })
})

/** `H1 = Bad < H` */
const written = (line: string): Kode => {
  const [kode = '', rest = ''] = line.split(' = ')
  const [tekst = '', foraelder] = rest.split(' < ')
  return { kode, tekst, ...(foraelder === undefined ? {} : { foraelder }) }
}

const PERIODER = ['2022-05', '2022-08']

describe('Kodepar', () => {
  it.each(kodeParExamples)('$når', async ({ kodesystemer, medlem }) => {
    await lager.kodesystemer(
      kodesystemer.map((koder, index) => ({ periode: PERIODER[index] ?? '', koder: koder.map(written) })),
    )
    const found = await lager.rows(sql`select Kode, Medlem from ${kodePar()} as koder`)
    expect(Object.fromEntries(found.map((row) => [row.Kode, row.Medlem]))).toMatchObject(medlem)
    expect(new Set(found.map((row) => row.Kode)).size).toBe(found.length)
  })

  it('has each code once, and leaves out what hangs under nothing', async () => {
    await lager.kodesystemer([
      {
        periode: '2022-05',
        koder: ['H = Katalog', 'H1 = Bad < H', 'X1 = Løs < X', 'Y = Ring < Y'].map(written),
      },
      { periode: '2022-08', koder: ['H = Nyt katalog', 'H1 = Bad < H'].map(written) },
    ])
    expect(
      await lager.rows(sql`select Kode, Rod, Sti[1] as Tekst from ${kodePar()} as koder order by Kode`),
    ).toEqual([
      { Kode: 'H', Rod: 'H', Tekst: 'Nyt katalog' },
      { Kode: 'H1', Rod: 'H', Tekst: 'Nyt katalog' },
    ])
  })
})

describe('Gyldighed', () => {
  it.each(gyldighedExamples)(
    'delivered $leveret, held by $med: $fra – $til',
    async ({ leveret, med, fra, til }) => {
      const held: readonly string[] = med
      await lager.kodesystemer(
        leveret.map((periode) => ({
          periode,
          koder: ['H = Katalog', ...(held.includes(periode) ? ['H1 = Bad < H'] : [])].map(written),
        })),
      )
      expect(
        await lager.rows(
          sql`select GyldigFra::varchar as fra, GyldigTil::varchar as til from ${gyldighed()} as koder where Kode = 'H1'`,
        ),
      ).toEqual([{ fra, til }])
    },
  )
})
