import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fixedClock, type RunEvent, warehousePaths } from '@flis/core'
import { openPublished } from '@flis/dm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rotateKey } from '../src/operations/keys/rotate-key.js'
import { planOf } from '../src/run/main.js'
import { monthRun } from '../src/run/month-run.js'
import { type TestWarehouse, testWarehouse } from '../src/testing/test-warehouse.js'
import { newFolder } from './flis.js'
import { areas, config, ProeveSag, sag } from './proeve-area.js'

const [oldKey, newKey] = ['ab'.repeat(32), 'cd'.repeat(32)]

/** Facts with their citizens by natural key, and the surrogates of these. */
const seenIn = async (root: string) => {
  const version = await openPublished(warehousePaths(root).published)
  try {
    const facts = await version.session.rows(
      `select f."DimTid", f."SagId", f."Beløb"::varchar as beloeb, d."Personnummer" as borger
       from "FactPrøve" as f
       join "DimPrøveBorger" as d on d."DimPrøveBorgerID" = f."DimPrøveBorger"
       order by all`,
    )
    const surrogates = await version.session.rows(
      'select "DimPrøveBorgerID"::varchar as id from "DimPrøveBorger" where "DimPrøveBorgerID" <> -1 order by id',
    )
    return { facts, surrogates: surrogates.map((row) => String(row.id)) }
  } finally {
    version.close()
  }
}

describe('a rotation whose process is killed', () => {
  let w: TestWarehouse
  let before: Awaited<ReturnType<typeof seenIn>>
  let after: Awaited<ReturnType<typeof seenIn>>
  const events: string[] = []
  const optionsOf = (warehouse: string) => ({
    warehouse,
    areas,
    config,
    clock: fixedClock('2022-11-03T10:00:00'),
    environment: {},
  })
  const copy = async (): Promise<string> => {
    const root = await newFolder()
    await cp(w.root, root, { recursive: true })
    return root
  }
  const dies = async (root: string, at: number): Promise<unknown> => {
    const child = spawn(
      process.execPath,
      [
        '--conditions=flis-source',
        '--import',
        'tsx',
        join(import.meta.dirname, 'rotate-and-die.ts'),
        root,
        String(at),
        newKey,
      ],
      { cwd: import.meta.dirname, stdio: 'ignore' },
    )
    const [, signal] = await once(child, 'close')
    return signal
  }

  beforeAll(async () => {
    w = await testWarehouse({ areas, now: '2022-11-02T08:00:00' })
    await writeFile(join(w.root, 'key'), `${oldKey}\n`)
    await w.deliver(ProeveSag, 'P 0751 2022-10', [
      sag('a', '0101410001', '100.00'),
      sag('b', '0101570001', '7.50'),
    ])
    await w.monthRun('2022-10')
    await w.query('checkpoint')
    before = await seenIn(w.root)
    const root = await copy()
    const reporter = (event: RunEvent): void => {
      events.push('step' in event ? `${event.event} ${event.step}` : event.event)
    }
    await rotateKey({ ...optionsOf(root), chance: () => Buffer.from(newKey, 'hex'), reporter })
    after = await seenIn(root)
  })
  afterAll(() => w.close())

  it('would otherwise change surrogates alone', () => {
    expect(after.facts).toEqual(before.facts)
    expect(after.surrogates.filter((each) => before.surrogates.includes(each))).toEqual([])
    expect(events).toEqual(expect.arrayContaining(['run-started', 'step-committing publish', 'run-done']))
  })

  it.each([
    { at: 'run-started', published: false },
    { at: 'step-started package Prøve 0751', published: false },
    { at: 'step-committing publish', published: false },
    { at: 'step-done publish', published: true },
  ])('at “$at” is made good by the next command (published: $published)', async ({ at, published }) => {
    const root = await copy()
    expect(events).toContain(at)
    expect(await dies(root, events.indexOf(at) + 1)).toBe('SIGKILL')
    // readers have one version or the other, never a mixture
    const meanwhile = await seenIn(root)
    expect(meanwhile.facts).toEqual(before.facts)
    const { steps } = await planOf(monthRun(areas), { ...optionsOf(root), month: '2022-10' as never })
    expect(steps.filter((each) => each.kind === 'build')).toEqual([])
    const seen = await seenIn(root)
    expect(seen).toEqual(published ? after : before)
    const key = (await readFile(join(root, 'key'), 'utf8')).trim()
    expect(key).toBe(published ? newKey : oldKey)
    expect((await readdir(root)).filter((name) => name.startsWith('key'))).toEqual(['key'])
    if (!published) {
      // the same command again
      const { nr } = await rotateKey({ ...optionsOf(root), chance: () => Buffer.from(newKey, 'hex') })
      expect(nr).toBe(2)
      expect(await seenIn(root)).toEqual(after)
    }
  })
})
