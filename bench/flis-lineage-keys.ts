// Finds rows of a warehouse's facts that its newest deliveries have brought: keys whose lineage ends in Rådata.
// node --import tsx bench/flis-lineage-keys.ts <warehouse> <month>
import { openInstance, openSession, warehousePaths } from '@flis/core'
import { openPublished } from '@flis/dm'
import { say } from './say.js'

const [warehouse = '', month = ''] = process.argv.slice(2)
const paths = warehousePaths(warehouse)
const instance = await openInstance(paths.database, {}, true)
const session = await openSession(instance)
const came = async (contract: string, key: string): Promise<readonly string[]> => {
  const rows = await session.rows(
    `select ${key} as key
     from dsa_hist.${contract}
     where _til = 99991231999 and contains(_leverance, '_${month}_')
     order by hash(${key})
     limit 1000`,
  )
  return rows.map((each) => `'${String(each.key)}'`)
}
const ydelser = await came('KYYdelse', 'YdelseId')
const sager = await came('KYSagTilstand', 'SagId')
session.close()
instance.closeSync()
const version = await openPublished(paths.published)
const inFact = (fact: string, key: string, keys: readonly string[]) =>
  version.session.value(`select min(${key}) from ${fact} where ${key} in (${keys.join(', ')})`)
const ydelse = await inFact('FactKYYdelser', 'YdelseId', ydelser)
const sag = await inFact('FactKYSager', 'SagId', sager)
version.close()
say({ ydelse: String(ydelse), sag: String(sag) })
