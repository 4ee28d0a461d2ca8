import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../pipelines/src/cli/command-table.js'
import { Lager } from '../conformance/intake/lager.js'
import { findPersonalData } from './personal-data.js'
import { ENVELOPE_CPR, NAME, putPlanted, ROWS } from './planted-deliveries.js'

const DELIVERY = 'NC:KY_0751_2022-10_001_F.zip'

/** Stands for the folder in which the warehouse lies. */
const BESIDE = '{beside}'

/** Every command, in an order in which each has something to tell. */
const DRIVEN: readonly (readonly [name: string, ...args: readonly string[]])[] = [
  ['plan', '2022-10'],
  ['intake'],
  ['status'],
  ['month-run', '2022-10'],
  ['borger-run', '--dry-run'],
  ['borger-run'],
  ['runs'],
  ['runs', '1'],
  ['deliveries'],
  ['deliveries', DELIVERY],
  ['deliveries', 'NC:KY_0461_2022-10_001_F.zip'],
  ['quarantine list'],
  ['quarantine show', DELIVERY],
  ['quarantine show', DELIVERY, '5'],
  ['quarantine replay'],
  ['quarantine accept', DELIVERY, '--line', '5'],
  ['quality'],
  ['deliveries reread', DELIVERY],
  ['deliveries withdraw', DELIVERY, '--reason', 'forkert'],
  ['deliveries accept', DELIVERY],
  ['table', 'DimKYSagOversigt'],
  ['table', 'FactKYYdelser', '--csv'],
  ['lineage', '--models'],
  ['lineage', 'FactKYYdelser'],
  ['diff', '1', '2'],
  ['diff', '1', '2', '--rows', '3'],
  ['packages list'],
  ['packages show', 'KY'],
  ['packages verify'],
  ['packages why', 'FLIS_KY_0751_2022-10_DM_001', '--borger-key', '1'],
  ['packages send'],
  ['packages resend', 'FLIS_KY_0751_2022-10_DM_001'],
  ['sources check'],
  ['contracts list'],
  ['contracts show', 'KYSag'],
  ['models list'],
  ['models show', 'FactKYYdelser'],
  ['areas'],
  ['doctor', '--deep'],
  ['rebuild'],
  ['retain', '--before', '2022-10', '--dry-run'],
  ['upgrade', '--dry-run'],
  ['backup', `${BESIDE}/backup`],
  ['backup verify', `${BESIDE}/backup`],
  ['restore', `${BESIDE}/backup`, '--into', `${BESIDE}/igen`],
  ['key rotate'],
]

/** Commands that need no warehouse of this sort; they are driven by themselves. */
const ELSEWHERE: readonly string[] = [
  'demo',
  'init',
  'sample',
  'contracts export',
  'contracts diff',
  'new area',
  // the area Dagtilbud is not among those of this warehouse
  'day-run',
  // asks for a cluster of Kafka
  'publish',
  // never ends by itself; what it runs and performs are the others
  'watch',
]

/** Commands that change something: asked once, and told as events. */
const CHANGES: readonly string[] = [
  ...['intake', 'month-run', 'borger-run', 'rebuild', 'quarantine replay', 'quarantine accept'],
  ...['deliveries reread', 'deliveries withdraw', 'deliveries accept', 'key rotate'],
]

/** What shows data on purpose: texts of rows, never a whole number. */
const SHOWS_DATA: readonly string[] = ['quarantine show', 'table', 'lineage']

interface Said {
  readonly command: string
  readonly text: string
}

let lager: Lager
const said: Said[] = []

const drive = async (...[name, ...args]: (typeof DRIVEN)[number]): Promise<void> => {
  const reads = !CHANGES.includes(name)
  for (const more of reads ? [[], ['--json'], ['--lang', 'da']] : [['--json']]) {
    const { out, err } = await lager.run([
      ...name.split(' '),
      ...args.map((each) => each.replace(BESIDE, dirname(lager.root))),
      ...more,
    ])
    said.push({ command: name, text: out }, { command: name, text: err })
  }
}

const filesBelow = async (folder: string, wanted: RegExp): Promise<readonly Said[]> => {
  const names = (await readdir(folder, { recursive: true })).filter((name) => wanted.test(name))
  return Promise.all(
    names.map(async (name) => ({ command: name, text: await readFile(join(folder, name), 'utf8') })),
  )
}

beforeAll(async () => {
  lager = await Lager.make()
  await putPlanted(lager, 'first')
  for (const [nth, each] of DRIVEN.entries()) {
    await drive(...each)
    if (nth === 1) await putPlanted(lager, 'second')
  }
  said.push(...(await filesBelow(lager.root, /(?:\.error\.json|flis\.log(?:\.\d+)?)$/)))
}, 240_000)
afterAll(() => lager.remove())

/** By its name a delivery is told, whatever the sender wrote there; in a log nothing is. */
const withoutEnvelope = ({ command, text }: Said): string =>
  command.startsWith('flis.log') ? text : text.replaceAll(ENVELOPE_CPR, '')

const leaksOf = ({ command, text }: Said): readonly string[] =>
  findPersonalData(withoutEnvelope({ command, text }), {
    names: SHOWS_DATA.includes(command) ? [] : [NAME],
    rows: ROWS,
  }).map(({ what, around }) => `${command}: ${what}: ${around}`)

describe('what flis tells of deliveries with a fault of every sort', () => {
  it('is asked of every command', () => {
    const driven = new Set([...DRIVEN.map(([name]) => name), ...ELSEWHERE])
    expect(COMMANDS.map((each) => each.name).filter((name) => !driven.has(name))).toEqual([])
  })

  it('is something: errors, logs, error files, and rows where they are asked for', () => {
    const told = (command: RegExp) =>
      said.filter((each) => command.test(each.command)).map((each) => each.text)
    expect(told(/error\.json$/).length).toBeGreaterThan(8)
    expect(told(/flis\.log$/).join('').length).toBeGreaterThan(1_000)
    expect(told(/^quarantine show$/).join('')).toContain(NAME)
    for (const code of ['L001', 'L005', 'L011', 'L012', 'L013', 'L020', 'L030', 'L041', 'L042', 'L043'])
      expect(told(/^deliveries$/).join(''), code).toContain(code)
    for (const code of [
      'R001',
      'R002',
      'R003',
      'R101',
      'R102',
      'R103',
      'R105',
      'R110',
      'R120',
      'R201',
      'R202',
      'R203',
      'R204',
    ])
      expect(told(/^quarantine list$/).join(''), code).toContain(code)
  })

  it('holds no number, no name and no row', () => {
    expect([...new Set(said.flatMap(leaksOf))]).toEqual([])
  })
})
