import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { metadataXml } from '../src/envelope/metadata.js'
import { landingWarehouse, shaOf, type Unusual } from './landing-warehouse.js'
import { type ZipPart, zipBytes } from './zip-bytes.js'

const SAG = 'SagId;KleNummer;OprettetDato\na;1;2022-01-01\n'
const YDELSE = 'YdelseId;SagId\ny;a\n'
const KY = 'KY_0751_2022-10_001_F.zip'

const kyWith = (sag: string | Buffer, ...more: readonly ZipPart[]): Buffer =>
  zipBytes([{ name: 'KYYdelse.csv', data: YDELSE }, { name: 'KYSag.csv', data: sag }, ...more])
const good = kyWith(SAG)

/** One byte of a member's text is another than the one that was packed. */
const damaged = (name: string, data: string, at: number): ZipPart => {
  const other = Buffer.from(data)
  other[at] = (other[at] as number) ^ 1
  return { name, data, stored: true, packed: other }
}

const kyDamaged = (sag: string, at: number): Buffer =>
  zipBytes([{ name: 'KYYdelse.csv', data: YDELSE }, damaged('KYSag.csv', sag, at)])

const withDoctype = metadataXml({
  fileName: KY,
  sizeInBytes: good.length,
  sender: 'NC',
  recipients: ['FLIS'],
}).replace('?>', '?><!DOCTYPE x>')

interface Rejection {
  readonly code: string
  readonly when: string
  readonly name?: string
  readonly data?: Buffer | string
  readonly unusual?: Unusual
  readonly id?: string
  readonly facts?: Readonly<Record<string, unknown>>
}

