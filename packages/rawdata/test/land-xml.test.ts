import { contract, dataomraade, field, kilde, type XmlMapping } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { type LandingWarehouse, landingWarehouse } from './landing-warehouse.js'
import { zipBytes } from './zip-bytes.js'

const row: XmlMapping = ({ texts, parent }) =>
  texts.Skjult === undefined
    ? { Nr: texts.Nr ?? null, Titel: texts.Titel ?? null, Over: parent?.texts.Nr ?? null }
    : null

const Emne = contract('Emne', {
  kilde: 'PLAN',
  mode: 'full',
  reader: { format: 'xml', root: 'Plan', elements: ['Gruppe', 'Emne'], row },
  fields: { Nr: field.key.text(), Titel: field.text().optional(), Over: field.text().optional() },
})

const one = (name: string, root: string) =>
  contract(name, {
    kilde: 'TO',
    mode: 'full',
    reader: { format: 'xml', root, elements: ['R'], row: ({ texts }) => ({ Nr: texts.Nr ?? null }) },
    fields: { Nr: field.key.text() },
  })

const formats = ['xml', 'zip'] as const
const areas = [
  dataomraade('Plan', {
    kilder: [kilde('PLAN', { scope: 'national', formats }), kilde('TO', { scope: 'national', formats })],
    contracts: [Emne, one('A', 'As'), one('B', 'Bs')],
    models: [],
  }),
]

const PLAN = 'PLAN_0000_2022-10_001_F.xml'
const ZIP = 'PLAN_0000_2022-10_001_F.zip'
const XML = `<Plan>
  <Gruppe><Nr>1</Nr><Titel>Én</Titel>
    <Emne><Nr>1.1</Nr></Emne>
    <Emne><Nr>1.2</Nr><Skjult/></Emne>
    <Emne><Nr>1.3</Nr><Titel/></Emne>
  </Gruppe>
</Plan>
`

const landed = async (
  fileName: string,
  data: Buffer | string,
  config: unknown = {},
): Promise<LandingWarehouse> => {
  const warehouse = await landingWarehouse({ areas, config })
  await warehouse.put(fileName, data)
  await warehouse.land()
  return warehouse
}

const rows = (warehouse: LandingWarehouse) =>
  warehouse.rows('select * exclude (_leverance) from raadata."Emne" order by _fil, _linje')

describe('an XML delivery', () => {
  it('lands as text, _linje the number of the element among those that can make rows', async () => {
    const warehouse = await landed(PLAN, XML)
    expect(await rows(warehouse)).toEqual([
      { Nr: '1', Titel: 'Én', Over: null, _fil: PLAN, _linje: 1 },
      { Nr: '1.1', Titel: null, Over: '1', _fil: PLAN, _linje: 2 },
      { Nr: '1.3', Titel: '', Over: '1', _fil: PLAN, _linje: 4 },
    ])
    expect(await warehouse.deliveries()).toMatchObject([{ state: 'received', rows_in: 3, quarantined: 0 }])
    expect(await warehouse.quality()).toEqual([])
  })

  it('may be a zip of XML files of any name when one contract reads them all', async () => {
    const warehouse = await landed(
      ZIP,
      zipBytes([
        { name: 'a.xml', data: '<Plan><Emne><Nr>a</Nr></Emne></Plan>' },
        { name: 'b/b.XML', data: '<Plan><Emne><Nr>b</Nr></Emne></Plan>' },
        { name: 'laes.txt', data: 'x' },
      ]),
    )
    expect((await rows(warehouse)).map(({ Nr, _fil, _linje }) => [Nr, _fil, _linje])).toEqual([
      ['a', 'a.xml', 1],
      ['b', 'b/b.XML', 1],
    ])
    expect(await warehouse.quality()).toMatchObject([{ test: 'ukendt fil', count: 1 }])
  })

  it('speaks for its contract even without rows', async () => {
    const warehouse = await landed(PLAN, '<Plan/>')
    expect(await warehouse.rows('select contract, rows_in, broken from ops.raadata')).toEqual([
      { contract: 'Emne', rows_in: 0, broken: 0 },
    ])
  })

  it('of several contracts holds a file for each, named for it', async () => {
    const name = 'TO_0000_2022-10_001_F.zip'
    const both = [
      { name: 'A.xml', data: '<As><R><Nr>a</Nr></R></As>' },
      { name: 'B.xml', data: '<Bs><R><Nr>b</Nr></R></Bs>' },
    ]
    const warehouse = await landed(name, zipBytes(both))
    expect(await warehouse.rows('select Nr from raadata."A" union all select Nr from raadata."B"')).toEqual([
      { Nr: 'a' },
      { Nr: 'b' },
    ])
    const without = await landed(name, zipBytes(both.slice(0, 1)))
    expect(await without.deliveries()).toMatchObject([{ state: 'rejected', code: 'L040' }])
  })

  it.each([
    ['that is not well-formed', '<Plan>\n<Emne></Plan>', 'L043'],
    ['with a DOCTYPE', '<!DOCTYPE Plan><Plan/>', 'L043'],
    ['with another root', '<Andet/>', 'L043'],
    ['of no bytes', '', 'L043'],
    ['with 200,000 elements in each other', '<Plan>'.repeat(200_000), 'L043'],
    ['in another encoding', '<?xml version="1.0" encoding="UTF-16"?><Plan/>', 'L042'],
    ['with NUL', '<Plan>\0</Plan>', 'L042'],
  ])('%s is rejected and leaves no Rådata', async (_, text, code) => {
    const warehouse = await landed(PLAN, text)
    expect(await warehouse.deliveries()).toMatchObject([{ state: 'rejected', code }])
    expect(await warehouse.filesIn('raadata')).toEqual([])
  })

  it('whose last element is broken counts not even the first rows', async () => {
    const many = '<Emne><Nr>1</Nr></Emne>\n'.repeat(5_000)
    const warehouse = await landed(PLAN, `<Plan>\n${many}</Plann>`)
    const [delivery] = await warehouse.deliveries()
    expect(delivery).toMatchObject({ state: 'rejected', code: 'L043', rows_in: 0 })
    expect(JSON.parse(String(delivery?.facts))).toMatchObject({ file: PLAN, line: 5_002 })
    expect(await warehouse.filesIn('raadata')).toEqual([])
  })

  it('may have texts as long as a line of csv, and no longer', async () => {
    const config = { limits: { lineBytes: 2_000 } }
    const of = (length: number) => `<Plan><Emne><Nr>${'x'.repeat(length)}</Nr></Emne></Plan>`
    expect(await (await landed(PLAN, of(1_900), config)).deliveries()).toMatchObject([{ state: 'received' }])
    expect(await (await landed(PLAN, of(2_001), config)).deliveries()).toMatchObject([{ code: 'L043' }])
  })

  it('of many rows lands in batches', async () => {
    const many = Array.from({ length: 12_345 }, (_, index) => `<Emne><Nr>${index}</Nr></Emne>`).join('')
    const warehouse = await landed(PLAN, `<Plan>${many}</Plan>`)
    expect(
      await warehouse.rows(
        'select count(*) as n, count(distinct Nr) as distinct_n, max(_linje) as last from raadata."Emne"',
      ),
    ).toEqual([{ n: 12_345, distinct_n: 12_345, last: 12_345 }])
  })
})
