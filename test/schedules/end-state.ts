import type { TestWarehouse } from '@flis/pipelines'

const text = (row: unknown): string =>
  JSON.stringify(row, (_, each) => (typeof each === 'bigint' ? String(each) : each))

/**
 * Everything that the order of arrival must not touch, as sorted lines: states, codes, counts, the tables of DSA_HIST,
 * quarantine and findings. Nothing of runs and times; nothing of arrivals that were not taken in.
 */
export const endState = async (w: TestWarehouse): Promise<readonly string[]> => {
  const lines: string[] = []
  const add = async (name: string, query: string): Promise<void> => {
    lines.push(...(await w.query(query)).map((row) => `${name} ${text(row)}`))
  }
  await add(
    'delivery',
    `select id, state, code, facts, rows_in, accepted, quarantined, duplicates, sha256
     from ops.deliveries where state not in ('duplicate', 'rejected') order by all`,
  )
  await add(
    'quarantine',
    `select delivery, file, line, contract, codes, columns, "row", state
     from ops.quarantine where state <> 'reloaded' order by all`,
  )
  await add(
    'finding',
    `select test, "dataområde", kommune, kildesystem, periode, severity, count, examples, contract, delivery
     from ops.quality order by all`,
  )
  const tables = await w.query(
    `select table_name from information_schema.tables where table_schema = 'dsa_hist' order by 1`,
  )
  for (const { table_name: table } of tables)
    await add(String(table), `select * from dsa_hist."${String(table)}" order by all`)
  return lines
}

/** Where the rows of a delivery do not add up. */
export const unbalanced = async (w: TestWarehouse): Promise<readonly string[]> =>
  (
    await w.query(
      `select id from ops.deliveries
       where state not in ('duplicate', 'rejected') and rows_in <> accepted + quarantined + duplicates
       order by id`,
    )
  ).map((row) => String(row.id))

/** States as the plain model tells them. */
export const toldStates = async (w: TestWarehouse): Promise<readonly string[]> =>
  (
    await w.query(
      `select id, state, code, json_extract_string(facts, '$.expected') as expected, rows_in, accepted, quarantined, duplicates
       from ops.deliveries order by id`,
    )
  ).map((row) => {
    const { id, state, code, expected, rows_in, accepted, quarantined, duplicates } = row
    const taken = state !== 'duplicate' && state !== 'rejected'
    const counts = !taken ? '' : ` ${rows_in}=${accepted}+${quarantined}+${duplicates}`
    return `${id} ${state} ${code ?? ''}${code === 'L050' ? String(expected).replace(/^.*_(\d{4}-[\d-]+_\d{3})$/, ' $1') : ''}${counts}`
  })
