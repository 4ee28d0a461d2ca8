import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addMonths, firstDay, lastDay } from '@flis/core'
import { measure, type Taken } from './measure.js'
import { padsNamed } from './measured.js'
import { LAST_MONTH } from './months.js'

/** The tables in the order in which one needs the other. */
export const BORGER_TABLES = {
  DimGeografi: 'borger-dim-geografi.sql',
  DimBorger: 'borger-dim-borger.sql',
  FactBorger: 'borger-fact-borger.sql',
} as const

/** Where the bare statements read and write; `schema` holds the typed tables. */
export interface BorgerPlace {
  readonly database: string
  readonly schema: 'main' | 'dsa_hist'
  readonly out: string
  readonly memory: string
  /** The folder of the csv files, where these are read first. */
  readonly csv?: string
}

/** Runs bare statements of Borger one after the other in one process. */
export const bareBorger = async (
  tables: readonly (keyof typeof BORGER_TABLES)[],
  { database, schema, out, memory, csv }: BorgerPlace,
): Promise<Taken> => {
  await mkdir(out, { recursive: true })
  const files = [...(csv === undefined ? [] : ['borger.sql']), ...tables.map((each) => BORGER_TABLES[each])]
  const texts = await Promise.all(
    files.map((each) => readFile(new URL(`bare/${each}`, import.meta.url), 'utf8')),
  )
  const statement = join(out, 'statement.sql')
  await writeFile(statement, texts.join('\n'))
  const values = {
    out,
    dsa: schema,
    month_end: lastDay(LAST_MONTH),
    first_day: firstDay(addMonths(LAST_MONTH, -119)),
    ...(csv === undefined
      ? {}
      : {
          person: join(csv, 'BorgerPerson.csv'),
          adresse: join(csv, 'BorgerAdresse.csv'),
          tilknytning: join(csv, 'BorgerTilknytning.csv'),
          lifa: join(csv, 'LIFASkoledistrikt.csv'),
        }),
    ...padsNamed(texts.join('\n')),
  }
  return measure(process.execPath, [
    new URL('bare-run.mjs', import.meta.url).pathname,
    statement,
    database,
    memory,
    ...Object.entries(values).map(([name, value]) => `${name}=${value}`),
  ])
}
