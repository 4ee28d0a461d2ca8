import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { SAMPLE_AREAS, type SampleReport } from '@flis/sample'
import { beforeAll, describe, expect, it } from 'vitest'
import { linesOf, sample, unzip } from './read-sample.js'

describe('the deliveries of a sample', () => {
  let out = ''
  let report: SampleReport = { files: [], faults: [], rows: {} }

  beforeAll(async () => {
    ;({ out, report } = await sample({ faults: 0.02, areas: SAMPLE_AREAS }))
  })

  it('have the names of the specification', () => {
    for (const { fileName, kilde } of report.files)
      expect(fileName).toMatch(
        {
          KY: /^KY_\d{4}_\d{4}-\d\d_\d{3}_F\.zip$/,
          FSIII: /^FSIII_\d{4}_\d{4}-\d\d(-\d\d)?_\d{3}_D\.ndjson$/,
          FSIIIKoder: /^FSIIIKoder_0000_\d{4}-\d\d_001_F\.json$/,
          CPR: /^CPR_0000_\d{4}-\d\d_\d{3}_[FD]\.zip$/,
          LIFA: /^LIFA_0000_\d{4}-\d\d_\d{3}_F\.csv$/,
          FLISDagtilbud: /^FLISDagtilbud_\d{4}_\d{4}-\d\d_\d{3}_F\.zip$/,
          Aula: /^Aula_\d{4}_\d{4}-\d\d_\d{3}_D\.zip$/,
        }[kilde],
      )
  })

  it('come once a month and kommune for KY, by day or by month for FSIII', () => {
    const of = (kilde: string, kommune: string) =>
      report.files.filter((file) => file.kilde === kilde && file.kommune === kommune && file.loebenr === 1)
    expect(new Set(of('KY', '0101').map((file) => file.periode))).toEqual(
      new Set(['2022-09', '2022-10', '2022-11']),
    )
    expect(of('FSIII', '0101')[0]?.periode).toBe('2022-09')
    expect(of('FSIII', '0751')[0]?.periode).toBe('2022-09-01')
  })

  it('each have metadata that name the file, its exact size, its sender and us', async () => {
    for (const file of report.files) {
      const metadata = await readFile(join(out, `${file.path}.metadata`), 'utf8')
      const { size } = await stat(join(out, file.path))
      expect(size).toBe(file.bytes)
      expect(metadata).toContain(
        '<ns:FileMetadata xmlns:ns="http://serviceplatformen.dk/xml/wsdl/soap11/SFTP/1/types">',
      )
      expect(metadata).toContain(`<FileName>${file.fileName}</FileName>`)
      expect(metadata).toContain(`<SizeInBytes>${size}</SizeInBytes>`)
      expect(metadata).toContain(`<Sender>${file.sender}</Sender>`)
      expect(metadata).toContain('<Recipients>FLIS</Recipients>')
      expect(metadata).toMatch(
        /<FileTransferUUID>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}<\/FileTransferUUID>/,
      )
    }
  })

  it('are transfers of their own, each with its own id', async () => {
    const ids = await Promise.all(
      report.files.map(
        async (file) =>
          /<FileTransferUUID>(.*)<\/FileTransferUUID>/.exec(
            await readFile(join(out, `${file.path}.metadata`), 'utf8'),
          )?.[1],
      ),
    )
    expect(new Set(ids).size).toBe(report.files.length)
  })

  it('hold five csv files in a KY zip, with as many lines as reported', async () => {
    for (const file of report.files.filter((each) => each.kilde === 'KY')) {
      const members = await unzip(join(out, file.path))
      expect(Object.keys(members)).toEqual([
        'KYSag.csv',
        'KYSagTilstand.csv',
        'KYOpgave.csv',
        'KYYdelse.csv',
        'KYAfgoerelse.csv',
      ])
      const rows = Object.values(members).map((text) => linesOf(text).length - 1)
      expect(rows.reduce((sum, each) => sum + each, 0)).toBe(file.rows)
    }
  })

  it('come once a month for the whole country for CPR and LIFA: CPR full once, then what changed', () => {
    const of = (kilde: string) =>
      report.files
        .filter((file) => file.kilde === kilde && file.loebenr === 1 && !file.path.startsWith('again/'))
        .map((file) => `${file.kommune} ${file.periode} ${file.type} ${file.sender}`)
    expect(of('CPR')).toEqual(['0000 2022-09 F CPR', '0000 2022-10 D CPR', '0000 2022-11 D CPR'])
    expect(of('LIFA')).toEqual(['0000 2022-09 F LIFA', '0000 2022-10 F LIFA', '0000 2022-11 F LIFA'])
  })

  it('bring the codes first', () => {
    expect(report.files[0]).toMatchObject({
      fileName: 'FSIIIKoder_0000_2022-08_001_F.json',
      kommune: '0000',
      sender: 'KOMBIT',
    })
  })
})
