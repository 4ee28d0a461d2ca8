import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addMonths, openInstance, openSession, quoteText, removePath, type Session } from '@flis/core'
import { BORGER_FAULTS } from './borger/faults.js'
import { DAGTILBUD_FAULTS } from './dagtilbud/faults.js'
import { codeSystemJson, SAMPLE_CODE_COUNT } from './fsiii/code-system.js'
import { FSIII_FAULTS } from './fsiii/faults.js'
import { KY_FAULTS } from './ky/faults.js'
import { type CheckedOptions, checkedOptions, type SampleOptions } from './options.js'
import type { PlantedFault, SampleFile, SampleReport } from './report.js'
import { makeWorld } from './world/world.js'
import { type PlannedDelivery, plannedDeliveries, senderOf } from './write/delivery-plan.js'
import { tabulateDeliveries } from './write/delivery-tables.js'
import { type Planted, plantRows } from './write/planted.js'
import { placeFile, type Target, type Written, writeDelivery } from './write/write-delivery.js'

/** Deliveries under way at a time: while one is zipped, the next one's lines are made. */
const AT_A_TIME = 2

/** Enough for the country at scale 1; what does not fit spills to the work folder. */
const MEMORY = '1500MB'

const writeCodes = async (target: Target, options: CheckedOptions): Promise<SampleFile> => {
  const periode = addMonths(options.from, -1)
  const fileName = `FSIIIKoder_0000_${periode}_001_F.json`
  const made = join(target.work, fileName)
  await writeFile(made, codeSystemJson(`${periode.replace('-', '')}01`))
  return placeFile(target, made, {
    path: fileName,
    fileName,
    kilde: 'FSIIIKoder',
    kommune: '0000',
    periode,
    loebenr: 1,
    type: 'F',
    sender: senderOf('FSIIIKoder'),
    rows: SAMPLE_CODE_COUNT,
  })
}

const writeAll = async (
  open: () => Promise<Session>,
  target: Target,
  deliveries: readonly PlannedDelivery[],
): Promise<readonly Written[]> => {
  const waiting = deliveries.values()
  const written: Written[] = []
  let failed = false
  const work = async (): Promise<void> => {
    const session = await open()
    try {
      for (const delivery of waiting) {
        if (failed) return
        written.push(await writeDelivery(session, target, delivery))
      }
    } catch (thrown) {
      failed = true
      throw thrown
    } finally {
      session.close()
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: AT_A_TIME }, work))
  for (const each of ended) if (each.status === 'rejected') throw each.reason
  return written.sort((a, b) => a.nr - b.nr)
}

const rowFault = (planted: Planted, file: SampleFile): PlantedFault => {
  const { contract, fault, line } = planted
  const within = fault.quarantined === undefined ? contract : fault.quarantined
  return {
    level: 'row',
    kind: fault.kind,
    code: fault.code,
    path: file.path,
    fileName: file.fileName,
    member: file.fileName.endsWith('.zip') ? `${contract}.csv` : file.fileName,
    ...(within === null ? {} : { contract: within }),
    line,
  }
}

const deliveryFault = (delivery: PlannedDelivery, written: Written): readonly PlantedFault[] => {
  const of = (file: SampleFile) => ({ level: 'delivery' as const, path: file.path, fileName: file.fileName })
  const { fault } = delivery
  if (fault === 'corrected') return [{ ...of(written.file), kind: fault, state: 'loaded' }]
  if (fault === undefined || written.copy === undefined) return []
  return fault === 'duplicate'
    ? [{ ...of(written.copy), kind: fault, state: 'duplicate' }]
    : [{ ...of(written.copy), kind: fault, state: 'rejected', code: 'L012' }]
}

const reported = (
  codes: readonly SampleFile[],
  deliveries: readonly PlannedDelivery[],
  written: readonly Written[],
  planted: readonly Planted[],
): SampleReport => {
  const files = new Map(written.map((each) => [each.nr, each.file]))
  const rows: Record<string, number> = {}
  for (const each of written)
    for (const [contract, n] of Object.entries(each.contracts)) rows[contract] = (rows[contract] ?? 0) + n
  return {
    files: [
      ...codes,
      ...written.flatMap((each) => (each.copy === undefined ? [each.file] : [each.file, each.copy])),
    ],
    faults: [
      ...planted.flatMap((each) => {
        const file = files.get(each.delivery)
        return file === undefined ? [] : [rowFault(each, file)]
      }),
      ...written.flatMap((each, index) => {
        const delivery = deliveries[index]
        return delivery === undefined ? [] : deliveryFault(delivery, each)
      }),
    ],
    rows,
  }
}

/**
 * Writes deterministic made-up deliveries in the shape of the intake specification into a folder: KY as full
 * monthly zips, FSIII as increments of Bundles, FSIIIKoder once, CPR as one full zip and then deltas of those of whom
 * something changed, LIFA full each month, FLISDagtilbud full each month and Aula's events. The citizens of KY and FSIII and
 * the children are among the persons of CPR. The same options give the same bytes; a
 * later `to` only adds files (as long as `faults` is 0). Faults stand beside the good rows and never instead
 * of them; the report names each. A second sending of the same file lies in `again/`, because a folder cannot
 * hold two files of one name: bring it in after the first.
 *
 * Errors: U001 for options that make no sense; S002 when the disk is full (finished deliveries stay).
 *
 * @example
 * const report = await writeSample({
 *   ...SAMPLE_DEFAULTS, out: 'inbox', from: '2022-09', to: '2022-11',
 * })
 */
export const writeSample = async (options: SampleOptions): Promise<SampleReport> => {
  const checked = checkedOptions(options)
  const target: Target = { out: checked.out, work: join(checked.out, '.sample-work'), seed: checked.seed }
  await removePath(target.work)
  await mkdir(target.work, { recursive: true })
  const instance = await openInstance(':memory:', { memory: MEMORY, temp: join(target.work, 'spill') })
  try {
    const session = await openSession(instance)
    if (checked.areas.includes('Borger'))
      await session.run(`attach ${quoteText(join(target.work, 'verden.duckdb'))} as verden`)
    await makeWorld(session, checked)
    const deliveries = await plannedDeliveries(session, checked)
    await tabulateDeliveries(session, checked, deliveries)
    const faults = [
      ...(checked.areas.includes('KY') ? KY_FAULTS : []),
      ...(checked.areas.includes('FSIII') ? FSIII_FAULTS : []),
      ...(checked.areas.includes('Borger') ? BORGER_FAULTS : []),
      ...(checked.areas.includes('Dagtilbud') ? DAGTILBUD_FAULTS : []),
    ]
    const planted = await plantRows(session, faults, checked.faultsPpm)
    const codes = checked.areas.includes('FSIII') ? [await writeCodes(target, checked)] : []
    const written = await writeAll(() => openSession(instance), target, deliveries)
    session.close()
    return reported(codes, deliveries, written, planted)
  } finally {
    instance.closeSync()
    await removePath(target.work)
  }
}
