// Writes tables of a warehouse's newest published version as one Parquet file each.
// node --import tsx bench/flis-table.ts <warehouse> <folder> <table> …
import { join } from 'node:path'
import { quoteText, warehousePaths } from '@flis/core'
import { openPublished } from '@flis/dm'
import { say } from './say.js'

const [warehouse = '', folder = '', ...tables] = process.argv.slice(2)
const version = await openPublished(warehousePaths(warehouse).published)
for (const table of tables)
  await version.session.connection.run(
    `copy (select * from ${version.withHidden(table)}) to ${quoteText(join(folder, `${table}.parquet`))} (format parquet)`,
  )
say({ version: version.catalogue.version })
version.close()
