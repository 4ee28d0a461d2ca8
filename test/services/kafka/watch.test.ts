import { createHash, randomUUID } from 'node:crypto'
import { stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { metadataXml } from '@flis/rawdata'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { flis, jsonOf, newFolder } from '../../../pipelines/test/flis.js'
import { startWatch, type WatchProcess } from '../../../pipelines/test/watch-process.js'
import { healthThat, NOW, stepBegan, wasDone } from '../openssh/watch-world.js'
import { type Bytes, framed, long, text } from './avro-bytes.js'
import { type Sender, startSender } from './sender.js'
import { runningServices } from './services.js'

const started = await runningServices()

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')
const announced = (...rows: readonly string[]) => ({
  count: rows.length,
  sha256: sha256(
    rows
      .map((each) => `${sha256(each)}\n`)
      .sort()
      .join(''),
  ),
})

const SAG_SCHEMA = {
  ...{ type: 'record', name: 'KYSag', namespace: 'dk.flis.ky' },
  fields: [
    { name: 'SagId', type: 'string' },
    { name: 'KleNummer', type: 'string' },
    { name: 'YdelsesmodtagerCpr', type: 'string' },
    { name: 'OprettetDato', type: { type: 'int', logicalType: 'date' } },
  ],
}
/** 3 October 2022. */
const SAG: Bytes = [...text('s1'), ...text('32.03.04'), ...text('0101410001'), ...long(19_268)]
const SAG_ROW =
  '{"KleNummer":"32.03.04","OprettetDato":"2022-10-03","SagId":"s1","YdelsesmodtagerCpr":"0101410001"}'
const NOTHING = announced()
const KY = { kilde: 'KY', kildesystem: 'NC' }
const KY_CONTRACTS = {
  ...{ KYSag: announced(SAG_ROW), KYSagTilstand: NOTHING, KYOpgave: NOTHING, KYYdelse: NOTHING },
  KYAfgoerelse: NOTHING,
}

const DISTRIKT = [
  ...[['AdresseId', 'a1'] as const, ['DistriktsNr', '7'], ['DistriktsNavn', 'Ådalen']],
  ...[['StartTrin', '0'] as const, ['SlutTrin', '9'], ['KommuneKode', '0751'], ['VejKode', '0001']],
  ...[['VejNavn', 'Øvej'] as const, ['HusNr', '001'], ['PostNr', '8000']],
] as const
const LIFA_SCHEMA = {
  ...{ type: 'record', name: 'LIFASkoledistrikt', namespace: 'dk.flis.lifa' },
  fields: DISTRIKT.map(([name]) => ({ name, type: 'string' })),
}
const LIFA_ROW = JSON.stringify(Object.fromEntries([...DISTRIKT].sort(([a], [b]) => (a < b ? -1 : 1))))
const LIFA = { kilde: 'LIFA', kildesystem: 'LIFA', kommune: '0000' }

const watching = (): void => {
  if (started === undefined) return
  const services = started
  let ky: Sender
  let lifa: Sender
  const running: WatchProcess[] = []
  const start = (root: string): WatchProcess => {
    const watch = startWatch(root, NOW)
    running.push(watch)
    return watch
  }
  beforeEach(async () => {
    ky = await startSender(services, `ky-${randomUUID()}`, 2)
    lifa = await startSender(services, `lifa-${randomUUID()}`, 2)
  })
  afterEach(async () => {
    for (const each of running.splice(0)) each.child.kill('SIGKILL')
    await ky.stop()
    await lifa.stop()
  })

  const cluster = (broker = services.broker): object => ({
    ...{ type: 'kafka', brokers: [broker], groupId: ky.topics.rows, registry: services.registry },
    topics: { KYSag: ky.topics.rows, LIFASkoledistrikt: lifa.topics.rows },
    ...{ arrivals: ky.topics.arrivals, pollSeconds: 0.2 },
  })
  const warehouse = async (...sources: readonly object[]): Promise<string> => {
    const root = await newFolder()
    await flis(['init', root])
    const settings = { areas: ['KY', 'Borger', 'Reference'], watch: { pollSeconds: 0.2 }, sources }
    await writeFile(join(root, 'flis.config.json'), JSON.stringify(settings))
    return root
  }
  const sendKy = async (): Promise<void> => {
    await ky.sendRaw([ky.messageOf(framed(await ky.register(SAG_SCHEMA), SAG), KY)])
    await ky.event([], KY, { contracts: KY_CONTRACTS })
  }
  const sendLifa = async (): Promise<void> => {
    const body = DISTRIKT.flatMap(([, value]) => text(value))
    await lifa.sendRaw([lifa.messageOf(framed(await lifa.register(LIFA_SCHEMA), body), LIFA)])
    await ky.event([], LIFA, { contracts: { LIFASkoledistrikt: announced(LIFA_ROW) } })
  }
  const statesIn = async (root: string): Promise<readonly string[]> =>
    jsonOf<readonly { readonly id: string; readonly state: string; readonly rows_in: number }[]>(
      await flis(['-C', root, 'deliveries', '--json'], { now: NOW }),
    )
      .map(({ id, state, rows_in }) => `${id} ${state} ${rows_in}`)
      .sort()
  const KY_LOADED = 'NC:KY_0751_2022-10_001_F.kafka loaded 1'
  const historyIn = async (root: string): Promise<unknown> => {
    const instance = await DuckDBInstance.create(join(root, 'flis.duckdb'), { access_mode: 'READ_ONLY' })
    const connection = await instance.connect()
    const found = await connection.runAndReadAll(
      'select "SagId", "YdelsesmodtagerCpr", "OprettetDato"::varchar, _linje::integer from dsa_hist."KYSag"',
    )
    const rows = found.getRowsJson()
    connection.closeSync()
    instance.closeSync()
    return rows
  }

  it('takes what an arrival event tells of, without any other command: Borger as soon as it comes', async () => {
    const root = await warehouse(cluster())
    const watch = start(root)
    await watch.idle()
    await sendKy()
    await wasDone(watch, 'intake')
    await sendLifa()
    await wasDone(watch, 'borger-run')
    await watch.idle()
    expect(await watch.kill('SIGTERM')).toMatchObject({ code: 0 })
    expect(await statesIn(root)).toEqual(['LIFA:LIFA_0000_2022-10_001_F.kafka loaded 1', KY_LOADED])
    expect(await historyIn(root)).toEqual([['s1', '0101410001', '2022-10-03', 0]])
  })

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'told %s while it lands, the next one finishes it',
    async (signal) => {
      const root = await warehouse(cluster())
      await sendKy()
      const first = start(root)
      await stepBegan(first, 'land')
      await first.kill(signal)
      const next = start(root)
      await wasDone(next, 'intake')
      await next.kill('SIGTERM')
      expect(await statesIn(root)).toEqual([KY_LOADED])
      expect(await historyIn(root)).toHaveLength(1)
    },
  )

  it('shows what a child does as soon as Aula has told it, with no other command', async () => {
    const aula = {
      ...cluster(),
      topics: { AulaRegistrering: ky.topics.rows, AulaBarn: lifa.topics.rows },
    }
    const [root, sender] = [await newFolder(), await newFolder()]
    for (const each of [root, sender]) {
      await flis(['init', each])
      const settings = { areas: ['Dagtilbud'], watch: { pollSeconds: 0.2 }, sources: [aula] }
      await writeFile(join(each, 'flis.config.json'), JSON.stringify(settings))
    }
    const watch = start(root)
    await watch.idle()
    const file = join(sender, 'Aula_0751_2022-10-03_001_D.ndjson')
    const happened = [
      { Status: 3, Tidspunkt: '2022-10-03T07:30:00+02:00' },
      { Status: 8, Tidspunkt: '2022-10-03T15:45:00+02:00' },
    ].map((each, nth) =>
      JSON.stringify({
        kontrakt: 'AulaRegistrering',
        ...{ RegistreringId: `r${nth}`, BarnUuid: 'barn', InstitutionSTIL: '280001', ...each },
      }),
    )
    await writeFile(file, `${happened.join('\n')}\n`)
    const { size } = await stat(file)
    const metadata = { fileName: basename(file), sizeInBytes: size, sender: 'Aula', recipients: ['FLIS'] }
    await writeFile(`${file}.metadata`, metadataXml(metadata))
    expect(await flis(['-C', sender, 'publish', file], { now: NOW })).toMatchObject({ exit: 0 })
    await wasDone(watch, 'day-run')
    expect(await watch.kill('SIGTERM')).toMatchObject({ code: 0 })
    const rows = jsonOf<readonly Readonly<Record<string, unknown>>[]>(
      await flis(['-C', root, 'table', 'FactDagtilbudKommeGå', '--json'], { now: NOW }),
    )
    expect(rows).toMatchObject([
      { DimTid: 20221003, DimKlokkeslætStart: 730, DimKlokkeslætSlut: 1545, Minutter: 495, BarnUUID: 'barn' },
    ])
  })

  it('goes on with one cluster while another is away', async () => {
    const root = await warehouse(cluster('127.0.0.1:1'), cluster())
    const watch = start(root)
    await healthThat(root, ({ troubles }) => troubles[0]?.code === 'S020')
    await sendKy()
    await wasDone(watch, 'intake')
    expect(await watch.kill('SIGTERM')).toMatchObject({ code: 0 })
    expect(await statesIn(root)).toEqual([KY_LOADED])
  })
}

const notRun = (): void =>
  it('is not run: no broker with a registry is here (npm run services:up)', () =>
    expect(process.env.FLIS_REQUIRE_SERVICES).not.toBe('1'))

describe('flis watch and a real Kafka', started === undefined ? notRun : watching)
