import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlantedDelivery, PlantedRow, SampleFile, SampleReport } from '@flis/sample'
import { beforeAll, describe, expect, it } from 'vitest'
import { linesOf, sample, unzip } from './read-sample.js'

const FIELDS: Readonly<Record<string, number>> = {
  'KYSag.csv': 7,
  'KYSagTilstand.csv': 4,
  'KYOpgave.csv': 9,
  'KYYdelse.csv': 6,
  'KYAfgoerelse.csv': 5,
}
const STATES = ['Oprettet', 'Under Oplysning', 'Bevilget', 'Afslag', 'Henlagt', 'Afsluttet']

const TASK_STATES = ['Åben', 'Afbrudt', 'Gennemført']

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text

/** Why a line of KY is refused; nothing for a good one. An independent, smaller reading of the contracts. */
const kyCode = (member: string, line: string): string | undefined => {
  if ((line.match(/"/g) ?? []).length % 2 === 1) return 'R001'
  const fields = line.split(';')
  if (fields.length !== FIELDS[member]) return 'R002'
  const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '', i = ''] = fields
  const required = {
    'KYSag.csv': [a, b, c, g],
    'KYSagTilstand.csv': [a, b, c, d],
    'KYOpgave.csv': [a, g, h],
    'KYYdelse.csv': [a, b, c, d, e],
    'KYAfgoerelse.csv': [a, b, c, d, e],
  }
  if (required[member as keyof typeof required].includes('')) return 'R101'
  const dates = {
    'KYSag.csv': [g],
    'KYSagTilstand.csv': [d],
    'KYOpgave.csv': i === '' ? [h] : [h, i],
    'KYYdelse.csv': f === '' ? [e] : [e, f],
    'KYAfgoerelse.csv': /T\d\d:\d\d:\d\d$/.test(e) ? [e.slice(0, 10)] : [''],
  }
  if (!dates[member as keyof typeof dates].every(isDate)) return 'R102'
  if ({ 'KYSag.csv': c, 'KYOpgave.csv': d }[member]?.startsWith('3102')) return 'R105'
  if (member === 'KYSagTilstand.csv' && !STATES.includes(c)) return 'R103'
  if (member === 'KYOpgave.csv' && !TASK_STATES.includes(g)) return 'R103'
  const [start = '', end = ''] = { 'KYOpgave.csv': [h, i], 'KYYdelse.csv': [e, f] }[member] ?? []
  return end !== '' && end < start ? 'R120' : undefined
}

const fsiiiCode = (line: string): string | undefined => {
  try {
    JSON.parse(line)
  } catch {
    return 'R201'
  }
  if (!line.includes('urn:oid:1.2.208.176.1.2')) return 'R203'
  if (line.includes('"H99.9"')) return 'R204'
  const periods = [...line.matchAll(/"period":\{"start":"([^"]+)","end":"([^"]+)"\}/g)]
  return periods.some(([, start = '', end = '']) => end < start) ? 'R120' : undefined
}

const refused = async (out: string, file: SampleFile): Promise<readonly string[]> => {
  const path = join(out, file.path)
  const members = file.kilde === 'KY' ? await unzip(path) : { [file.fileName]: await readFile(path, 'utf8') }
  return Object.entries(members).flatMap(([member, text]) =>
    linesOf(text).flatMap((line, at) => {
      if (file.kilde === 'KY' && at === 0) return []
      const code = file.kilde === 'KY' ? kyCode(member, line) : fsiiiCode(line)
      return code === undefined ? [] : [`${file.path} ${member} ${at + 1} ${code}`]
    }),
  )
}

const rowsOf = (report: SampleReport): readonly PlantedRow[] =>
  report.faults.flatMap((fault) => (fault.level === 'row' ? [fault] : []))
const deliveriesOf = (report: SampleReport): readonly PlantedDelivery[] =>
  report.faults.flatMap((fault) => (fault.level === 'delivery' ? [fault] : []))

describe('the faults of a sample', () => {
  let out = ''
  let report: SampleReport = { files: [], faults: [], rows: {} }
  let clean = ''

  beforeAll(async () => {
    ;({ out, report } = await sample({ scale: 0.02, faults: 0.01 }))
    clean = (await sample({ scale: 0.02 })).out
  })

  it('are none when none are asked for', async () => {
    const { report: good, out: folder } = await sample()
    expect(good.faults).toEqual([])
    expect(
      (
        await Promise.all(
          good.files.filter((each) => each.kilde !== 'FSIIIKoder').map((file) => refused(folder, file)),
        )
      ).flat(),
    ).toEqual([])
  })

  it('are exactly the lines that a reader refuses, for the codes that the report says', async () => {
    const copies = new Set(
      deliveriesOf(report)
        .filter((each) => each.state !== 'loaded')
        .map((each) => each.path),
    )
    const landed = report.files.filter((file) => file.kilde !== 'FSIIIKoder' && !copies.has(file.path))
    const found = (await Promise.all(landed.map((file) => refused(out, file)))).flat()
    const planted = rowsOf(report).map((each) => `${each.path} ${each.member} ${each.line} ${each.code}`)
    expect(planted.length).toBeGreaterThan(50)
    expect([...found].sort()).toEqual([...planted].sort())
  })

  it('are of every kind', () => {
    expect(new Set(rowsOf(report).map((each) => each.kind))).toEqual(
      new Set([
        'bad-date',
        'missing-field',
        'invalid-cpr',
        'unclosed-quote',
        'too-many-fields',
        'code-outside-list',
        'end-before-start',
        'unknown-code',
        'not-json',
        'bundle-without-cpr',
      ]),
    )
    expect(new Set(deliveriesOf(report).map((each) => each.kind))).toEqual(
      new Set(['duplicate', 'corrected', 'wrong-sender']),
    )
  })

  it('leave the good lines as they would be without them', async () => {
    const corrected = new Set(
      deliveriesOf(report)
        .filter((each) => each.kind === 'corrected')
        .map((each) => each.path),
    )
    const landed = report.files.filter(
      (file) =>
        file.kilde !== 'FSIIIKoder' &&
        file.loebenr === 1 &&
        !file.path.startsWith('again/') &&
        !corrected.has(file.path),
    )
    for (const file of landed) {
      const own = rowsOf(report).filter((each) => each.path === file.path)
      const read = async (folder: string) =>
        file.kilde === 'KY'
          ? unzip(join(folder, file.path))
          : { [file.fileName]: await readFile(join(folder, file.path), 'utf8') }
      const [faulty, good] = [await read(out), await read(clean)]
      for (const [member, text] of Object.entries(faulty)) {
        const bad = new Set(own.filter((each) => each.member === member).map((each) => each.line))
        expect(linesOf(text).filter((_, at) => !bad.has(at + 1))).toEqual(linesOf(good[member] ?? ''))
      }
    }
  })

  it('send a duplicate under the same name and with the same bytes, to be brought in later', async () => {
    for (const fault of deliveriesOf(report).filter((each) => each.kind === 'duplicate')) {
      expect(fault.path).toBe(`again/${fault.fileName}`)
      expect(fault.state).toBe('duplicate')
      expect(await readFile(join(out, fault.path))).toEqual(await readFile(join(out, fault.fileName)))
    }
  })

  it('correct a delivery that came too early by the right one under the next løbenr', async () => {
    const early = deliveriesOf(report).filter((each) => each.kind === 'corrected')
    expect(early.length).toBeGreaterThan(0)
    for (const { fileName } of early) {
      const right = fileName.replace('_001_', '_002_')
      const kept = await unzip(join(clean, fileName))
      const bad = rowsOf(report).filter((each) => each.fileName === right)
      for (const [member, text] of Object.entries(await unzip(join(out, right)))) {
        const lines = new Set(bad.filter((each) => each.member === member).map((each) => each.line))
        expect(linesOf(text).filter((_, at) => !lines.has(at + 1))).toEqual(linesOf(kept[member] ?? ''))
      }
      expect(Object.values(await unzip(join(out, fileName)))).not.toEqual(Object.values(kept))
    }
  })

  it('send a delivery by somebody who may not, under a løbenr that nobody else has', () => {
    const wrong = deliveriesOf(report).filter((each) => each.kind === 'wrong-sender')
    expect(wrong.length).toBeGreaterThan(0)
    for (const fault of wrong) {
      const files = report.files.filter((file) => file.fileName === fault.fileName)
      expect(files.map((file) => file.sender)).toEqual(['Ukendt'])
      expect(fault).toMatchObject({ state: 'rejected', code: 'L012' })
    }
  })

  it('are never so many that a delivery is put aside: 20 lines of a file, or 2 % of it', async () => {
    const { report: worst } = await sample({ scale: 0.02, faults: 1, from: '2022-11' })
    const perFile = new Map<string, number>()
    for (const { path, member } of rowsOf(worst))
      perFile.set(`${path} ${member}`, (perFile.get(`${path} ${member}`) ?? 0) + 1)
    for (const [key, count] of perFile) {
      const rows = worst.files.find((file) => key.startsWith(`${file.path} `))?.rows ?? 0
      expect(count).toBeLessThanOrEqual(Math.max(20, rows / 50))
    }
  })
})
