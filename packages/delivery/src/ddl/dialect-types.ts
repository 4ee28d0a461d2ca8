/** The types of a receiver's database. */
export interface DialectTypes {
  /** Where the engine's type is none of these. */
  readonly other: string
  readonly decimal: string
  readonly byName: Readonly<Record<string, string>>
}

export const POSTGRESQL_TYPES: DialectTypes = {
  other: 'text',
  decimal: 'numeric',
  byName: {
    VARCHAR: 'text',
    BOOLEAN: 'boolean',
    TINYINT: 'smallint',
    UTINYINT: 'smallint',
    SMALLINT: 'smallint',
    USMALLINT: 'integer',
    INTEGER: 'integer',
    UINTEGER: 'bigint',
    BIGINT: 'bigint',
    UBIGINT: 'numeric(20,0)',
    HUGEINT: 'numeric(39,0)',
    FLOAT: 'real',
    DOUBLE: 'double precision',
    DATE: 'date',
    TIME: 'time',
    TIMESTAMP: 'timestamp',
    'TIMESTAMP WITH TIME ZONE': 'timestamp with time zone',
    UUID: 'uuid',
    JSON: 'jsonb',
  },
}

export const SQLSERVER_TYPES: DialectTypes = {
  other: 'nvarchar(max)',
  decimal: 'decimal',
  byName: {
    BOOLEAN: 'bit',
    TINYINT: 'smallint',
    UTINYINT: 'smallint',
    SMALLINT: 'smallint',
    USMALLINT: 'int',
    INTEGER: 'int',
    UINTEGER: 'bigint',
    BIGINT: 'bigint',
    UBIGINT: 'decimal(20,0)',
    HUGEINT: 'decimal(38,0)',
    FLOAT: 'real',
    DOUBLE: 'float',
    DATE: 'date',
    TIME: 'time(6)',
    TIMESTAMP: 'datetime2(6)',
    'TIMESTAMP WITH TIME ZONE': 'datetimeoffset(6)',
    UUID: 'uniqueidentifier',
  },
}

/**
 * The type of a receiver's database for one of the engine's; what has no counterpart is text.
 *
 * @example dialectType(POSTGRESQL_TYPES, 'DECIMAL(12,2)') // 'numeric(12,2)'
 */
export const dialectType = ({ other, decimal, byName }: DialectTypes, type: string): string => {
  const [, size] = /^DECIMAL(\(\d+,\d+\))$/.exec(type) ?? []
  return size === undefined ? (byName[type] ?? other) : `${decimal}${size}`
}
