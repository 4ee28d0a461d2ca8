import type { Contract, Dataomraade } from '@flis/core'
import { OekonomiPostering, oekonomi } from '@flis/domains/oekonomi'
import { PersonaleAnsaettelse, PersonaleFravaer, personale } from '@flis/domains/personale'
import { SkoleElev, skole } from '@flis/domains/skole'
import { VHMaalgruppe, VHYdelse, vh } from '@flis/domains/vh'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterEach, describe, expect, it } from 'vitest'

// Areas of contracts only: deliveries through the real engine, what they keep, what they refuse, what ends.

type TextRow = Readonly<Record<string, string | null>>

interface Case {
  readonly area: Dataomraade
  readonly contract: Contract
  readonly good: TextRow
  /** The typed values that DSA_HIST holds of it, where they are not the text. */
  readonly typed: Readonly<Record<string, string | null>>
  /** Changes that put the row into quarantine: its codes and columns. */
  readonly bad: readonly (readonly [TextRow, string])[]
}

const CASES: readonly Case[] = [
  {
    area: oekonomi,
    contract: OekonomiPostering,
    good: {
      PosteringId: 'p1',
      Regnskabsaar: '2022',
      Bogfoeringsdato: '2022-08-31',
      Kontostreng: '0123456789012345',
      Beloeb: '-1234567890123456.78',
      Tekst: 'Husleje; august',
    },
    typed: {},
    bad: [
      [{ Kontostreng: '123456789012345' }, '[R102] [Kontostreng]'],
      [{ Kontostreng: '01234567890123456' }, '[R102] [Kontostreng]'],
      [{ Kontostreng: '012345678901234X' }, '[R102] [Kontostreng]'],
      [{ Kontostreng: '' }, '[R101] [Kontostreng]'],
      [{ Beloeb: '1,50' }, '[R102] [Beloeb]'],
      [{ Beloeb: '1.505' }, '[R102] [Beloeb]'],
      [{ Regnskabsaar: '2022.5' }, '[R102] [Regnskabsaar]'],
      [{ Bogfoeringsdato: '31-08-2022' }, '[R102] [Bogfoeringsdato]'],
    ],
  },
  {
    area: personale,
    contract: PersonaleAnsaettelse,
    good: {
      AnsaettelseId: 'a1',
      Personnummer: '010141-0001',
      StillingsKode: '5040',
      OverenskomstNummer: null,
      InstitutionsNummer: '281077',
      AnsaettelsesDato: '2020-01-01',
      AnsaettelsesStopDato: null,
      BeskaeftigelsesDecimal: '0.8649',
    },
    typed: { Personnummer: '0101410001' },
    bad: [
      [{ Personnummer: '3102410001' }, '[R105] [Personnummer]'],
      [{ Personnummer: '0000000000' }, '[R101] [Personnummer]'],
      [{ AnsaettelsesStopDato: '2019-12-31' }, '[R120] [AnsaettelsesStopDato]'],
      [{ BeskaeftigelsesDecimal: '0.86495' }, '[R102] [BeskaeftigelsesDecimal]'],
      [{ BeskaeftigelsesDecimal: '10' }, '[R102] [BeskaeftigelsesDecimal]'],
    ],
  },
  {
    area: personale,
    contract: PersonaleFravaer,
    good: {
      FravaerId: 'f1',
      AnsaettelseId: 'a1',
      FravaersAarsag: 'Sygdom',
      FraDato: '2022-08-01',
      TilDato: '2022-08-01',
      Timer: '7.40',
    },
    typed: {},
    bad: [
      [{ TilDato: '2022-07-31' }, '[R120] [TilDato]'],
      [{ TilDato: '' }, '[R101] [TilDato]'],
      [{ FravaersAarsag: '' }, '[R101] [FravaersAarsag]'],
      [{ Timer: '1e1' }, '[R102] [Timer]'],
    ],
  },
  {
    area: skole,
    contract: SkoleElev,
    good: {
      ElevId: 'e1',
      Personnummer: '0101150001',
      InstitutionsNr: '281077',
      Klassetrin: '3',
      KlasseType: null,
      StartDato: '2021-08-01',
      SlutDato: null,
    },
    typed: {},
    bad: [
      [{ SlutDato: '2021-07-31' }, '[R120] [SlutDato]'],
      [{ Klassetrin: '' }, '[R101] [Klassetrin]'],
      [{ StartDato: '2021-8-1' }, '[R102] [StartDato]'],
    ],
  },
  {
    area: vh,
    contract: VHYdelse,
    good: {
      YdelseId: 'y1',
      Personnummer: '0101570001',
      KommuneKode: '0411',
      Paragraf: 'SEL § 107',
      TilbudId: null,
      StartDato: '2020-05-01',
      SlutDato: '2022-05-01',
    },
    typed: {},
    bad: [
      [{ KommuneKode: '0999' }, '[R105] [KommuneKode]'],
      [{ KommuneKode: '751' }, '[R105] [KommuneKode]'],
      [{ SlutDato: '2020-04-30' }, '[R120] [SlutDato]'],
      [{ Paragraf: null }, '[R101] [Paragraf]'],
    ],
  },
  {
    area: vh,
    contract: VHMaalgruppe,
    good: { YdelseId: 'y1', Maalgruppe: 'Autisme' },
    typed: {},
    bad: [[{ Maalgruppe: '' }, '[R101] [Maalgruppe]']],
  },
]