const rejections: readonly Rejection[] = [
  { code: 'L001', when: 'the name fits no pattern', name: 'leverance.zip', id: 'Nogen:leverance.zip' },
  { code: 'L001', when: 'the Kilde has no such type', name: 'KY_0751_2022-10_001_D.zip' },
  { code: 'L001', when: 'the Kilde has no such format', name: 'KY_0751_2022-10_001_F.json' },
  {
    code: 'L002',
    when: 'no area has the Kilde',
    name: 'XX_0751_2022-10_001_F.zip',
    id: 'Nogen:XX_0751_2022-10_001_F.zip',
  },
  { code: 'L003', when: 'the kommune is none', name: 'KY_0999_2022-10_001_F.zip' },
  { code: 'L003', when: 'Christiansø delivers', name: 'KY_0411_2022-10_001_F.zip' },
  { code: 'L003', when: 'a Kilde per kommune comes for the country', name: 'KY_0000_2022-10_001_F.zip' },
  {
    code: 'L003',
    when: 'a Kilde of the country comes for a kommune',
    name: 'LIFA_0751_2022-10_001_F.zip',
    id: 'LIFA:LIFA_0751_2022-10_001_F.zip',
  },
  { code: 'L004', when: 'there is no such month', name: 'KY_0751_2022-13_001_F.zip' },
  { code: 'L004', when: 'there is no such day', name: 'KY_0751_2022-02-30_001_F.zip' },
  { code: 'L004', when: 'the month is after the next one', name: 'KY_0751_2023-01_001_F.zip' },
  { code: 'L010', when: 'the data file is larger than SizeInBytes', unusual: { size: good.length - 1 } },
  { code: 'L011', when: 'it is not for us', unusual: { recipients: ['ANDRE'] } },
  { code: 'L012', when: 'the Sender may not deliver it', unusual: { sender: 'KMD' }, id: `KMD:${KY}` },
  { code: 'L012', when: 'there is no Sender', unusual: { sender: '' }, id: `?:${KY}` },
  { code: 'L013', when: 'the metadata name another file', unusual: { named: 'KY_0751_2022-10_002_F.zip' } },
  { code: 'L020', when: 'the metadata are not XML', unusual: { metadata: 'hej' }, id: `?:${KY}` },
  { code: 'L020', when: 'the metadata have a DOCTYPE', unusual: { metadata: withDoctype }, id: `?:${KY}` },
  { code: 'L020', when: 'the metadata have another root', unusual: { metadata: '<x/>' }, id: `?:${KY}` },
  { code: 'L030', when: 'the zip is none', data: 'PK no zip' },
  {
    code: 'L030',
    when: 'a member is damaged where it still reads well',
    data: kyDamaged(SAG, SAG.length - 2),
  },
  { code: 'L030', when: 'a member is damaged so that its header reads wrong', data: kyDamaged(SAG, 3) },
  { code: 'L030', when: 'the zip is cut off', data: good.subarray(0, good.length - 30) },
  {
    code: 'L030',
    when: 'a member that nobody knows is damaged',
    data: kyWith(SAG, damaged('laesmig.txt', 'hej', 1)),
  },
  { code: 'L031', when: 'a member is encrypted', data: kyWith(SAG, { name: 'x', data: 'x', flags: 0x801 }) },
  { code: 'L032', when: 'a member would lie outside', data: kyWith(SAG, { name: '../x.csv', data: 'x' }) },
  { code: 'L032', when: 'a member comes twice', data: kyWith(SAG, { name: 'KYSag.csv', data: SAG }) },
  {
    code: 'L033',
    when: 'a member unpacks to more than 200 times its size',
    data: kyWith(`${SAG}${'a;1;2022-01-01\n'.repeat(100_000)}`),
  },
  {
    code: 'L040',
    when: 'a required file is missing',
    data: zipBytes([{ name: 'KYSag.csv', data: SAG }]),
    facts: { contract: 'KYYdelse', expected: 'KYYdelse.csv' },
  },
  {
    code: 'L040',
    when: 'a bare file cannot hold what the Kilde requires',
    name: 'KY_0751_2022-10_001_F.csv',
    data: SAG,
  },
  {
    code: 'L040',
    when: 'a zip holds no CodeSystem',
    name: 'FSIIIKoder_0000_2022-10_001_F.zip',
    data: zipBytes([{ name: 'x.txt', data: 'x' }]),
    id: 'KOMBIT:FSIIIKoder_0000_2022-10_001_F.zip',
  },
  {
    code: 'L041',
    when: 'a required column is missing',
    data: kyWith('SagId;Klenummer;OprettetDato\na;1;2022-01-01\n'),
    facts: { file: 'KYSag.csv', line: 1, columns: ['KleNummer'] },
  },
  {
    code: 'L041',
    when: 'a column comes twice',
    data: kyWith('SagId;KleNummer;OprettetDato;SagId\na;1;2022-01-01;a\n'),
    facts: { file: 'KYSag.csv', line: 1, column: 'SagId' },
  },
  { code: 'L041', when: 'the file is empty', data: kyWith(''), facts: { file: 'KYSag.csv' } },
  {
    code: 'L042',
    when: 'bytes are not UTF-8',
    data: kyWith(Buffer.from(`${SAG}b;Æ;2022-01-01\n`, 'latin1')),
    facts: { file: 'KYSag.csv', line: 3, expected: 'UTF-8' },
  },
  {
    code: 'L042',
    when: 'there is a NUL',
    data: kyWith(`${SAG}b;\0;2022-01-01\n`),
    facts: { file: 'KYSag.csv', line: 3 },
  },
  {
    code: 'L043',
    when: 'a bare json is not JSON',
    name: 'FSIII_0751_2022-10-31_001_D.json',
    data: '{"resourceType":"Bundle",\n"entry":[}',
    id: 'Trifork:FSIII_0751_2022-10-31_001_D.json',
  },
  {
    code: 'L042',
    when: 'a bare ndjson is not UTF-8',
    name: 'FSIII_0751_2022-10-31_001_D.ndjson',
    data: Buffer.from('{}\n"Æ"\n', 'latin1'),
    id: 'Trifork:FSIII_0751_2022-10-31_001_D.ndjson',
    facts: { line: 2 },
  },
  {
    code: 'L043',
    when: 'it is another code system',
    name: 'FSIIIKoder_0000_2022-10_001_F.json',
    data: '{"resourceType":"CodeSystem","url":"urn:andet"}',
    id: 'KOMBIT:FSIIIKoder_0000_2022-10_001_F.json',
  },
]

