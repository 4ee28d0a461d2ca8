import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dataomraade, kilde, type Leverandoer, parseConfig } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type LandedDelivery,
  type SourceCheck,
  type SourceFacts,
  sourceChecks,
} from '../src/sources/source-check.js'
import { flis, jsonOf, newFolder, warehouseWithSample } from './flis.js'

const area = dataomraade('Prøve', {
  kilder: [kilde('KY'), kilde('CPR', { scope: 'national' })],
  contracts: [],
  models: [],
})
const NC: Leverandoer = { kilde: 'KY', kommune: '0751', kildesystem: 'NC', rhythm: 'monthly', deadline: 10 }
const CPR: Leverandoer = { kilde: 'CPR', kommune: '0000', kildesystem: 'CPR', rhythm: 'daily', deadline: 1 }
const came = (entry: Leverandoer, periode: string, kommune = entry.kommune): LandedDelivery => ({
  kilde: entry.kilde,
  kommune,
  kildesystem: entry.kildesystem,
  periode,
})

interface World {
  readonly entries?: readonly Leverandoer[]
  readonly landed?: readonly LandedDelivery[]
  readonly today?: string
  readonly routes?: unknown
  readonly brokenInbox?: string
  readonly brokenServers?: SourceFacts['brokenServers']
}

const checks = ({
  entries = [],
  landed = [],
  today = '2022-11-11',
  routes,
  brokenInbox,
  brokenServers = [],
}: World) =>
  sourceChecks({
    config: parseConfig({ leverandører: entries, ...(routes === undefined ? {} : { routes }) }),
    areas: [area],
    brokenInbox,
    brokenServers,
    landed,
    today,
  })

const ofKy = (world: World): SourceCheck | undefined => checks(world).find((each) => each.kilde === 'KY')
const stepsOf = (world: World): readonly string[] =>
  ofKy(world)?.missing.map(({ step, what }) => `${step}: ${what}`) ?? []

describe('the steps of taking a source into use', () => {
  it('are told per Kilde, and per entry where there are entries', () => {
    const other = { ...NC, kommune: '0101' }
    expect(
      checks({ entries: [NC, other] }).map((each) => [each.kilde, each.kommune, each.kildesystem]),
    ).toEqual([
      ['KY', '0751', 'NC'],
      ['KY', '0101', 'NC'],
      ['CPR', null, null],
    ])
  })

  const routes = { infRefs: { i: 'KY' }, authorities: { 55133018: '0751' } }
  it.each<[string, World, readonly string[]]>([
    ['all but the inbox, at first', {}, ['table entries: leverandører', 'first delivery: KY']],
    ['the inbox', { brokenInbox: '/x', entries: [NC], landed: [came(NC, '2022-10')] }, ['inbox: /x']],
    [
      'a server',
      { brokenServers: [{ step: 'key', what: 'x' }], entries: [NC], landed: [came(NC, '2022-10')] },
      ['key: x'],
    ],
    ['the first delivery', { entries: [NC] }, ['first delivery: KY']],
    ['nothing', { entries: [NC], landed: [came(NC, '2021-01')] }, []],
    [
      'the entry, when deliveries come without',
      { landed: [came(NC, '2022-10')] },
      ['table entries: leverandører'],
    ],
    [
      'the first delivery, when only another kommune’s has come',
      { entries: [NC], landed: [came(NC, '2022-10', '0101')] },
      ['first delivery: KY'],
    ],
    [
      'the first delivery, when only another system’s has come',
      { entries: [NC], landed: [{ ...came(NC, '2022-10'), kildesystem: 'TEA' }] },
      ['first delivery: KY'],
    ],
    ['no route, when it is there', { entries: [NC], landed: [came(NC, '2022-10')], routes }, []],
    [
      'both halves of the route',
      { entries: [NC], landed: [came(NC, '2022-10')], routes: {} },
      ['route: routes.infRefs', 'route: routes.authorities'],
    ],
    [
      'the kommune’s half of the route',
      { entries: [{ ...NC, kommune: '0101' }], landed: [came(NC, '2022-10', '0101')], routes },
      ['route: routes.authorities'],
    ],
    [
      'the Kilde’s half only, where no kommune is named',
      { landed: [came(NC, '2022-10')], routes: {} },
      ['route: routes.infRefs', 'table entries: leverandører'],
    ],
    [
      'nothing for an entry of all kommuner, once one has come',
      { entries: [{ ...NC, kommune: '0000' }], landed: [came(NC, '2022-10')], routes },
      [],
    ],
  ])('that are missing: %s', (_, world, expected) => {
    expect(stepsOf(world)).toEqual(expected)
  })

  it('begin with the area, for an entry whose Kilde is not in use here', () => {
    expect(checks({ entries: [{ ...NC, kilde: 'FSIII' }] }).at(-1)).toEqual({
      kilde: 'FSIII',
      kommune: '0751',
      kildesystem: 'NC',
      missing: [{ step: 'area', what: 'areas' }],
      latest: null,
      overdue: false,
    })
  })
})

