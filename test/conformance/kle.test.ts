import { ky } from '@flis/domains/ky'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterEach, describe, expect, it } from 'vitest'
import { CHANGES, E, G, H } from './kle-examples.js'
import { publicInput } from './public-input.js'

const input = publicInput('kle')

const open: TestWarehouse[] = []

afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

const delivered = async (xml: string | Uint8Array): Promise<TestWarehouse> => {
  const w = await testWarehouse({ areas: [ky], now: '2022-11-02' })
  open.push(w)
  await w.deliverFile('KLE_0000_2022-10_001_F.xml', xml, 'KOMBIT')
  await w.intake()
  return w
}

const COLUMNS =
  '_linje, Nummer, Titel, Niveau, Foraelder, UUID, OprettetDato::varchar as o, RettetDato::varchar as r, UdgaaetDato::varchar as u'

/** The rows of DSA_HIST in the order of the document, each as a list. */
const emner = async (w: TestWarehouse): Promise<readonly (readonly unknown[])[]> =>
  (await w.query(`select ${COLUMNS} from dsa_hist."KleEmne" order by _linje`)).map((row) =>
    Object.values(row).map((value) => (typeof value === 'bigint' ? Number(value) : value)),
  )

input.describe('the real excerpts of KLE-Emneplan', () => {
  it.each([
    ['kitos-20200106-kle-sample-changes.xml', CHANGES],
    ['kitos-20200106-kle-single-item.xml', CHANGES.slice(0, 7)],
  ])('%s gives a row for each level, under the one around it', async (name, rows) => {
    const w = await delivered(input.file(name))
    expect(await emner(w)).toEqual(rows)
  })
})

const plan = (inner: string): string => `<KLE-Emneplan>
  <UdgivelsesDato>2022-10-01</UdgivelsesDato>
  <Hovedgruppe><HovedgruppeNr>27</HovedgruppeNr><HovedgruppeTitel>Social service</HovedgruppeTitel>
    <Gruppe><GruppeNr>27.03</GruppeNr><GruppeTitel>Børn og unge</GruppeTitel>
      ${inner}
    </Gruppe>
  </Hovedgruppe>
</KLE-Emneplan>`

const info = (inner: string): string => `<EmneAdministrativInfo>${inner}</EmneAdministrativInfo>`

const emne = (nummer: string, inner: string, titel = 'Rådgivning'): string =>
  `<Emne><EmneNr>${nummer}</EmneNr><EmneTitel>${titel}</EmneTitel>${inner}</Emne>`

const WITHDRAWN: readonly (readonly [string, string, string | null])[] = [
  ['UdgaaetDato', info('<UdgaaetDato>2021-12-31</UdgaaetDato>'), '2021-12-31'],
  ['HistoriskDato', info('<HistoriskDato>2020-06-30</HistoriskDato>'), '2020-06-30'],
  [
    'both, of which UdgaaetDato counts',
    info('<HistoriskDato>2020-06-30</HistoriskDato><UdgaaetDato>2021-12-31</UdgaaetDato>'),
    '2021-12-31',
  ],
  ['neither', info('<OprettetDato>1988-01-01</OprettetDato>'), null],
  ['an empty UdgaaetDato', info('<UdgaaetDato/>'), null],
  [
    'the date of another level',
    '<GruppeAdministrativInfo><UdgaaetDato>2021-12-31</UdgaaetDato></GruppeAdministrativInfo>',
    null,
  ],
]

const FAILING: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ['without a number', '<Emne><EmneTitel>Rådgivning</EmneTitel></Emne>', ['R101'], ['Nummer']],
  ['without a title', emne('27.03.05', '', ''), ['R101'], ['Titel']],
  [
    'with a date that is none',
    emne('27.03.06', info('<OprettetDato>2022-2-1</OprettetDato>')),
    ['R102'],
    ['OprettetDato'],
  ],
]

const REFUSED: readonly (readonly [string, string, string, string, string])[] = [
  ['of another root', 'KLE_0000_2022-10_001_F.xml', '<KLE-Handlingsfacetter/>', 'KOMBIT', 'L043'],
  ['that is not well-formed', 'KLE_0000_2022-10_002_F.xml', '<KLE-Emneplan>', 'KOMBIT', 'L043'],
  ['from a kommune', 'KLE_0751_2022-10_003_F.xml', plan(''), 'KOMBIT', 'L003'],
  ['from another sender', 'KLE_0000_2022-10_004_F.xml', plan(''), 'NC', 'L012'],
  ['as a delta', 'KLE_0000_2022-10_005_D.xml', plan(''), 'KOMBIT', 'L001'],
]

describe('KLE', () => {
  it('says when a number was withdrawn, by the names of both its forms', async () => {
    const w = await delivered(plan(WITHDRAWN.map(([, inner], n) => emne(`27.03.0${n}`, inner)).join('\n')))
    const dates = (await emner(w)).slice(2).map((row) => row.at(-1))
    expect(WITHDRAWN.map(([by], n) => [by, dates[n]])).toEqual(WITHDRAWN.map(([by, , date]) => [by, date]))
  })

  it('takes what an emne holds besides for no part of it, and ends a number that the next plan lacks', async () => {
    const inner = `<EmneVejledning><VejledningTekst><p>Se <b>27.03</b></p></VejledningTekst></EmneVejledning>
      <Retskildereference><ParagrafEllerKapitel>§ 11</ParagrafEllerKapitel></Retskildereference>`
    const w = await delivered(plan(emne('27.03.04', inner)))
    expect(await emner(w)).toEqual([
      [1, '27', 'Social service', H, null, null, null, null, null],
      [2, '27.03', 'Børn og unge', G, '27', null, null, null, null],
      [3, '27.03.04', 'Rådgivning', E, '27.03', null, null, null, null],
    ])
    await w.deliverFile('KLE_0000_2022-11_001_F.xml', plan(''), 'KOMBIT')
    await w.intake()
    expect(
      await w.query(`select Nummer, _fra, _til from dsa_hist."KleEmne" where Nummer = '27.03.04'`),
    ).toEqual([{ Nummer: '27.03.04', _fra: 20221031001n, _til: 20221130001n }])
  })

  it('sends an emne that lacks what it must have to quarantine, and loads the others', async () => {
    const w = await delivered(plan(FAILING.map(([, element]) => element).join('\n')))
    expect((await emner(w)).map((row) => row[1])).toEqual(['27', '27.03'])
    const entries = await w.query(
      'select line, codes::varchar as codes, columns::varchar as columns from ops.quarantine order by line',
    )
    expect(FAILING.map(([how], n) => [how, entries[n]])).toEqual(
      FAILING.map(([how, , codes, columns], n) => [
        how,
        { line: BigInt(n + 3), codes: `[${codes.join(', ')}]`, columns: `[${columns.join(', ')}]` },
      ]),
    )
  })

  it('refuses a plan of another form, sender or kommune', async () => {
    const w = await testWarehouse({ areas: [ky], now: '2022-11-02' })
    open.push(w)
    for (const [, fileName, xml, sender] of REFUSED) await w.deliverFile(fileName, xml, sender)
    await w.intake()
    const found = await w.query('select file_name, state, code from ops.deliveries order by file_name')
    expect(REFUSED.map(([how, fileName]) => [how, found.find((row) => row.file_name === fileName)])).toEqual(
      REFUSED.map(([how, file_name, , , code]) => [how, { file_name, state: 'rejected', code }]),
    )
  })
})
