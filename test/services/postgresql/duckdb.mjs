// Runs the statements that come on standard input in DuckDB, in the folder that it is started in; as `duckdb` would.
import { text } from 'node:stream/consumers'
import { DuckDBInstance } from '@duckdb/node-api'

const instance = await DuckDBInstance.create(':memory:')
const connection = await instance.connect()
await connection.run(await text(process.stdin))
