import type { Field } from './field.js'

/** The DuckDB type that a field has in DSA_HIST. */
export const columnType = (field: Field): string => {
  const { kind } = field
  switch (kind.type) {
    case 'date':
      return 'DATE'
    case 'timestamp':
      return 'TIMESTAMP WITH TIME ZONE'
    case 'integer':
      return 'BIGINT'
    case 'decimal':
      return `DECIMAL(${kind.precision},${kind.scale})`
    case 'boolean':
      return 'BOOLEAN'
    case 'list':
      return 'VARCHAR[]'
    default:
      return 'VARCHAR'
  }
}
