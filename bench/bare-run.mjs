// Runs a bare .sql file in an engine of its own; imports nothing but the engine.
// node bench/bare-run.mjs <file.sql> <database> <memory> name=value …
import { readFile } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'

const [file, database, memory, ...values] = process.argv.slice(2)
let text = await readFile(file, 'utf8')
for (const each of values) {
  const cut = each.indexOf('=')
  text = text.replaceAll(`{${each.slice(0, cut)}}`, each.slice(cut + 1))
}
const started = process.hrtime.bigint()
const cpuBefore = process.cpuUsage()
const instance = await DuckDBInstance.create(database, {
  memory_limit: memory,
  storage_compatibility_version: 'latest',
  ...(database === ':memory:' ? {} : { temp_directory: `${database}.spill` }),
})
const connection = await instance.connect()
await connection.run("set timezone = 'Europe/Copenhagen'")
const last = await connection.runAndReadAll(text)
connection.closeSync()
instance.closeSync()
const seconds = Number(process.hrtime.bigint() - started) / 1e9
const { user, system } = process.cpuUsage(cpuBefore)
// VmHWM counts from this program's start; maxRSS also knows the process that it was forked from.
const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
const [, kilobytes = process.resourceUsage().maxRSS] = /VmHWM:\s+(\d+) kB/.exec(status) ?? []
console.log(
  JSON.stringify({
    seconds,
    cpu: (user + system) / 1e6,
    rows: last.getRowObjectsJson(),
    memory: Number(kilobytes) * 1024,
  }),
)
