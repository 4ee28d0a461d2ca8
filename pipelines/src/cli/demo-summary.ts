import {
  CODES,
  codeWords,
  contractsOf,
  dsaTable,
  type FlisCode,
  isHistorised,
  quoteIdent,
  type Session,
} from '@flis/core'
import { openPublished } from '@flis/dm'
import { type OpenOptions, openEnv } from '../run/open-env.js'
import { plainRow } from './json-text.js'

type Rows = readonly Readonly<Record<string, unknown>>[]

/** What the demonstration has made, in figures. */
export interface DemoSummary {
  readonly layers: readonly { readonly layer: string; readonly tables: number; readonly rows: number }[]
  readonly deliveries: Rows
  readonly quarantine: readonly {
    readonly code: string
    readonly rows: number
    readonly why: { readonly en: string; readonly da: string }
    readonly example: string
  }[]
  /** All of them, and those of the flexible Borger run. */
  readonly packages: { readonly count: number; readonly bytes: number; readonly flexible: number }
  readonly fuldtidspersoner: readonly (readonly [month: string, value: number])[]
}

/** Months that the chart shows. */
const CHART_MONTHS = 12

const count = async (session: Session, query: string): Promise<number> => Number(await session.value(query))

const wordsOf = (code: string): { readonly en: string; readonly da: string } =>
  Object.hasOwn(CODES, code)
    ? { en: codeWords(code as FlisCode, 'en'), da: codeWords(code as FlisCode, 'da') }
    : { en: '', da: '' }

const quarantineOf = async (session: Session): Promise<DemoSummary['quarantine']> => {
  const rows = await session.rows(
    `select code, count(*) as n, min(delivery) as example
     from (select unnest(codes) as code, delivery from ops.quarantine where state = 'open')
     group by code
     order by code`,
  )
  return rows.map((row) => ({
    code: String(row.code),
    rows: Number(row.n),
    why: wordsOf(String(row.code)),
    example: String(row.example),
  }))
}

const publishedOf = async (published: string) => {
  const version = await openPublished(published)
  try {
    const { tables } = version.catalogue
    let rows = 0
    for (const { name } of tables)
      rows += await count(version.session, `select count(*) from ${quoteIdent(name)}`)
    const months = tables.some((each) => each.name === 'FactKYYdelser')
      ? await version.session.rows(
          `select DimTid // 100 as maaned, sum(Fuldtidsperson)::double as fuldtidspersoner
           from "FactKYYdelser"
           group by maaned
           order by maaned desc
           limit ${CHART_MONTHS}`,
        )
      : []
    return {
      tables: tables.length,
      rows,
      fuldtidspersoner: months
        .map((row) => {
          const maaned = String(row.maaned)
          return [`${maaned.slice(0, 4)}-${maaned.slice(4)}`, Number(row.fuldtidspersoner)] as const
        })
        .reverse(),
    }
  } finally {
    version.close()
  }
}

/** Counts what a warehouse holds, layer by layer. */
export const demoSummary = async (options: OpenOptions): Promise<DemoSummary> => {
  const { env, session, close } = await openEnv(options)
  try {
    const contracts = contractsOf(env.areas)
    let history = 0
    for (const contract of contracts.filter(isHistorised))
      history += await count(session, `select count(*) from ${dsaTable(contract)}`)
    const dm = await publishedOf(env.warehouse.paths.published)
    const [packages] = await session.rows(
      `select count(*) as n, coalesce(sum(bytes), 0)::bigint as bytes,
         count(*) filter (run_kind = 'FLEKS') as flexible
       from ops.packages`,
    )
    return {
      layers: [
        {
          layer: 'Rådata',
          tables: contracts.length,
          rows: await count(session, 'select coalesce(sum(rows_in), 0) from ops.raadata'),
        },
        { layer: 'DSA_HIST', tables: contracts.length, rows: history },
        { layer: 'DM', tables: dm.tables, rows: dm.rows },
      ],
      deliveries: (
        await session.rows(
          'select state, code, count(*)::integer as n from ops.deliveries group by all order by all',
        )
      ).map(plainRow),
      quarantine: await quarantineOf(session),
      packages: {
        count: Number(packages?.n ?? 0),
        bytes: Number(packages?.bytes ?? 0),
        flexible: Number(packages?.flexible ?? 0),
      },
      fuldtidspersoner: dm.fuldtidspersoner,
    }
  } finally {
    close()
  }
}