describe('a delivery is rejected', () => {
  it.each(rejections)(
    '$code when $when',
    async ({ code, name = KY, data = good, unusual = {}, id, facts }) => {
      const warehouse = await landingWarehouse()
      await warehouse.put(name, data, unusual)
      const expected = id ?? `NC:${name}`
      expect(await warehouse.land()).toEqual([{ id: expected, state: 'rejected', code }])

      const [delivery, another] = await warehouse.deliveries()
      expect(another).toBeUndefined()
      expect(delivery).toMatchObject({
        id: expected,
        file_name: name,
        kildesystem: expected.startsWith('?') ? null : expected.slice(0, expected.indexOf(':')),
        state: 'rejected',
        code,
        rows_in: 0,
        quarantined: 0,
        sha256: shaOf(data),
        bytes: Buffer.byteLength(data),
        acknowledged: true,
      })
      expect(JSON.parse(String(delivery?.facts))).toMatchObject({ delivery: expected, ...facts })

      // nothing of it is in any layer, and its bytes are kept
      for (const table of ['raadata', 'quarantine', 'verified', 'quality'])
        expect(await warehouse.rows(`from ops.${table}`)).toEqual([])
      expect(await warehouse.filesIn('raadata')).toEqual([])
      expect(await warehouse.filesIn('staging')).toEqual([])
      expect(await warehouse.filesIn('inbox')).toEqual([])
      const sha = shaOf(data)
      const kept = await readFile(join(warehouse.root, 'archive', 'sha256', sha.slice(0, 2), sha))
      expect(kept.equals(Buffer.from(data as string))).toBe(true)
      expect(await warehouse.filesIn('rejected')).toEqual([name, `${name}.error.json`, `${name}.metadata`])
      const told = JSON.parse(await readFile(join(warehouse.root, 'rejected', `${name}.error.json`), 'utf8'))
      expect(told).toMatchObject({ file: name, code })
    },
  )

  it('knows of its envelope what could be read', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(KY, good, { recipients: ['ANDRE'] })
    await warehouse.put('KY_0751_2022-13_001_F.zip', good)
    await warehouse.land()
    expect(
      await warehouse.rows(
        'select kilde, kommune, periode, loebenr, type, extract_time from ops.deliveries order by code',
      ),
    ).toEqual([
      { kilde: null, kommune: null, periode: null, loebenr: null, type: null, extract_time: null },
      { kilde: 'KY', kommune: '0751', periode: '2022-10', loebenr: 1, type: 'F', extract_time: 20221031001 },
    ])
  })

  it('leaves nothing of a contract that had been parsed before the fault showed', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(
      KY,
      zipBytes([
        { name: 'KYSag.csv', data: `${SAG}broken\n` },
        { name: 'KYYdelse.csv', data: 'x' },
      ]),
    )
    expect(await warehouse.land()).toMatchObject([{ state: 'rejected', code: 'L041' }])
    expect(await warehouse.filesIn('raadata')).toEqual([])
    expect(await warehouse.quarantine()).toEqual([])
  })

  it('keeps none of the others from landing', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(KY, 'no zip')
    await warehouse.put('KY_0101_2022-10_001_F.zip', good)
    await warehouse.put('KY_0751_2022-10_002_F.zip', good)
    expect((await warehouse.land()).map(({ state }) => state)).toEqual(['received', 'rejected', 'received'])
  })

  it('tells facts without rows, names or numbers of persons', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(KY, kyWith(Buffer.from(`${SAG}0101410001;Jens \xc6;x\n`, 'latin1')))
    await warehouse.land()
    const [delivery] = await warehouse.deliveries()
    expect(String(delivery?.facts)).not.toMatch(/0101410001|Jens/)
  })

  it('gives way to a delivery of the next month, as the clock has it', async () => {
    const warehouse = await landingWarehouse({ now: '2022-12-01T00:00:00' })
    await warehouse.put('KY_0751_2023-01_001_F.zip', good)
    expect(await warehouse.land()).toMatchObject([{ state: 'received' }])
  })

  it('takes the names by which the configuration says that we are addressed', async () => {
    const warehouse = await landingWarehouse({ config: { recipients: ['ANDRE'] } })
    await warehouse.put(KY, good, { recipients: ['X', 'ANDRE'] })
    expect(await warehouse.land()).toMatchObject([{ state: 'received' }])
  })
})
