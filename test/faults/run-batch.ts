import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asFlisError, type Config, type Dataomraade, fixedClock, type Log, type Reporter } from '@flis/core'
import { initWarehouse, intakeRun, main } from '@flis/pipelines'
import type { FaultCase } from './fault-case.js'
import { type Judged, judge } from './judge.js'
import { type Delivered, type Ledger, readLedgerOf } from './read-ledger.js'

export interface Batch {
  readonly areas: readonly Dataomraade[]
  readonly beginnings: readonly FaultCase[]
  readonly cases: readonly FaultCase[]
  readonly config: Config
  readonly reporter: Reporter
  readonly log: Log
}

export interface BatchReport {
  readonly judged: readonly (Judged & { readonly fault: FaultCase })[]
  /** What concerns the batch, not one of its deliveries. */
  readonly problems: readonly string[]
  /** Texts that flis wrote for people: error files. */
  readonly written: readonly string[]
  readonly ledger: Ledger
}

const put = async (
  inbox: string,
  { fileName, data, metadata }: Pick<FaultCase, 'fileName' | 'data' | 'metadata'>,
) => {
  await writeFile(join(inbox, fileName), data)
  await writeFile(join(inbox, `${fileName}.metadata`), metadata)
}

/** Runs until the inbox is done with. An error of the run's own names the delivery that it stopped at; go on without. */
const intake = async (root: string, { areas, config, reporter, log }: Batch): Promise<readonly string[]> => {
  const stops: string[] = []
  const inbox = join(root, 'inbox')
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      await main(intakeRun(areas), {
        warehouse: root,
        config,
        areas,
        clock: fixedClock('2022-11-02T08:00:00'),
        kind: 'intake',
        extent: 'intake',
        reporter,
        log,
      })
      return stops
    } catch (thrown) {
      const { code, facts } = asFlisError(thrown)
      stops.push(`the run stopped with ${code}: ${JSON.stringify(facts)}`)
      if (facts.file === undefined) return stops
      await rm(join(inbox, facts.file), { force: true })
      await rm(join(inbox, `${facts.file}.metadata`), { force: true })
    }
  }
  return stops
}

const linesOf = (ledger: Ledger): readonly string[] =>
  [ledger.deliveries, [...ledger.quarantine], [...ledger.raadata].sort(), [...ledger.history].sort()].flatMap(
    (part) => part.map((each) => JSON.stringify(each)),
  )

/** The first lines by which two ledgers differ. */
const difference = (a: Ledger, b: Ledger): readonly string[] => {
  const [before, after] = [new Set(linesOf(a)), new Set(linesOf(b))]
  return [
    ...[...before].filter((line) => !after.has(line)),
    ...[...after].filter((line) => !before.has(line)),
  ].slice(0, 4)
}

/** What became of a case: the last delivery of its name. */
export const lastOf = (ledger: Ledger, { fileName }: FaultCase): Delivered | undefined =>
  ledger.deliveries.filter((each) => each.fileName === fileName).at(-1)

const contractsOf = (areas: Batch['areas']): readonly string[] =>
  areas.flatMap((area) => area.contracts.map((each) => each.name))

/** Lands and historises cases in a warehouse of their own, and judges each. */
export const runBatch = async (batch: Batch): Promise<BatchReport> => {
  const root = await mkdtemp(join(tmpdir(), 'flis-faults-'))
  try {
    await initWarehouse(
      root,
      batch.areas.map((each) => each.name),
    )
    const inbox = join(root, 'inbox')
    const problems: string[] = []
    for (const each of batch.beginnings) await put(inbox, each)
    problems.push(...(await intake(root, batch)))
    for (const each of batch.cases) await put(inbox, { ...each, ...each.first })
    problems.push(...(await intake(root, batch)))
    for (const each of batch.cases) if (each.first !== undefined) await put(inbox, each)
    problems.push(...(await intake(root, batch)))
    const before = await readLedgerOf(root)
    problems.push(...(await intake(root, batch)))
    const ledger = await readLedgerOf(root)
    const changed = difference(before, ledger)
    if (changed.length > 0) problems.push(`a run with nothing new changed ${changed.join(' ')}`)
    const left = await readdir(inbox)
    if (left.length > 0) problems.push(`left in the inbox: ${left.join(', ')}`)
    const rejected = join(root, 'rejected')
    const written = (await readdir(rejected)).filter((name) => name.endsWith('.error.json'))
    return {
      problems,
      ledger,
      written: await Promise.all(written.map((name) => readFile(join(rejected, name), 'utf8'))),
      judged: batch.cases.map((fault) => ({
        fault,
        ...judge(fault, lastOf(ledger, fault), ledger, contractsOf(batch.areas)),
      })),
    }
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
