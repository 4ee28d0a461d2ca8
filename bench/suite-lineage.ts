import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Figure } from './figure.js'
import { alternating, measure, measureScript } from './measure.js'
import { AREAS } from './measured.js'
import { FOLLOWING_MONTH, LAST_MONTH } from './months.js'
import type { Suite, SuiteOptions } from './suite.js'

const FLIS = fileURLToPath(new URL('../node_modules/.bin/flis', import.meta.url))

/** Cases of a thousand that the last deliveries have changed: of these Rådata is there. */
const CHANGED = 10

/** A warehouse of KY with a whole month-run on deliveries. */
const prepared = async ({ folder, memory, scale, tell }: SuiteOptions): Promise<string> => {
  const place = join(folder, 'lineage')
  const warehouse = join(place, 'warehouse')
  await mkdir(place, { recursive: true })
  tell('  a world, and the following month taken in and built')
  await measureScript('ky-world.ts', [warehouse, String(Math.round(AREAS.KY.size * scale)), memory])
  await measureScript('flis-build.ts', [warehouse, memory, 'KY', 'all', LAST_MONTH, 'publish'])
  const redelivery = join(place, 'redelivery')
  await measureScript('ky-redelivery.ts', [
    warehouse,
    redelivery,
    memory,
    FOLLOWING_MONTH,
    '1',
    String(CHANGED),
  ])
  await cp(redelivery, join(warehouse, 'inbox'), { recursive: true })
  await measureScript('flis-month-run.ts', [warehouse, memory, 'intake', FOLLOWING_MONTH])
  await measureScript('flis-build.ts', [warehouse, memory, 'KY', 'all', FOLLOWING_MONTH, 'publish'])
  return warehouse
}

interface Found {
  readonly sources: readonly {
    readonly contract: string
    readonly rows: readonly {
      readonly line: string
      readonly received: { readonly file: string; readonly values: unknown } | null
    }[]
  }[]
}

/** Stops where the way back does not end at a line of a file, with what was received there. */
const requireLine = (table: string, contract: string, said: Readonly<Record<string, unknown>>): string => {
  const rows = (said as unknown as Found).sources.find((each) => each.contract === contract)?.rows ?? []
  const received = rows.find((each) => (each.received?.values ?? null) !== null)
  if (received === undefined) throw new Error(`${table}: the lineage does not lead to a line of Rådata`)
  return `${contract}: ${received.received?.file ?? ''}, line ${received.line}`
}

/** From a row of a fact to file and line, as a process of its own. */
export const lineageSuite: Suite = async (options) => {
  const { rounds, folder } = options
  const warehouse = await prepared(options)
  const { said: keys } = await measureScript('flis-lineage-keys.ts', [warehouse, FOLLOWING_MONTH])
  const lineage = (table: string, key: string) => () =>
    measure(FLIS, ['-C', warehouse, 'lineage', table, '--key', key, '--json'])
  const taken = await alternating(rounds, {
    FactKYYdelser: lineage('FactKYYdelser', `YdelseId=${String(keys.ydelse)}`),
    FactKYSager: lineage('FactKYSager', `SagId=${String(keys.sag)}`),
  })
  const leads: Readonly<Record<string, string>> = { FactKYYdelser: 'KYYdelse', FactKYSager: 'KYSagTilstand' }
  const figures: readonly Figure[] = Object.entries(taken).map(([table, each]) => ({
    name: `flis lineage ${table}, to file and line, whole process`,
    ours: each.whole,
    goals: { seconds: 2 },
    notes: [requireLine(table, leads[table] ?? '', each.all[0]?.said ?? {})],
    rounds: { ours: each.all.map(({ whole }) => whole) },
  }))
  await rm(join(folder, 'lineage'), { recursive: true })
  return figures
}
