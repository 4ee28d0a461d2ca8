import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dagtilbud } from '@flis/domains/dagtilbud'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Entry, fromBuffer } from 'yauzl'
import type { AulaLeverance, DagtilbudLeverance, Sent } from '../reference/dagtilbud-basis.js'
import type { Barn, Indskrivning, Institution, Registrering } from '../reference/dagtilbud-rows.js'
import { linesOf, modelled, type ToldDagtilbud } from './dagtilbud-modelled.js'
import { dagtilbudTables } from './dagtilbud-warehouse.js'
import { flis } from './intake/command.js'

const MONTHS = ['2022-09', '2022-10'] as const

/** What `flis sample --json` tells of its files. */
interface Made {
  readonly files: readonly {
    readonly path: string
    readonly fileName: string
    readonly kilde: string
    readonly kommune: string
    readonly periode: string
    readonly loebenr: number
    readonly sender: string
  }[]
}

type Line = Readonly<Record<string, string>>

const membersOf = (bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> =>
  new Promise((resolve, reject) => {
    const members = new Map<string, Buffer>()
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('end', () => resolve(members))
      zip.on('entry', (entry: Entry) => {
        zip.openReadStream(entry, (wrong, stream) => {
          if (wrong) return reject(wrong)
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => {
            members.set(entry.fileName, Buffer.concat(chunks))
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })

const rowsOf = (bytes: Buffer | undefined, encoding: 'latin1' | 'utf8'): Line[] => {
  const [header = '', ...lines] = (bytes?.toString(encoding) ?? '').split('\n').filter((line) => line !== '')
  const columns = header.split(';')
  return lines.map((line) => {
    const values = line.split(';')
    return Object.fromEntries(columns.map((column, nth) => [column, values[nth] ?? '']))
  })
}

const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text)
const good = <R>(row: R): Sent<R> => ({ row, broken: false })

const barn = (row: Line): Barn => ({
  BarnUuid: row.BarnUuid ?? '',
  Personnummer: orNull(row.Personnummer),
})

const registrering = (row: Line): Registrering => ({
  RegistreringId: row.RegistreringId ?? '',
  BarnUuid: row.BarnUuid ?? '',
  InstitutionSTIL: row.InstitutionSTIL ?? '',
  Status: Number(row.Status),
  Tidspunkt: row.Tidspunkt ?? '',
})

const indskrivning = (row: Line): Indskrivning => ({
  IndskrivningId: row.IndskrivningId ?? '',
  Personnummer: row.Personnummer ?? '',
  InstitutionsNr: row.InstitutionsNr ?? '',
  Pasningstilbud: row.Pasningstilbud ?? '',
  StartDato: row.StartDato ?? '',
  SlutDato: orNull(row.SlutDato),
  Timer: orNull(row.Timer?.replace(',', '.')),
})

const institution = (row: Line): Institution => ({
  InstitutionsNr: row.InstitutionsNr ?? '',
  Navn: row.Navn ?? '',
  Ejerform: row.Ejerform ?? '',
  AdmKommuneKode: row.AdmKommuneKode ?? '',
})

/** Independent of how the sample was made: what stands in its files. */
const deliveredIn = async (folder: string, report: Made) => {
  const aula: AulaLeverance[] = []
  const full: DagtilbudLeverance[] = []
  for (const { path, kilde, kommune, periode, loebenr: number } of report.files) {
    const members = await membersOf(await readFile(join(folder, path)))
    const place = { kommune, periode, loebenr: String(number).padStart(3, '0') }
    if (kilde === 'Aula')
      aula.push({
        ...place,
        kildesystem: 'Aula',
        registreringer: rowsOf(members.get('AulaRegistrering.csv'), 'utf8').map((row) =>
          good(registrering(row)),
        ),
        boern: members.has('AulaBarn.csv')
          ? rowsOf(members.get('AulaBarn.csv'), 'utf8').map((row) => good(barn(row)))
          : null,
      })
    if (kilde === 'FLISDagtilbud')
      full.push({
        ...place,
        kildesystem: 'INST',
        indskrivninger: rowsOf(members.get('DagtilbudIndskrivning.csv'), 'latin1').map((row) =>
          good(indskrivning(row)),
        ),
        institutioner: rowsOf(members.get('DagtilbudInstitution.csv'), 'latin1').map((row) =>
          good(institution(row)),
        ),
      })
  }
  return { aula, dagtilbud: full }
}

describe('a made-up country of children, from its files to published rows', () => {
  let w: TestWarehouse
  let folder = ''
  let history: Awaited<ReturnType<typeof deliveredIn>>
  const told = new Map<string, ToldDagtilbud>()

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flis-sample-'))
    const options = ['--area', 'Dagtilbud', '--kommuner', '0461,0751', '--scale', '0.001', '--json']
    const ended = await flis(['sample', '--out', folder, '--from', MONTHS[0], '--to', MONTHS[1], ...options])
    expect(ended.exit, ended.err).toBe(0)
    const report = JSON.parse(ended.out) as Made
    history = await deliveredIn(folder, report)
    w = await testWarehouse({ areas: [dagtilbud], now: '2022-11-02' })
    for (const month of MONTHS) {
      for (const { path, fileName, periode, sender } of report.files)
        if (periode === month) await w.deliverFile(fileName, await readFile(join(folder, path)), sender)
      await w.monthRun(month)
      told.set(month, await dagtilbudTables(w, month))
    }
  }, 120_000)
  afterAll(async () => {
    await w.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('is loaded whole, and nothing of it is refused', async () => {
    expect(await w.query(`select id, code from ops.deliveries where state <> 'loaded'`)).toEqual([])
    expect(await w.query('select * from ops.quarantine')).toEqual([])
  })

  it.each(MONTHS)('is in %s what the plain models make of the files', (month) => {
    const until = { ...history, personer: [] }
    const known = {
      ...until,
      aula: until.aula.filter(({ periode }) => periode <= month),
      dagtilbud: until.dagtilbud.filter(({ periode }) => periode <= month),
    }
    const tables = told.get(month)
    expect(tables?.kommeGå.length).toBeGreaterThan(500)
    expect(tables && linesOf(tables)).toEqual(linesOf(modelled(known, month)))
  })
})