describe('the latest expected periode', () => {
  it.each<[string, World, SourceCheck['latest']]>([
    [
      'is the month before, until the deadline is over',
      { today: '2022-11-10' },
      { periode: '2022-09', due: '2022-10-10', absent: ['0751'] },
    ],
    [
      'is the month, from the day after',
      { today: '2022-11-11' },
      { periode: '2022-10', due: '2022-11-10', absent: ['0751'] },
    ],
    ['has come', { landed: [came(NC, '2022-10')] }, { periode: '2022-10', due: '2022-11-10', absent: [] }],
    [
      'has come as the month’s last day',
      { landed: [came(NC, '2022-10-31')] },
      { periode: '2022-10', due: '2022-11-10', absent: [] },
    ],
    [
      'has not come with the month before',
      { landed: [came(NC, '2022-09')] },
      { periode: '2022-10', due: '2022-11-10', absent: ['0751'] },
    ],
    [
      'has not come from another kommune',
      { landed: [came(NC, '2022-10', '0101')] },
      { periode: '2022-10', due: '2022-11-10', absent: ['0751'] },
    ],
    ['is none without a rhythm', { entries: [{ kilde: 'KY', kommune: '0751', kildesystem: 'NC' }] }, null],
    ['is none before the deliverer begins', { entries: [{ ...NC, from: '2022-11-01' }] }, null],
    ['is none once the deliverer has gone', { entries: [{ ...NC, to: '2022-09-30' }] }, null],
    [
      'is still the last one of a deliverer that has gone',
      { entries: [{ ...NC, to: '2022-10-31' }] },
      { periode: '2022-10', due: '2022-11-10', absent: ['0751'] },
    ],
    [
      'is the one whose long deadline is over',
      { entries: [{ ...NC, deadline: 100 }] },
      { periode: '2022-07', due: '2022-11-08', absent: ['0751'] },
    ],
    [
      'is the last Sunday of a weekly deliverer',
      { entries: [{ ...NC, rhythm: 'weekly', deadline: 4 }] },
      { periode: '2022-11-06', due: '2022-11-10', absent: ['0751'] },
    ],
    [
      'is in the month before early in a month',
      { entries: [{ ...NC, rhythm: 'weekdays', deadline: 0 }], today: '2022-11-01' },
      { periode: '2022-10-31', due: '2022-10-31', absent: ['0751'] },
    ],
  ])('%s', (_, world, expected) => {
    const found = ofKy({ entries: [NC], ...world })
    expect(found?.latest).toEqual(expected)
    expect(found?.overdue).toBe(expected !== null && expected.absent.length > 0)
  })

  it('of a national Kilde is the country’s', () => {
    const world = { entries: [CPR], today: '2022-11-11' }
    const ofCpr = (landed: readonly LandedDelivery[]) => checks({ ...world, landed }).at(-1)
    expect(ofCpr([])).toMatchObject({ latest: { periode: '2022-11-09', absent: ['0000'] }, overdue: true })
    expect(ofCpr([came(CPR, '2022-11-09')])).toMatchObject({ latest: { absent: [] }, overdue: false })
  })

  it('of an entry for all kommuner is each kommune’s', () => {
    const entries = [
      { ...NC, kommune: '0000' },
      { kilde: 'KY', kommune: '0101', kildesystem: 'TEA' },
    ]
    const found = ofKy({ entries, landed: [came(NC, '2022-10', '0751')] })
    expect(found?.latest?.absent).toHaveLength(96)
    expect(found?.latest?.absent).not.toContain('0751')
    expect(found?.latest?.absent).not.toContain('0101')
  })
})