let w: TestWarehouse
afterEach(() => w.close())

const keyed = (contract: Contract, row: TextRow, nr: number): TextRow => ({
  ...row,
  [contract.key[0] ?? '']: `bad${nr}`,
})

const texts = async (contract: Contract, where: string) =>
  w.query(
    `select ${Object.keys(contract.fields)
      .map((name) => `"${name}"::varchar as "${name}"`)
      .join(', ')} from dsa_hist."${contract.name}" where ${where} order by all`,
  )

describe('deliveries of areas that have contracts only', () => {
  it.each(CASES.map((each) => [each.contract.name, each] as const))(
    '%s keeps what is right, refuses what is wrong, and ends what is no longer sent',
    async (_name, { area, contract, good, typed, bad }) => {
      w = await testWarehouse({ areas: [area], now: '2022-11-02' })
      const rows = bad.map(([change], nr) => keyed(contract, { ...good, ...change }, nr))
      // A key that a change empties is empty in spite of its number.
      const all = rows.map((row, nr) => ({ ...row, ...pick(bad[nr]?.[0] ?? {}, contract.key.slice(1)) }))
      const kilde = area.kilder[0]?.name ?? ''
      await w.deliverAll(`${kilde} 0751 2022-08`, { [contract.name]: [good, ...all] })
      await w.monthRun('2022-08')
      expect(await texts(contract, 'true')).toEqual([{ ...good, ...typed }])
      const found = await w.query(
        'select line, codes::varchar as codes, columns::varchar as columns from ops.quarantine order by line',
      )
      expect(found.map((row) => `${row.codes} ${row.columns}`)).toEqual(bad.map(([, reason]) => reason))
      expect(found.map((row) => row.line)).toEqual(bad.map((_, nr) => BigInt(nr + 3)))

      await w.deliverAll(`${kilde} 0751 2022-09`, { [contract.name]: [] })
      await w.monthRun('2022-09')
      expect(await texts(contract, '_til = 20220930001')).toEqual([{ ...good, ...typed }])
      expect(await w.query('select distinct state from ops.deliveries')).toEqual([{ state: 'loaded' }])
    },
  )

  it.each([
    ['FLISOekonomi_0000_2022-08_001_F.zip', 'L003', oekonomi],
    ['FLISPersonale_0751_2022-08_001_F.zip', 'L040', personale],
    ['FLISSkole_0751_2022-13_001_F.zip', 'L004', skole],
    ['FLISVoksne_0751_2022-08_001_F.zip', 'L002', vh],
  ] as const)('as an empty %s is rejected %s', async (name, code, area) => {
    w = await testWarehouse({ areas: [area], now: '2022-11-02' })
    await w.deliverFile(name, EMPTY_ZIP, 'KMD')
    await w.intake()
    expect(await w.query('select state, code from ops.deliveries')).toEqual([{ state: 'rejected', code }])
  })

  it('of two systems of a kommune stand side by side', async () => {
    w = await testWarehouse({ areas: [skole], now: '2022-11-02' })
    const [elev] = CASES.filter((each) => each.contract === SkoleElev)
    for (const sender of ['TEA', 'KMD'])
      await w.deliverAll(`FLISSkole 0751 2022-08 001 F ${sender}`, { SkoleElev: [elev?.good ?? {}] })
    await w.monthRun('2022-08')
    expect(
      await w.query('select ElevId as elev, _kildesystem as system from dsa_hist."SkoleElev" order by 2'),
    ).toEqual([
      { elev: 'e1', system: 'KMD' },
      { elev: 'e1', system: 'TEA' },
    ])
  })

  it('of all four areas in one warehouse', async () => {
    w = await testWarehouse({ areas: [oekonomi, personale, skole, vh], now: '2022-11-02' })
    for (const { area, contract, good } of CASES)
      if (contract === area.contracts[0])
        await w.deliverAll(`${area.kilder[0]?.name ?? ''} 0751 2022-08`, { [contract.name]: [good] })
    const run = await w.monthRun('2022-08')
    expect(run.run).not.toBeNull()
    expect(await w.query('select count(*)::integer as n, min(state) as state from ops.deliveries')).toEqual([
      { n: 4, state: 'loaded' },
    ])
    expect((await w.monthRun('2022-08')).run).toBeNull()
  })
})

const pick = (row: TextRow, names: readonly string[]): TextRow =>
  Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name] ?? null]))

/** A zip of no files. */
const EMPTY_ZIP = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex')
