import { describe, expect, it } from 'vitest'
import { type Fault, withFault } from '../conformance/mutant.js'
import { failedExamples, type IntakeModel } from './failed-model-examples.js'

const fault = (name: string, from: string, to: string): Fault => ({ name, file: 'intake-states', from, to })

const faults: readonly Fault[] = [
  fault('the same again is rejected', "same ? 'duplicate' : 'rejected'", "'rejected'"),
  fault('twenty rows are too many', 'part > 20 &&', 'part >= 20 &&'),
  fault('the share does not count', '&& part > share * whole', ''),
  fault('a fifth may vanish', 'keys.size, 0.1)', 'keys.size, 0.2)'),
  fault('a tenth may fail', 'of(delivery.rows), 0.05)', 'of(delivery.rows), 0.1)'),
  fault('a refused key counts as gone', '...quarantined.filter((row) => row.keyReadable)', ''),
  fault(
    'a refused key ends',
    "delivery.type === 'D' ? [...before] : of(quarantined).filter((key) => before.has(key))",
    "delivery.type === 'D' ? [...before] : []",
  ),
  fault('a delta ends what it lacks', "delivery.type === 'D' ? [...before] :", ''),
  fault('order of arrival', '.sort(byExtract)', ''),
  fault(
    'a withdrawn delivery stands',
    "state === 'loaded') {",
    "state === 'loaded' || state === 'withdrawn') {",
  ),
  fault(
    'only the first after a gap waits',
    'if (missing !== null && !withdrawn.has(id)) waits.set(id, missing)',
    'if (missing !== null && !withdrawn.has(id)) waits.set(id, missing)\n    missing = null',
  ),
  fault('the first of a chain needs a predecessor', 'nth > 0 && missing === null', 'missing === null'),
  fault('a missing day is no gap', "loebenr === 1 && rhythm === 'every periode'", 'loebenr === 0'),
  fault('every Kilde comes every periode', " && rhythm === 'every periode'", ''),
  fault(
    'a full delivery lets go nothing before it',
    "if (type === 'F' && !withdrawn.has(id)) waits.clear()",
    '',
  ),
  fault(
    'a full delivery does not begin anew',
    "if (type === 'F' || accepted.has(id)) missing = null\n    else if",
    'if',
  ),
  fault('an accepted gap stays a gap', "type === 'F' || accepted.has(id)", "type === 'F'"),
  fault(
    'a withdrawn delivery was never there',
    'const numbers = new Set(chain.map(',
    'const numbers = new Set(chain.filter(({ id }) => !withdrawn.has(id)).map(',
  ),
  fault('an accepted delivery is held', 'decisions.accepted.has(id)\n', 'false\n'),
  fault(
    'equal rows are not collapsed',
    '.set(row.content, row)',
    '.set(row.content + String(rows.indexOf(row)), row)',
  ),
  fault('of two contents the first is taken', 'each.length === 1 ? each : []', 'each.slice(0, 1)'),
  fault('before the codes are there every code is unknown', 'awaiting ? null : known', 'known'),
  fault('only the newest codes are known', 'reference.flatMap(', 'reference.slice(-1).flatMap('),
  fault('without codes everything loads', 'kilde.awaits !== undefined && reference.length === 0', 'false'),
]

const examplesOf = async (load: (file: string) => Promise<unknown>): Promise<readonly string[]> =>
  failedExamples((await load('intake-states')) as IntakeModel)

describe('the examples notice a fault planted in the model of states', () => {
  it.each(faults)('$name', async (each) => {
    expect(await withFault(each, examplesOf)).not.toEqual([])
  })
  it('and notice nothing where none is planted', async () => {
    expect(await withFault({ name: 'none', file: '', from: '', to: '' }, examplesOf)).toEqual([])
  })
})
