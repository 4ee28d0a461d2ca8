import { nearest, parseConfig } from '@flis/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failureOf } from './failing.js'

describe('settings', () => {
  it('that are left out have the defaults of the specification', () => {
    expect(parseConfig({})).toEqual({
      areas: [],
      recipients: ['FLIS', 'ROUTING_V1_0_0'],
      inbox: 'inbox',
      patienceMinutes: 15,
      limits: { lineBytes: 1024 ** 2, unpackedBytes: 20 * 1024 ** 3, unpackRatio: 200 },
      thresholds: { endedShare: 0.1, endedRows: 20, failedShare: 0.05, failedRows: 20 },
      packages: {
        kinds: ['DM'],
        format: 'parquet',
        window: 36,
        windowRows: 5_000_000,
        areas: {},
        formats: {},
        dimBorgerPerArea: false,
      },
      retention: { versions: 3 },
      quality: { swing: 0.2 },
      dream: { years: 10 },
      borger: { packages: 'once per periode' },
      schedule: { monthsBack: 1 },
      watch: { pollSeconds: 10, onFailure: {} },
      kilder: {},
      leverandører: [],
      sources: [],
      targets: [],
    })
  })

  it('that are given stay, and the others beside them have their defaults', () => {
    const config = parseConfig({
      areas: ['KY', 'Boligstøtte'],
      limits: { memory: '2GB', threads: 2 },
      thresholds: { endedShare: 1 },
      packages: { kommuner: ['0751'] },
    })
    expect(config).toMatchObject({
      areas: ['KY', 'Boligstøtte'],
      limits: { memory: '2GB', threads: 2, unpackRatio: 200 },
      thresholds: { endedShare: 1, endedRows: 20, failedShare: 0.05 },
      packages: { kommuner: ['0751'] },
    })
  })

  it('of Borger’s packages has the name of the specification too', () => {
    const config = parseConfig({ dimBorgerPerArea: true })
    expect(config.packages.dimBorgerPerArea).toBe(true)
    expect(config).not.toHaveProperty('dimBorgerPerArea')
  })

  it('of packages can be by area and kommune, and the window has the name of the specification too', () => {
    const { packages } = parseConfig({
      packages: { areas: { KY: { kinds: ['DM', 'DSA'] } }, formats: { '0751': 'csv' } },
      datapakke: { window: 24 },
    })
    expect(packages).toMatchObject({ areas: { KY: { kinds: ['DM', 'DSA'] } }, window: 24, format: 'parquet' })
    expect(packages).toEqual(parseConfig({ packages }).packages)
    expect('datapakke' in parseConfig({ datapakke: {} })).toBe(false)
  })

  it('of a Kilde, a route or a deliverer that are mistyped name the nearest', () => {
    const deliverer = { kilde: 'KY', kommune: '0751', kildesystem: 'NC' }
    const wrong = (input: unknown): unknown => failureOf(() => parseConfig(input)).facts.expected
    expect(wrong({ kilder: { KY: { patern: '' } } })).toBe('pattern')
    expect(wrong({ leverandører: [deliverer, { ...deliverer, rytm: 'daily' }] })).toBe('rhythm')
    expect(wrong({ routes: { infRef: {} } })).toBe('infRefs')
    expect(parseConfig({ leverandører: [{ ...deliverer, rhythm: 'weekdays' }] }).leverandører).toEqual([
      { ...deliverer, rhythm: 'weekdays' },
    ])
  })

  it('of one reading do not reach into the next', () => {
    parseConfig({}).areas.push('KY')
    expect(parseConfig({}).areas).toEqual([])
  })
})

describe('servers', () => {
  const server = { host: 'sftp.example', user: 'flis', privateKeyFile: 'sftp-key', hostKey: 'SHA256:a' }
  const source = { type: 'sftp', ...server }
  const recipient = { name: 'Odense LIS', recipient: 'LIS', kommuner: ['0461'] }
  const target = { type: 'sftp', ...server, ...recipient, sender: 'FLIS', recipients: ['LIS-0461'] }

  it('of deliveries and of packages have the folders of Serviceplatformen', () => {
    const { sources, targets } = parseConfig({ sources: [source], targets: [target] })
    expect(sources).toMatchObject([{ port: 22, path: 'IN', receipts: 'OUT', tries: 5, backOffSeconds: 2 }])
    expect(targets).toMatchObject([{ port: 22, path: 'OUT', receipts: 'IN' }])
  })

  it.each<readonly [string, object, string, string | undefined]>([
    ['a mistyped key', { sources: [{ ...source, hostkey: 'x' }] }, 'found', 'sources.0.hostkey'],
    ['names the nearest', { sources: [{ ...source, hostkey: 'x' }] }, 'expected', 'hostKey'],
    ['the key itself', { sources: [{ ...source, privateKey: 'x' }] }, 'found', 'sources.0.privateKey'],
    ['no host key', { sources: [{ ...source, hostKey: undefined }] }, 'column', 'sources.0.hostKey'],
    ['nobody to act for', { targets: [{ ...target, kommuner: [] }] }, 'column', 'targets.0.kommuner'],
    ['nobody addressed', { targets: [{ ...target, recipients: [] }] }, 'column', 'targets.0.recipients'],
    ['one name twice', { targets: [target, target] }, 'column', 'targets'],
    ['another kind', { targets: [{ ...target, type: 'ftp' }] }, 'column', 'targets.0.type'],
  ])('are refused: %s', (_, input, fact, told) => {
    const { code, facts } = failureOf(() => parseConfig(input))
    expect([code, facts[fact as 'found']]).toEqual(['C001', told])
  })
})

