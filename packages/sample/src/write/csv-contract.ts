import { type Contract, type Fields, quoteText } from '@flis/core'

/** How a contract's csv is written from a table of the made-up world. */
export interface CsvContract {
  readonly name: string
  readonly header: string
  /** Table with a column `kommune`. */
  readonly from: string
  /** The column that holds the day from which deliveries have the row. */
  readonly known: string
  /** Columns that put the rows in order, each row in one place. */
  readonly order: string
  /** SQL for the line as it looks on the day that the SQL expression `shown` gives. */
  readonly line: (shown: string) => string
}

interface CsvOptions<F extends Fields> extends Pick<CsvContract, 'from' | 'known' | 'order'> {
  /** SQL for each field of the contract; null is an empty field. Values hold neither `;` nor `"`. */
  readonly values: (shown: string) => { readonly [Field in keyof F & string]: string }
}

/**
 * The csv of a contract. Header and order of the fields are the contract's own, and a field without a value
 * does not compile.
 *
 * @example
 * csvContract(KYSagTilstand, {
 *   from: 'tilstande', known: 'fra', order: 'sag, sekvens',
 *   values: () => ({ SagId: 'sag_id', Sekvens: 'sekvens', Tilstand: 'tilstand', FraDato: 'fra' }),
 * })
 */
export const csvContract = <F extends Fields>(
  contract: Contract<F>,
  { from, known, order, values }: CsvOptions<F>,
): CsvContract => {
  const columns: readonly (keyof F & string)[] = Object.keys(contract.fields)
  return {
    name: contract.name,
    header: columns.join(';'),
    from,
    known,
    order,
    line: (shown) => {
      const expressions = values(shown)
      return columns.map((column) => `coalesce((${expressions[column]})::varchar, '')`).join(" || ';'\n || ")
    },
  }
}

/** The lines of a KY contract for a kommune as a full delivery of the day `shown` (`yyyy-mm-dd`) has them. */
export const csvLines = (contract: CsvContract, kommune: string, shown: string): string => `
  select
    row_number() over (order by ${contract.order}) as position,
    ${contract.line(`date ${quoteText(shown)}`)} as line
  from ${contract.from}
  where kommune = ${Number(kommune)}
    and ${contract.known} <= date ${quoteText(shown)}`
