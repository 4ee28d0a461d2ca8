import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asFlisError } from '@flis/core'
import { readCodeSystem } from '../../src/codesystem/read-code-system.js'
import { scanCsv, surveyCsv } from '../../src/csv/scan-csv.js'
import { readBundles } from '../../src/fhir/read-bundles.js'
import { readObjects } from '../../src/ndjson/read-objects.js'
import { readXml } from '../../src/xml/read-xml.js'
import { openZip } from '../../src/zip/read-zip.js'
import { endless } from './endless.js'

/** What a hostile file does to its reader, in words. */
export type Case = (bytes: number, folder: string) => Promise<string>

/** Of files of which each line is written down, one byte in so many: their lines are short. */
const LINES_SHARE = 200

const COLUMNS = { required: ['a', 'b'], optional: [] }

const MEBIBYTE = 1024 ** 2

const fewer =
  (run: Case): Case =>
  (bytes, folder) =>
    run(bytes / LINES_SHARE, folder)

const scanned =
  (...stream: readonly [string, string, string]): Case =>
  async (bytes, folder) => {
    const [beginning, text, end] = stream
    const bad = new Map<string, number>()
    let longest = 0
    const options = { file: 'a.csv', encoding: 'UTF-8', columns: COLUMNS } as const
    const clean = await surveyCsv(endless(beginning, text, bytes, end), options)
    const scan = await scanCsv(endless(beginning, text, bytes, end), {
      ...options,
      output: join(folder, 'scanned.csv'),
      onBadLines: (lines) => {
        for (const { code, raw } of lines) {
          bad.set(code, (bad.get(code) ?? 0) + 1)
          longest = Math.max(longest, raw.length)
        }
      },
    })
    const written = scan.badLines < 10 ? await readFile(join(folder, 'scanned.csv'), 'utf8') : ''
    const told = [...bad].map(([code, count]) => `${code} ${count}`).join(', ')
    return `clean ${clean !== undefined}, ${told}, longest ${longest}, ${JSON.stringify(written)}`
  }

const items = async (batches: AsyncIterable<readonly { readonly is: string }[]>): Promise<string> => {
  const found: string[] = []
  for await (const batch of batches)
    for (const item of batch) {
      const { code, raw } = item as { readonly code?: string; readonly raw?: string }
      if (found.length < 5) found.push(code === undefined ? item.is : `${code} ${raw?.length}`)
    }
  return found.join(', ')
}

const objects =
  (...stream: readonly [string, string, string]): Case =>
  (bytes) => {
    const [beginning, text, end] = stream
    const chunks = () => endless(beginning, text, bytes, end)
    return items(
      readObjects({ name: 'a.ndjson', chunks }, { contracts: new Set(['A']), maxLineBytes: MEBIBYTE }),
    )
  }

const bundles =
  (form: 'json' | 'ndjson', bare: boolean, ...stream: readonly [string, string, string]): Case =>
  (bytes) => {
    const [beginning, text, end] = stream
    const chunks = () => endless(beginning, text, bytes, end)
    return items(readBundles({ name: 'a.json', form, bare, chunks }, { maxLineBytes: MEBIBYTE }))
  }

const xml =
  (...stream: readonly [string, string, string]): Case =>
  async (bytes) => {
    const [beginning, text, end] = stream
    const chunks = () => endless(beginning, text, bytes, end)
    let rows = 0
    const rules = { root: 'P', elements: ['E'], row: () => ({ a: 'a' }) }
    for await (const batch of readXml({ name: 'a.xml', chunks }, rules)) rows += batch.length
    return `${rows > 0 ? 'rows' : 'no rows'}`
  }

const zip =
  (name: string): Case =>
  async (_, folder) => {
    const archive = await openZip(join(folder, name), name)
    try {
      let unpacked = 0
      for (const { chunks } of archive.members) for await (const chunk of chunks()) unpacked += chunk.length
      return `${archive.members.length} members, ${unpacked === 0 ? 'no bytes' : 'bytes'}`
    } finally {
      archive.close()
    }
  }

