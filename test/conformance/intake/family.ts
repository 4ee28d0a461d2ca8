import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Lager, type Put, type Row, sha256 } from './lager.js'
import { metadata } from './metadata.js'

/** An entry of quarantine: file, line, contract, codes, columns, the row as received (`null`: in whatever words). */
export type Entry = readonly [
  file: string,
  line: number,
  contract: string,
  codes: readonly string[],
  columns: readonly string[],
  row: string | null,
]

/** One delivery, byte for byte, and what the specification says becomes of it. */
export interface Case extends Put {
  readonly name: string
  readonly file: string
  readonly bytes: string | Buffer
  readonly state: 'loaded' | 'rejected' | 'held'
  readonly code?: string
  /** Facts that the error names: file, line, column, expected, found. */
  readonly facts?: Readonly<Record<string, string | number | readonly string[]>>
  /** rows_in, accepted, quarantined, duplicates. */
  readonly counts?: readonly [number, number, number, number]
  readonly quarantine?: readonly Entry[]
  /** Findings at landing: test, contract, rows. */
  readonly findings?: readonly (readonly [test: string, contract: string])[]
  /** Questions to the warehouse and their answers; `$id` stands for the delivery. */
  readonly rows?: readonly (readonly [query: string, answer: readonly (readonly unknown[])[]])[]
}

/** Cases of one kind. */
export interface Table {
  readonly title: string
  readonly cases: readonly Case[]
  /** Instant of the intake. */
  readonly now?: string
}

interface Given {
  readonly settings?: Readonly<Record<string, unknown>>
  /** What comes with the cases. */
  readonly before?: (lager: Lager) => Promise<unknown>
}

const counted = (row: Row): readonly number[] =>
  [row.rows_in, row.accepted, row.quarantined, row.duplicates].map(Number)

const sorted = (texts: unknown): readonly unknown[] => (Array.isArray(texts) ? [...texts].sort() : [])

const ofEntry = ([file, line, contract, codes, columns, row]: Entry): readonly unknown[] => [
  file,
  line,
  contract,
  sorted(codes),
  sorted(columns),
  row ?? expect.any(String),
  'open',
]

const ofRow = (row: Row): readonly unknown[] => [
  row.file,
  row.line,
  row.contract,
  sorted(row.codes),
  sorted(row.columns),
  row.row,
  row.state,
]

/** What stands in the warehouse after the intake. */
interface After {
  readonly lager: Lager
  readonly deliveries: readonly Row[]
  readonly quarantine: readonly Row[]
  readonly listed: readonly Row[]
  readonly shown: readonly Row[]
  readonly archived: ReadonlySet<string>
  readonly inbox: readonly string[]
}

const look = async (lager: Lager): Promise<After> => ({
  lager,
  deliveries: await lager.rows('select * from ops.deliveries'),
  quarantine: await lager.rows(
    `select delivery, file, line::int as line, contract, codes, columns, "row", state
     from ops.quarantine order by delivery, file, line, contract, "row"`,
  ),
  listed: await lager.json<Row[]>(['quarantine', 'list']),
  shown: await lager.json<Row[]>(['deliveries']),
  archived: await lager.archived(),
  inbox: await lager.inbox(),
})

const checkRejected = async ({ lager }: After, each: Case): Promise<void> => {
  expect(sha256(await lager.rejected(each.file))).toBe(sha256(each.bytes))
  const about = each.metadata ?? metadata(each.file, Buffer.from(each.bytes), each)
  expect(sha256(await lager.rejected(`${each.file}.metadata`))).toBe(sha256(about))
  const beside = JSON.parse((await lager.rejected(`${each.file}.error.json`)).toString()) as Row
  expect(beside).toMatchObject({ code: each.code, facts: each.facts ?? {} })
  const [danish, english, next] = [beside.da, beside.en, beside.next].map(String)
  expect(danish).toContain(`FLIS-${each.code}`)
  expect(english).toContain(`FLIS-${each.code}`)
  expect(danish).not.toBe(english)
  expect(next).not.toBe('')
  expect(english).toContain(next)
}

