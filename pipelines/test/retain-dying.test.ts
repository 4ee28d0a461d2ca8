import { createHash } from 'node:crypto'
import { cp, readdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import {
  asFlisError,
  contract,
  dataomraade,
  field,
  fixedClock,
  kilde,
  openWarehouse,
  parseConfig,
  type Row,
  type Session,
  warehousePaths,
} from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { performRetention, retain } from '../src/operations/retain.js'
import { retentionPlan } from '../src/operations/retention-plan.js'
import { openEnv } from '../src/run/open-env.js'
import { type TestWarehouse, testWarehouse } from '../src/testing/test-warehouse.js'
import { type LifeEnd, mortal } from './mortal.js'

const ProeveSag = contract('ProeveSag', {
  kilde: 'PROEVE',
  mode: 'full',
  fields: { SagId: field.key.text(), StartDato: field.date() },
})
const areas = [
  dataomraade('Prøve', {
    kilder: [kilde('PROEVE', { senders: ['X'] })],
    contracts: [ProeveSag],
    models: [],
  }),
]
const clock = fixedClock('2022-11-05T10:00:00')

/** The work of one warehouse, in a copy of it. */
interface Copy {
  readonly root: string
  query(sql: string): Promise<readonly Row[]>
}

/** Three months, a row in quarantine and a rejected file in the first. */
const withHistory = async (): Promise<TestWarehouse> => {
  const w = await testWarehouse({ areas, now: '2022-11-05T10:00:00' })
  await w.deliver(ProeveSag, 'P 0751 2022-08', [
    { SagId: 'a', StartDato: '2022-01-01' },
    { SagId: 'b', StartDato: 'never' },
    { SagId: 'c', StartDato: '2022-01-02' },
  ])
  await w.deliverFile('PROEVE_0751_2022-08_002_F.zip', 'no zip', 'X')
  await w.deliver(ProeveSag, 'P 0751 2022-09', [
    { SagId: 'a', StartDato: '2022-02-01' },
    { SagId: 'c', StartDato: '2022-01-02' },
  ])
  await w.deliver(ProeveSag, 'P 0751 2022-10', [{ SagId: 'a', StartDato: '2022-02-01' }])
  await w.intake()
  return w
}

const optionsOf = ({ root }: Copy) => ({
  warehouse: root,
  areas,
  clock,
  config: parseConfig({ areas: ['Prøve'] }),
})

const shaOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Tables of the ledger without numbers of runs: a run that died has taken one. */
const LEDGER = {
  deliveries: 'select * exclude (run) from ops.deliveries order by id',
  quarantine: 'select * exclude (run) from ops.quarantine order by all',
  raadata: 'select * from ops.raadata order by all',
  loads: 'select * exclude (run) from ops.loads order by all',
  checkpoints: 'select nr, "before", path, sha256, state from ops.checkpoints order by nr',
  decisions: `select nr, decision, value, reason from ops.decisions where decision = 'retain' order by nr`,
  steps: `select step, outcome from ops.steps where kind = 'retain' order by all`,
  history: 'select * from dsa_hist."ProeveSag" order by all',
  raw: 'select * from raadata."ProeveSag" order by all',
}

const stateOf = async (w: Copy) => {
  const files: Record<string, string> = {}
  for (const each of await readdir(w.root, { recursive: true, withFileTypes: true })) {
    const name = relative(w.root, join(each.parentPath, each.name))
    // files of the exported ledger hold numbers of runs too
    if (each.isFile() && !/^(flis\.duckdb|published\/ledger|staging|key)/.test(name))
      files[name] = shaOf(await readFile(join(w.root, name)))
  }
  const ledger: Record<string, unknown> = {}
  for (const [name, query] of Object.entries(LEDGER)) ledger[name] = await w.query(query)
  return { files, ledger }
}

/** Retention in a process that dies; false when it was done before it could. */
const dies = async (w: Copy, end?: LifeEnd) => {
  const open = await openEnv(optionsOf(w))
  const plan = await retentionPlan(open.session, open.env, '2022-09')
  const life = mortal(open, end)
  const ended = await Promise.race([performRetention(life.open, plan, 'me'), life.dead])
  open.close()
  return { acts: life.acts, died: ended === 'dead' }
}

/** Files that must not be there once the delivery of August is deleted. */
const OLD = /2022-08/

/**
 * The points to die at: before and after every transaction, and of the others (statements within one, and between
 * them what happens to files) every ninth; all of them with FLIS_KILLS.
 */
const pointsOf = (acts: readonly string[]): readonly LifeEnd[] =>
  acts.flatMap((act, index): LifeEnd[] => [
    ...(act === 'transaction' || index % 9 === 0 || process.env.FLIS_KILLS !== undefined
      ? [{ act: index + 1, when: 'before' as const }]
      : []),
    ...(act === 'transaction' ? [{ act: index + 1, when: 'after' as const }] : []),
  ])

describe('retention that dies', () => {
  let undisturbed: Awaited<ReturnType<typeof stateOf>>
  let acts: readonly string[] = []
  let history: TestWarehouse
  const copies: string[] = []

  const copy = async (): Promise<Copy> => {
    const root = `${history.root}-copy-${copies.length}`
    copies.push(root)
    await cp(history.root, root, { recursive: true })
    return {
      root,
      query: async (sql) => {
        const warehouse = await openWarehouse(warehousePaths(root), parseConfig({}))
        const session = await warehouse.session()
        try {
          return await session.rows(sql)
        } finally {
          session.close()
          warehouse.instance.closeSync()
        }
      },
    }
  }

  beforeAll(async () => {
    history = await withHistory()
    await history.query('checkpoint')
    const w = await copy()
    ;({ acts } = await dies(w))
    undisturbed = await stateOf(w)
  })
  afterAll(async () => {
    await history.close()
    for (const each of copies) await rm(each, { recursive: true, force: true })
  })

  it('would otherwise seal, commit once, and delete', () => {
    expect(acts.filter((each) => each === 'transaction').length).toBeGreaterThan(2)
    expect(undisturbed.ledger.checkpoints).toMatchObject([{ nr: 1, before: '2022-09', state: 'current' }])
    expect(undisturbed.ledger.quarantine).toMatchObject([{ row: null, state: 'accepted loss' }])
    expect(Object.keys(undisturbed.files).filter((name) => OLD.test(name))).toEqual([])
    expect(Object.keys(undisturbed.files).filter((name) => /2022-10/.test(name))).toHaveLength(2)
  })

  it.each([0, 1])('at any point is finished or forgotten by what follows (part %i)', async (part) => {
    for (const end of pointsOf(acts).filter((_, index) => index % 2 === part)) {
      const w = await copy()
      const where = `died ${end.when} act ${end.act} of ${acts.length}, ${acts[end.act - 1]}`
      expect((await dies(w, end)).died, where).toBe(true)
      // the same command again: either it goes on where it stood, or there is nothing left to delete
      await retain({ ...optionsOf(w), before: '2022-09', operator: 'me' })
      expect(await stateOf(w), where).toEqual(undisturbed)
    }
  })

  it('deletes nothing while the checkpoint cannot be read back as it was written (S003)', async () => {
    const w = await copy()
    const open = await openEnv(optionsOf(w))
    const plan = await retentionPlan(open.session, open.env, '2022-09')
    const forgetful: Session = {
      ...open.session,
      // a row is lost on the way to the disk
      run: (statement, params) =>
        open.session.run(
          statement.replace(/^copy \((.*"ProeveSag".*)\) to /s, 'copy ($1 limit 1) to '),
          params,
        ),
    }
    const ended = performRetention({ ...open, session: forgetful }, plan, 'me').catch(asFlisError)
    expect(await ended).toMatchObject({
      code: 'S003',
      facts: { detail: expect.stringContaining('nothing has been deleted') },
    })
    open.close()
    const after = await stateOf(w)
    expect(after.ledger).toMatchObject({ checkpoints: [], steps: [], decisions: [] })
    expect(Object.keys(after.files).filter((name) => OLD.test(name)).length).toBeGreaterThan(3)
    // what does not count is swept by the next command
    await (await openEnv(optionsOf(w))).close()
    expect(Object.keys((await stateOf(w)).files).filter((name) => name.startsWith('checkpoints'))).toEqual([])
  })
})
