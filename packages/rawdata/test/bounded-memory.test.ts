import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { CASES } from './bounded-memory/cases.js'
import { makeZips } from './bounded-memory/zips.js'
import { temporaryFolder } from './temporary-folder.js'

// npm run memory reads four gigabytes of each (and ten million lines); here it is enough to see that nothing grows with the file
const MEGABYTES = process.env.FLIS_MEGABYTES ?? '160'
const MEMBERS = process.env.FLIS_MEGABYTES === undefined ? 200_001 : 1_000_000
const BOMB_BYTES = 160 * 1024 ** 2
const HEAP_MEGABYTES = 400
/** Memory that reading any of the files may take, MiB. */
const MOST_GROWTH = 140

const CHILD = fileURLToPath(new URL('bounded-memory/child.ts', import.meta.url))

interface Told {
  readonly name: string
  readonly end: string
  readonly grown: number
}

const WRITTEN = 'longest 65536, "a;b\\n1;2\\n;\\n3;4\\n"'

const ENDS: Readonly<Record<keyof typeof CASES, string | RegExp>> = {
  'a csv line without end': `clean false, R003 1, ${WRITTEN}`,
  'a csv line of separators without end': `clean false, R003 1, ${WRITTEN}`,
  'a csv quote without end': `clean false, R003 1, ${WRITTEN}`,
  'a csv line without end at the end': 'clean false, R003 1, longest 32768, "a;b\\n1;2\\n;\\n"',
  'a csv header without end': 'L041 the line is too long',
  'bad csv lines without end': /^clean false, R002 \d{6,8}, longest 1, ""$/,
  'blank csv lines without end': /^clean false, R002 \d{6,8}, longest 0, ""$/,
  'a line of objects without end': 'row, R003 65536, row',
  'a text of an object without end': 'row, R003 65536, row',
  'lines without objects without end': 'row, R001 1, R001 1, R001 1, R001 1',
  'a line of a Bundle without end': 'R202 2, R003 65536, R202 2',
  'a text in a Bundle without end': 'L043 more than one report may hold',
  'a text in a Bundle of a zip without end': 'R201 1048576',
  'brackets in a Bundle without end': 'L043 nested too deep',
  'brackets around everything without end': 'R201 1048576',
  'short values in an entry without end': 'L043 more than one report may hold',
  'short values beside the entries without end': 'L043 more than one report may hold',
  'entries of nothing without end': 'L043 more than one report may hold',
  'short values in a code system': 'L043 nested too deep, or too many values',
  'an XML text without end': 'L043 a text or a tag is too long',
  'an XML text outside the rows without end': 'L043 a text or a tag is too long',
  'an XML attribute without end': 'L043 a text or a tag is too long',
  'XML attributes without end': 'L043 too many attributes',
  'an XML comment without end': 'L043 a text or a tag is too long',
  'an XML name without end': 'L043 a text or a tag is too long',
  'XML elements in each other without end': 'L043 nested too deep',
  'an XML declaration without end': 'L043 a text or a tag is too long',
  'a DOCTYPE without end': 'L043 a text or a tag is too long',
  'white space in XML without end': 'L043 a text or a tag is too long',
  'XML rows without end': 'rows',
  'a zip bomb': 'L033 0.json',
  'a zip bomb that lies of its size': 'L033 0.json',
  'a zip bomb in a zip': '1 members, bytes',
  'a zip of a million members': 'L033 at most 200000 members',
  'a zip that says less than its million members': 'L030 directory',
  'a zip of long comments': '2000 members, no bytes',
}

describe(`in a heap of ${HEAP_MEGABYTES} MiB and with ${MEGABYTES} MiB to read`, () => {
  const told = new Map<string, Told>()

  beforeAll(async () => {
    const options = [`--max-old-space-size=${HEAP_MEGABYTES}`, '--expose-gc', '--conditions', 'flis-source']
    const folder = await temporaryFolder()
    await makeZips(folder, BOMB_BYTES, MEMBERS)
    const arguments_ = [...options, '--import', 'tsx', CHILD, MEGABYTES, folder]
    const { stdout } = await promisify(execFile)(process.execPath, arguments_)
    for (const line of stdout.trim().split('\n')) {
      const one = JSON.parse(line) as Told
      told.set(one.name, one)
    }
  }, 1_200_000)

  it.each(Object.keys(CASES))('%s ends as it must, in bounded memory', (name) => {
    const { end = '', grown = Number.NaN } = told.get(name) ?? {}
    expect(end).toMatch(ENDS[name] ?? /$^/)
    expect(grown).toBeLessThan(MOST_GROWTH)
  })
})