const checkDelivery = (after: After, each: Case, found: Row): void => {
  expect([found.state, found.code]).toEqual([each.state, each.code ?? null])
  const counts = each.counts ?? (each.state === 'rejected' ? [0, 0, 0, 0] : undefined)
  const [rowsIn = 0, ...parts] = counted(found)
  expect(rowsIn).toBe(parts.reduce((sum, part) => sum + part, 0))
  if (counts !== undefined) expect(counted(found)).toEqual(counts)
  expect(found.sha256).toBe(sha256(each.bytes))
  expect(after.archived).toContain(sha256(each.bytes))
  expect(after.inbox).not.toContain(each.file)
  if (each.facts !== undefined) expect(JSON.parse(String(found.facts))).toMatchObject(each.facts)
  const listed = after.shown.find((one) => one.id === found.id) ?? {}
  expect(listed).toMatchObject({ state: each.state, code: each.code ?? null })
  expect(counted(listed)).toEqual(counted(found))
}

const checkShown = async (after: After, each: Case, found: Row): Promise<void> => {
  const shown = await after.lager.json(['deliveries', String(found.id)])
  expect(shown).toMatchObject({ state: each.state, code: each.code ?? null, sha256: found.sha256 ?? '' })
  expect(counted(shown)).toEqual(counted(found))
  if (each.code !== undefined) expect(shown.next).toEqual(expect.any(String))
  if (each.findings !== undefined)
    expect((shown.findings as Row[]).map((one) => [one.test, one.contract])).toEqual(
      expect.arrayContaining([...each.findings]),
    )
}

const checkQuarantine = async (after: After, each: Case, found: Row): Promise<void> => {
  const entries = after.quarantine.filter((one) => one.delivery === found.id)
  expect(entries.map(ofRow)).toEqual((each.quarantine ?? []).map(ofEntry))
  const listed = after.listed.filter((one) => one.delivery === found.id)
  expect(listed.map((one) => Number(one.line))).toEqual(entries.map((one) => one.line))
  const [first] = each.quarantine ?? []
  if (first === undefined) return
  const [file, line, contract, codes] = first
  const shown = await after.lager.json<Row[]>(['quarantine', 'show', each.file, String(line)])
  const one = shown.find((candidate) => candidate.file === file && candidate.contract === contract)
  expect([sorted(one?.codes), one?.state]).toEqual([sorted(codes), 'open'])
}

/** One of each code is also looked at alone: a command takes its time. */
const isFirstOfItsCode = ({ cases }: Table, { code, state, file }: Case): boolean =>
  cases.find((other) => other.code === code && other.state === state)?.file === file

const nowOf = (tables: readonly Table[]): string | undefined =>
  tables.find(({ now }) => now !== undefined)?.now

/** Takes the cases of all tables in with one `flis intake`, then holds each to what it says. */
export const families = (tables: readonly Table[], given: Given = {}): void => {
  const cases = tables.flatMap((table) => table.cases)
  const twice = cases.find(({ file }, nr) => cases.findIndex((other) => other.file === file) !== nr)
  if (twice !== undefined) throw new Error(`two cases are called ${twice.file}`)
  let after: After
  beforeAll(async () => {
    const lager = await Lager.make(given.settings)
    await given.before?.(lager)
    for (const each of cases) await lager.put(each.file, each.bytes, each)
    await lager.intake(nowOf(tables))
    after = await look(lager)
  })
  afterAll(() => after.lager.remove())

  for (const table of tables)
    describe(table.title, () => {
      for (const each of table.cases)
        it(each.name, async () => {
          const [found, ...others] = after.deliveries.filter((one) => one.file_name === each.file)
          expect(others).toEqual([])
          if (found === undefined) throw new Error(`${each.file} did not come in`)
          checkDelivery(after, each, found)
          if (isFirstOfItsCode(table, each) || each.findings !== undefined)
            await checkShown(after, each, found)
          if (each.state === 'rejected') await checkRejected(after, each)
          await checkQuarantine(after, each, found)
          const id = `'${String(found.id).replaceAll("'", "''")}'`
          for (const [query, answer] of each.rows ?? [])
            expect(await after.lager.values(query.replaceAll('$id', id)), query).toEqual(answer)
        })
    })
}
