import { openWarehouse, parseConfig, warehousePaths } from '@flis/core'

/** Changes the working file behind everybody's back. */
export const tamper = async (root: string, ...statements: readonly string[]): Promise<void> => {
  const warehouse = await openWarehouse(warehousePaths(root), parseConfig({}))
  const session = await warehouse.session()
  try {
    for (const statement of statements) await session.run(statement)
  } finally {
    session.close()
    warehouse.instance.closeSync()
  }
}