const codes: Case = async (bytes) => {
  const concepts = `{"concept":[${'{},'.repeat(Math.min(bytes, 15 * MEBIBYTE) / 3)}{}]}`
  return `${readCodeSystem(Buffer.from(concepts), 'a.json').length} codes`
}

const BUNDLE = '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"CarePlan","id":'
const KONTRAKT = '{"kontrakt":"A"}\n'

/** Every hostile file by name. Sizes are those that the caller asks for. */
export const CASES: Readonly<Record<string, Case>> = {
  'a csv line without end': scanned('a;b\n1;2\n', 'x', '\n3;4\n'),
  'a csv line of separators without end': scanned('a;b\n1;2\n', ';', '\n3;4\n'),
  'a csv quote without end': scanned('a;b\n1;2\n"', 'x', '\n3;4\n'),
  'a csv line without end at the end': scanned('a;b\n1;2\n', 'æ', ''),
  'a csv header without end': scanned('', 'x;', '\n1;2\n'),
  'bad csv lines without end': fewer(scanned('a;b\n', 'x\n', '')),
  'blank csv lines without end': fewer(scanned('a;b\n', '\n', '1;2\n')),
  'a line of objects without end': objects(KONTRAKT, 'x', `\n${KONTRAKT}`),
  'a text of an object without end': objects(`${KONTRAKT}{"kontrakt":"`, 'x', `"}\n${KONTRAKT}`),
  'lines without objects without end': fewer(objects(KONTRAKT, 'x\n', KONTRAKT)),
  'a line of a Bundle without end': bundles('ndjson', true, '{}\n', '[', '\n{}\n'),
  'a text in a Bundle without end': bundles('json', true, `${BUNDLE}"`, 'x', '"}}]}'),
  'a text in a Bundle of a zip without end': bundles('json', false, `${BUNDLE}"`, 'x', '"}}]}'),
  'brackets in a Bundle without end': bundles('json', true, BUNDLE, '[', ''),
  'brackets around everything without end': bundles('json', false, '', '[', ''),
  'short values in an entry without end': bundles('json', true, `${BUNDLE}[`, '{},', '{}]}}]}'),
  'short values beside the entries without end': bundles('json', true, '{"a":[', '[],', '[]]}'),
  'entries of nothing without end': bundles(
    'json',
    true,
    '{"resourceType":"Bundle","entry":[',
    '{},',
    '{}]}',
  ),
  'short values in a code system': codes,
  'an XML text without end': xml('<P><E>', 'x', '</E></P>'),
  'an XML text outside the rows without end': xml('<P><A>', 'x', '</A></P>'),
  'an XML attribute without end': xml('<P><E a="', 'x', '"/></P>'),
  'XML attributes without end': xml('<P><E ', ' a="b"', '/></P>'),
  'an XML comment without end': xml('<P><!--', 'x', '--></P>'),
  'an XML name without end': xml('<P><', 'x', '/></P>'),
  'XML elements in each other without end': xml('<P>', '<a>', ''),
  'an XML declaration without end': xml('<?xml version="1.0" ', ' ', '?><P/>'),
  'a DOCTYPE without end': xml('<!DOCTYPE P [', '<!ENTITY a "b">', ']><P/>'),
  'white space in XML without end': xml('<P><E>', '\n', '</E></P>'),
  'XML rows without end': fewer(xml('<P>', '<E><n>1</n></E>\n', '</P>')),
  'a zip bomb': zip('bomb.zip'),
  'a zip bomb that lies of its size': zip('lying-bomb.zip'),
  'a zip bomb in a zip': zip('nested.zip'),
  'a zip of a million members': zip('many.zip'),
  'a zip that says less than its million members': zip('lying-many.zip'),
  'a zip of long comments': zip('comments.zip'),
}

/** How a case ends, in words. */
export const endOf = async (run: Case, bytes: number, folder: string): Promise<string> => {
  try {
    return await run(bytes, folder)
  } catch (thrown) {
    const { code, facts } = asFlisError(thrown)
    return `${code} ${String(facts.detail ?? facts.expected ?? '')}`.trim()
  }
}
