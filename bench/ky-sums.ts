// The newest published version of a warehouse in the counts and sums of bare/ky-result.sql.
// node --import tsx bench/ky-sums.ts <warehouse>
import { readFile } from 'node:fs/promises'
import { quoteIdent, warehousePaths } from '@flis/core'
import { openPublished } from '@flis/dm'
import { say } from './say.js'

const [warehouse = ''] = process.argv.slice(2)
const version = await openPublished(warehousePaths(warehouse).published)
const text = await readFile(new URL('bare/ky-result.sql', import.meta.url), 'utf8')
const reader = await version.session.connection.runAndReadAll(
  text.replace(/\{(\w+)\}/g, (_, table: string) => quoteIdent(table)),
)
say({ rows: reader.getRowObjectsJson() })
version.close()