describe('an unknown key is C001 and names the nearest known one', () => {
  it.each([
    [{ area: ['KY'] }, 'area', 'areas'],
    [{ Inbox: 'x' }, 'Inbox', 'inbox'],
    [{ receivers: [] }, 'receivers', 'recipients'],
    [{ treshold: {} }, 'treshold', 'thresholds'],
    [{ limits: { memmory: '2GB' } }, 'limits.memmory', 'memory'],
    [{ limits: { thread: 2 } }, 'limits.thread', 'threads'],
    [{ thresholds: { endedshare: 0.2 } }, 'thresholds.endedshare', 'endedShare'],
    [{ packages: { kommune: [] } }, 'packages.kommune', 'kommuner'],
    [{ packages: { areas: { KY: { kind: [] } } } }, 'packages.areas.KY.kind', 'kinds'],
    [
      { packages: { areas: { Borger: { leaveOut: { DMS: [] } } } } },
      'packages.areas.Borger.leaveOut.DMS',
      'DM',
    ],
    [{ packages: { dimBorgerPrArea: true } }, 'packages.dimBorgerPrArea', 'dimBorgerPerArea'],
    [{ datapakke: { vindue: 12 } }, 'datapakke.vindue', 'window'],
    [{ retention: { version: 1 } }, 'retention.version', 'versions'],
  ])('%j', (input, found, expected) => {
    expect(failureOf(() => parseConfig(input))).toMatchObject({ code: 'C001', facts: { found, expected } })
  })

  it('one wrong letter anywhere leads to the right key', () => {
    const keys = Object.keys(parseConfig({}))
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.nat(), fc.constantFrom('', 'q', 'xx'), (key, at, put) => {
        const place = at % key.length
        const wrong = key.slice(0, place) + put + key.slice(place + 1)
        fc.pre(!keys.includes(wrong) && wrong.length > 2)
        expect(failureOf(() => parseConfig({ [wrong]: 1 })).facts.expected).toBe(key)
      }),
    )
  })
})

describe('a wrong value is C001 and names its place', () => {
  it.each<[unknown, string]>([
    [{ areas: 'KY' }, 'areas'],
    [{ areas: [1] }, 'areas.0'],
    [{ patienceMinutes: -1 }, 'patienceMinutes'],
    [{ limits: { memory: 'lots' } }, 'limits.memory'],
    [{ limits: { memory: "2GB'; drop table x" } }, 'limits.memory'],
    [{ limits: { threads: 0 } }, 'limits.threads'],
    [{ limits: { threads: 1.5 } }, 'limits.threads'],
    [{ limits: { lineBytes: 10 } }, 'limits.lineBytes'],
    [{ limits: null }, 'limits'],
    [{ thresholds: { endedShare: 10 } }, 'thresholds.endedShare'],
    [{ packages: { kommuner: ['751'] } }, 'packages.kommuner.0'],
    [
      { packages: { areas: { Borger: { leaveOut: { DM: ['name'] } } } } },
      'packages.areas.Borger.leaveOut.DM.0',
    ],
    [{ packages: { areas: { Borger: { leaveOut: ['names'] } } } }, 'packages.areas.Borger.leaveOut'],
    [{ dimBorgerPerArea: 'yes' }, 'dimBorgerPerArea'],
    [{ retention: { versions: 0 } }, 'retention.versions'],
    [null, ''],
    ['{}', ''],
    [[], ''],
  ])('%j', (input, column) => {
    const error = failureOf(() => parseConfig(input))
    expect(error).toMatchObject({ code: 'C001', next: 'correct flis.config.json', facts: { column } })
    expect(error.facts.detail).toMatch(/\w/)
  })
})

describe('the nearest name', () => {
  it.each([
    ['DimTidd', ['DimTid', 'DimKommune'], 'DimTid'],
    ['x', ['b', 'a'], 'a'],
    ['areas', ['areas', 'area'], 'areas'],
    ['x', [], undefined],
    ['', ['abc', 'a'], 'a'],
    ['Dream', ['Aula', 'DREAM'], 'DREAM'],
    ['ab', ['AB', 'Ab'], 'Ab'],
  ])('of %j among %j is %j', (name, known, expected) => {
    expect(nearest(name, known)).toBe(expected)
  })
})
