import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cp, mkdir, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asFlisError, type FlisError, fixedClock, month } from '@flis/core'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { areasOf } from '../src/areas.js'
import { retain } from '../src/operations/retain.js'
import { freeOnDisk } from '../src/operations/room.js'
import { rebuild } from '../src/rebuild/rebuild.js'
import { type MainOptions, main } from '../src/run/main.js'
import { monthRun } from '../src/run/month-run.js'
import { flis, warehouseWithSample } from './flis.js'

const MIB = 1024 ** 2
const now = '2022-11-05T10:00:00'
const areas = areasOf([])

const failureOf = async (work: Promise<unknown>): Promise<FlisError | 'done'> => {
  try {
    await work
    return 'done'
  } catch (thrown) {
    return asFlisError(thrown)
  }
}

const optionsOf = (warehouse: string, freeBytes?: MainOptions['freeBytes']) => ({
  warehouse,
  areas,
  clock: fixedClock(now),
  month: month('2022-10'),
  kind: 'month-run',
  ...(freeBytes === undefined ? {} : { freeBytes }),
})

const disks: string[] = []

/** A disk of a few MiB; undefined where this machine lets nobody mount one. */
const tinyDisk = (mib: number): string | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'flis-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
  disks.push(folder)
  return folder
}

describe('room on the disk', () => {
  let prepared = ''
  beforeAll(async () => {
    prepared = await warehouseWithSample(0)
  })
  afterEach(() => {
    for (const each of disks.splice(0)) {
      execFileSync('umount', [each], { stdio: 'ignore' })
      rmSync(each, { recursive: true, force: true })
    }
  })

  it('a run that has too little is refused (S006) with needed and free bytes, before anything is written', async () => {
    const inbox = await readdir(join(prepared, 'inbox'))
    const error = await failureOf(
      main(
        monthRun(areas),
        optionsOf(prepared, async () => 5_000_000),
      ),
    )
    expect(error).toMatchObject({ code: 'S006', retriable: true })
    expect(error).toMatchObject({
      facts: { needed: expect.stringMatching(/^\d{2} \d{3} \d{3} bytes$/), free: '5 000 000 bytes' },
    })
    expect(await readdir(join(prepared, 'inbox'))).toEqual(inbox)
    expect(await readdir(join(prepared, 'archive'))).toEqual([])
    const runs = await flis(['-C', prepared, 'runs'], { now })
    expect(runs.out).not.toContain('month-run 2')
  })

  it('asks the file system where nobody tells', async () => {
    const { bavail, bsize } = await statfs(prepared)
    expect(Math.abs((await freeOnDisk(prepared)) - bavail * bsize)).toBeLessThan(2048 * MIB)
  })

  it('on a disk that is too small: S006 before the run, S002 within it, and with more room the same command goes on', async (context) => {
    const disk = tinyDisk(12)
    if (disk === undefined) {
      // the refusal itself is shown above with a told number; only the real disk is not
      context.annotate('not run: this machine lets nobody mount a disk')
      return
    }
    const root = join(disk, 'lager')
    await mkdir(root)
    await cp(prepared, root, { recursive: true })
    expect(await failureOf(main(monthRun(areas), optionsOf(root)))).toMatchObject({ code: 'S006' })
    const plenty = async (): Promise<number> => 1000 * MIB
    const { bavail, bsize } = await statfs(disk)
    await writeFile(join(disk, 'ballast'), Buffer.alloc(bavail * bsize - 0.25 * MIB))
    expect(await failureOf(main(monthRun(areas), optionsOf(root, plenty)))).toMatchObject({ code: 'S002' })
    await rm(join(disk, 'ballast'))
    execFileSync('mount', ['-o', 'remount,size=200m', disk])
    expect(await failureOf(main(monthRun(areas), optionsOf(root)))).toBe('done')
    expect((await flis(['-C', root, 'packages', 'verify'], { now })).exit).toBe(0)
  })

  it('a rebuild and a checkpoint are refused likewise, and leave nothing', async () => {
    expect(await failureOf(main(monthRun(areas), optionsOf(prepared)))).toBe('done')
    const none = optionsOf(prepared, async () => MIB)
    expect(await failureOf(rebuild(none))).toMatchObject({ code: 'S006' })
    expect(await failureOf(retain({ ...none, before: '2022-10' }))).toMatchObject({
      code: 'S006',
      facts: { left: 'nothing has been deleted' },
    })
    const left = await readdir(prepared)
    expect(left.filter((name) => /rebuild|checkpoints/.test(name))).toEqual([])
  })
})
