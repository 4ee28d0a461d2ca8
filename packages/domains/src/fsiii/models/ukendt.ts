import { type Column, column } from '@flis/core'

/** The declared column of a key to a dimension that is not built yet: −1 on every row. */
export const ukendt = (
  name: string,
  description: string,
  type: 'BIGINT' | 'INTEGER' = 'BIGINT',
): Readonly<Record<string, Column>> => ({ [name]: column(type, description) })
