import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { initWarehouse, writeSample } from '@flis/pipelines'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stateOf } from './state.js'

const KILLS = Number(process.env.FLIS_KILLS ?? '6')
const SCALE = Number(process.env.FLIS_KILL_SCALE ?? '0.002')
const MONTH = '2022-11'
const here = new URL('.', import.meta.url).pathname

interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly events: readonly { readonly event: string; readonly step: string }[]
  readonly milliseconds: number
}

const run = (warehouse: string, nth?: number, during?: (child: ChildProcess) => void): Promise<Ended> =>
  new Promise((resolve) => {
    const args = ['--conditions=flis-source', '--import', 'tsx', join(here, 'worker.ts'), warehouse, MONTH]
    const started = process.hrtime.bigint()
    const child = spawn(process.execPath, nth === undefined ? args : [...args, String(nth)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += String(chunk)
    })
    during?.(child)
    child.on('close', (code, signal) =>
      resolve({
        code,
        signal,
        events: output
          .split('\n')
          .filter((line) => line.endsWith('}'))
          .map((line) => JSON.parse(line) as { event: string; step: string }),
        milliseconds: Number(process.hrtime.bigint() - started) / 1e6,
      }),
    )
  })

let folder: string
let prepared: string
let undisturbed: readonly string[]
let whole: Ended

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flis-kill-'))
  prepared = join(folder, 'prepared')
  await initWarehouse(prepared, ['KY', 'FSIII'])
  await writeSample({
    out: join(prepared, 'inbox'),
    kommuner: ['0751', '0461', '0101'],
    from: '2022-06',
    to: MONTH,
    scale: SCALE,
    seed: 11,
    faults: 0.01,
    areas: ['KY', 'FSIII'],
  })
  // What a sender sends twice, for later; here everything is sent once.
  await rm(join(prepared, 'inbox', 'again'), { recursive: true })
  const first = join(folder, 'undisturbed')
  await cp(prepared, first, { recursive: true })
  whole = await run(first)
  undisturbed = await stateOf(first)
}, 600_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A small generator with a seed, so that a failing draw can be drawn again. */
const draws = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

it('the undisturbed run ends well and does what a run does', () => {
  expect(whole.code).toBe(0)
  expect(undisturbed.filter((line) => /^(damaged|left|inbox)/.test(line))).toEqual([])
  for (const kind of ['land', 'load', 'build', 'package', 'publish'])
    expect(
      whole.events.some((event) => event.step.startsWith(kind)),
      kind,
    ).toBe(true)
})

it(`after each of ${KILLS} kills the same command gives the undisturbed result`, async () => {
  const random = draws(20221102)
  const starts = whole.events.flatMap((event, index) =>
    event.event === 'step-started' || event.event === 'step-committing' ? [{ ...event, nth: index + 1 }] : [],
  )
  // Half of the kills at starts and commits of steps, spread over all of them; half at any instant of the run.
  const kinds = [
    ...new Set(
      starts.map(
        (each) =>
          `${each.event} ${each.step
            .split(' ')
            .slice(0, each.step.startsWith('build') ? 2 : 1)
            .join(' ')}`,
      ),
    ),
  ]
  const hit = new Set<string>()
  const points = Array.from({ length: Math.max(KILLS, 1) }, (_, index) => {
    if (index % 2 === 1 && index >= kinds.length) return { nth: undefined, at: random() }
    const kind = kinds[index % kinds.length] ?? ''
    const same = starts.filter(
      (each) =>
        kind ===
        `${each.event} ${each.step
          .split(' ')
          .slice(0, each.step.startsWith('build') ? 2 : 1)
          .join(' ')}`,
    )
    return { nth: same[Math.floor(random() * same.length)]?.nth, at: 0 }
  })
  for (const [index, { nth, at }] of points.entries()) {
    const root = join(folder, `kill-${index}`)
    await cp(prepared, root, { recursive: true })
    const killed =
      nth === undefined
        ? await run(root, undefined, (child) => {
            setTimeout(() => child.kill('SIGKILL'), at * whole.milliseconds)
          })
        : await run(root, nth)
    const where =
      nth === undefined ? `${Math.round(at * 100)} % of the run` : JSON.stringify(whole.events[nth - 1])
    if (nth !== undefined) {
      expect(killed.signal, where).toBe('SIGKILL')
      const point = whole.events[nth - 1]
      hit.add(
        `${point?.event} ${point?.step
          .split(' ')
          .slice(0, point.step.startsWith('build') ? 2 : 1)
          .join(' ')}`,
      )
    }
    const again = await run(root)
    expect(again.code, where).toBe(0)
    expect(await stateOf(root), where).toEqual(undisturbed)
    await rm(root, { recursive: true, force: true })
  }
  if (KILLS >= kinds.length) expect([...hit].sort()).toEqual([...kinds].sort())
}, 3_600_000)