describe('flis sources check', () => {
  let root: string
  const settings = (more: Readonly<Record<string, unknown>>): Promise<void> =>
    writeFile(join(root, 'flis.config.json'), JSON.stringify({ areas: ['KY'], ...more }))
  const NC_OF_CONFIG = { ...NC, kildesystem: 'Ydelser', senders: ['NC'] }

  beforeAll(async () => {
    root = await warehouseWithSample(0)
    await settings({ leverandører: [NC_OF_CONFIG] })
  })

  it('tells of a source that has never delivered, and that nothing changed by asking', async () => {
    const { exit, out } = await flis(['-C', root, 'sources', 'check'])
    expect(exit).toBe(3)
    expect(out).toMatch(/^KY +0751 +Ydelser +first delivery \(KY\) +2022-09 +2022-10-10 +overdue$/m)
    expect((await flis(['-C', root, 'deliveries', '--json'])).out).toBe('[]\n')
  })

  it('says that all is well once the deliveries have come', async () => {
    await flis(['-C', root, 'intake'])
    const { exit, out } = await flis(['-C', root, 'sources', 'check'])
    expect(exit).toBe(0)
    expect(out).toMatch(/^KY +0751 +Ydelser +2022-09 +2022-10-10 +arrived$/m)
  })

  it('exits with 3 when a deadline has passed', async () => {
    const ended = await flis(['-C', root, '--json', 'sources', 'check'], { now: '2022-12-11T08:00:00' })
    expect(ended.exit).toBe(3)
    expect(jsonOf<readonly SourceCheck[]>(ended)).toContainEqual(
      expect.objectContaining({
        kilde: 'KY',
        latest: { periode: '2022-11', due: '2022-12-10', absent: ['0751'] },
        overdue: true,
      }),
    )
    const danish = await flis(['-C', root, '--lang', 'da', 'sources', 'check'], {
      now: '2022-12-11T08:00:00',
    })
    expect(danish.out).toContain('over fristen')
  })

  it('counts the day in Denmark', async () => {
    const at = (now: string) => flis(['-C', root, 'sources', 'check'], { now })
    expect((await at('2022-12-10T22:59:59Z')).exit).toBe(0)
    expect((await at('2022-12-10T23:00:00Z')).exit).toBe(3)
  })

  it('tells that the inbox is missing or no folder', async () => {
    const empty = await newFolder()
    await flis(['init', empty])
    const check = async () =>
      jsonOf<readonly SourceCheck[]>(await flis(['-C', empty, '--json', 'sources', 'check'])).map(
        ({ missing }) => missing[0],
      )
    const usable = await check()
    expect(usable.map((each) => each?.step)).not.toContain('inbox')
    await rm(join(empty, 'inbox'), { recursive: true })
    const missing = await check()
    expect(new Set(missing.map((each) => each?.step))).toEqual(new Set(['inbox']))
    await writeFile(join(empty, 'inbox'), '')
    expect(await check()).toEqual(missing)
  })

  it.each([
    [{ kilder: { KYY: { senders: ['NC'] } } }, 'found kilder KYY, expected KY'],
    [{ kilder: { KY: { pattern: '(' } } }, 'kilder.KY.pattern, expected a regular expression'],
    [{ routes: { infRefs: { i: 'FSII' } } }, 'found routes.infRefs FSII, expected FSIII'],
    [{ leverandører: [{ ...NC, kilde: 'Ky' }] }, 'found leverandører.0.kilde Ky, expected KY'],
    [{ leverandører: [{ ...NC, kommune: '0999' }] }, 'leverandører.0.kommune'],
  ])('and every other command refuse settings %j', async (change, told) => {
    await settings(change)
    for (const command of [['sources', 'check'], ['status'], ['intake']]) {
      const { exit, err } = await flis(['-C', root, ...command])
      expect(exit).toBe(1)
      expect(err).toContain('FLIS-C001')
      expect(err).toContain(told)
    }
  })

  it('takes the settings that the documentation shows', async () => {
    const text = await readFile(join(import.meta.dirname, '../../docs/warehouse.md'), 'utf8')
    const shown = /```json\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
    await writeFile(join(root, 'flis.config.json'), shown)
    const { err, out } = await flis(['-C', root, 'sources', 'check'])
    expect(err).toBe('')
    expect(out).toMatch(/^KY +0751 +TEA/m)
  })

  it('is refused in a folder that is no warehouse', async () => {
    const { exit, err } = await flis(['-C', await newFolder(), 'sources', 'check'])
    expect(exit).toBe(1)
    expect(err).toContain('FLIS-C002')
  })
})
