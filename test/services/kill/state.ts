import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { fromBuffer } from 'yauzl'

const sha = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const kept: string[] = []
  for (const name of names) if ((await stat(join(folder, name))).isFile()) kept.push(name)
  return kept.sort()
}

/** Hashes of a zip's members but the manifest, which names run and time. */
const zipContent = async (path: string): Promise<readonly string[]> => {
  const bytes = await readFile(path)
  return new Promise((resolve, reject) => {
    const members: string[] = []
    fromBuffer(bytes, { lazyEntries: true }, (failed, zip) => {
      if (failed !== null) return reject(failed)
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (broken, stream) => {
          if (broken !== null) return reject(broken)
          const hash = createHash('sha256')
          stream.on('data', (chunk) => hash.update(chunk as Buffer))
          stream.on('end', () => {
            if (entry.fileName !== 'manifest.json') members.push(`${entry.fileName} ${hash.digest('hex')}`)
            zip.readEntry()
          })
        })
      })
      zip.on('end', () => resolve(members))
      zip.readEntry()
    })
  })
}

const tableState = async (database: string): Promise<readonly string[]> => {
  const instance = await DuckDBInstance.create(database, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  const rows = async (query: string) => (await connection.runAndReadAll(query)).getRowsJson()
  const state: string[] = []
  const tables = await rows(
    `select table_schema, table_name from information_schema.tables
     where table_schema in ('dsa_hist', 'dm', 'raadata') order by all`,
  )
  for (const [schema, table] of tables) {
    const [content] = await rows(
      `select count(*)::varchar, coalesce(sum(hash(t)::hugeint), 0)::varchar from "${String(schema)}"."${String(table)}" as t`,
    )
    state.push(`${String(schema)}.${String(table)} ${JSON.stringify(content)}`)
  }
  state.push(
    ...(
      await rows(
        `select id, state, code, rows_in, accepted, quarantined, duplicates, acknowledged from ops.deliveries order by all`,
      )
    ).map((row) => `delivery ${JSON.stringify(row)}`),
    ...(
      await rows(
        `select delivery, file, line, contract, codes, columns, sha256("row"), state from ops.quarantine order by all`,
      )
    ).map((row) => `quarantine ${JSON.stringify(row)}`),
    ...(
      await rows(
        `select kommune, area, kind, periode, nr, content_sha256, state from ops.packages order by all`,
      )
    ).map((row) => `package ${JSON.stringify(row)}`),
  )
  connection.closeSync()
  instance.closeSync()
  return state
}

/**
 * Everything that a warehouse shows, as lines: the tables' content, deliveries, quarantine, packages, and the files
 * in its folders. It says nothing of runs and times, which a kill may change.
 */
export const stateOf = async (root: string): Promise<readonly string[]> => {
  const lines = [...(await tableState(join(root, 'flis.duckdb')))]
  for (const folder of ['inbox', 'archive', 'rejected', 'raadata'])
    for (const name of await filesBelow(join(root, folder)))
      lines.push(`${folder}/${name} ${sha(await readFile(join(root, folder, name)))}`)
  for (const name of await filesBelow(join(root, 'outbox'))) {
    const members = name.endsWith('.zip') ? await zipContent(join(root, 'outbox', name)) : ['?']
    lines.push(`outbox/${name} ${members.join(' ')}`)
  }
  const pointer = JSON.parse(await readFile(join(root, 'published', 'current.json'), 'utf8')) as {
    version: number
  }
  const folder = join(root, 'published', String(pointer.version))
  const catalogue = JSON.parse(await readFile(join(folder, 'catalogue.json'), 'utf8')) as {
    tables: { name: string; layers: { rows: { file: string; sha256: string }[] }[] }[]
  }
  for (const table of catalogue.tables)
    for (const file of table.layers.flatMap((layer) => layer.rows))
      if (sha(await readFile(join(folder, file.file))) !== file.sha256) lines.push(`damaged ${file.file}`)
  lines.push(`tables ${catalogue.tables.map((table) => table.name).join(' ')}`)
  lines.push(...(await filesBelow(join(root, 'staging'))).map((name) => `left ${relative(root, name)}`))
  return lines
}
