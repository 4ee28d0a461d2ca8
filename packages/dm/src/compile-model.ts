import {
  compileSql,
  type DimensionModel,
  ENGINE_VERSION,
  FlisFailure,
  fail,
  type HmacPads,
  hmacPads,
  keyedHash,
  type Model,
  type ModelScope,
  quoteIdent,
  type ResolveRelation,
  type Row,
  type Session,
  sha256Text,
  unitExpression,
  unknownMember,
  type WarehouseKey,
} from '@flis/core'
import { hiddenColumns, isDimension } from './hidden-columns.js'
import { contractsBehind, modelsRead, templateOf, unitReads } from './reads.js'

export interface ModelQuery {
  readonly text: string
  /** Bound parameters: the pads of the keyed hash. Secrets never stand in the text. */
  readonly params: HmacPads | undefined
}

/** Separates the parts of a natural key; it occurs in no code. */
const SEPARATOR = 'chr(31)'

const naturalText = (model: Model): string =>
  `concat_ws(${SEPARATOR}, ${(model.natural ?? []).map((name) => `coalesce(${quoteIdent(name)}::varchar, '')`).join(', ')})`

const hashed = (text: string, bits: number): string =>
  bits === 63 ? keyedHash(text) : `(${keyedHash(text)} & ${(1n << BigInt(bits)) - 1n})::bigint`

/** The surrogate of a member: the keyed hash of its natural key. */
const keyedMembers = (model: Model, rows: string, bits: number): string => `(
    select *, ${hashed(naturalText(model), bits)} as ${quoteIdent(model.keyColumn ?? '')}
    from (${rows})
  )`

/**
 * The same, where two natural keys have one hash: the one that sorts last gets the hash with counter 1 (2, …). Equal
 * natural keys stay equal. It sorts all members, so it is asked for only when there are twins.
 */
const keyedTwins = (model: Model, rows: string, bits: number): string => `(
    select * exclude (_natural, _hash, _nth),
      case when _nth = 1 then _hash else ${hashed(`_natural || ${SEPARATOR} || (_nth - 1)::varchar`, bits)} end as ${quoteIdent(model.keyColumn ?? '')}
    from (
      select *, dense_rank() over (partition by _hash order by _natural) as _nth
      from (
        select *, ${naturalText(model)} as _natural, ${hashed(naturalText(model), bits)} as _hash
        from (${rows})
      )
    )
  )`

/** The natural keys in some rows whose surrogate is not their plain hash: told apart from a twin. */
export const countedMembers = (model: Model, rows: string): string =>
  `select ${naturalText(model)} as natural_key
   from ${rows}
   where ${quoteIdent(model.keyColumn ?? '')} <> -1
     and ${quoteIdent(model.keyColumn ?? '')} <> ${hashed(naturalText(model), 63)}
   order by 1`

/** The member −1 with its hidden columns: it belongs to no unit and no kommune. */
export const unknownRow = (model: DimensionModel): string => {
  const hidden = hiddenColumns(model).map((name) => {
    if (name === '_unit') return '0::ubigint'
    return name === '_kommune' ? `''` : 'null'
  })
  return [compileSql(unknownMember(model), () => ''), ...hidden].join(', ')
}

/**
 * The SQL of a model's rows: declared columns in order, then the hidden ones.
 *
 * @param unknown a dimension with its member −1 (left out where rows are added to a dimension that has it)
 * @param hashing `twins`: natural keys with one hash are told apart; `bits` cuts the hash, so that a test can meet them
 */
export const modelQuery = (
  model: Model,
  scope: ModelScope,
  resolve: ResolveRelation,
  key: WarehouseKey,
  unknown = true,
  { twins = false, bits = 63 }: { readonly twins?: boolean; readonly bits?: number } = {},
): ModelQuery => {
  const rows = compileSql(model.sql(scope), resolve)
  const columns = [...Object.keys(model.columns), ...hiddenColumns(model)].map(quoteIdent).join(', ')
  if (!isDimension(model)) return { text: `select ${columns}\nfrom (${rows})`, params: undefined }
  const keyed = model.natural !== undefined
  const members = keyed ? (twins ? keyedTwins : keyedMembers)(model, rows, bits) : `(${rows})`
  return {
    text: `select ${columns}\nfrom ${members}${unknown ? `\nunion all\n${unknownRow(model)}` : ''}`,
    params: keyed ? hmacPads(key, `dim:${model.name}`) : undefined,
  }
}

/**
 * Changes with a model's code: its SQL, columns, keys and grain, what it reads, the code of the models beside it, and the
 * version of the engine, by whose hash units are told apart.
 */
export const codeFingerprint = (model: Model): string => {
  const below = modelsRead(model).map((each) => [each.name, each.natural ?? [], each.keyColumn ?? ''])
  const read = contractsBehind(model).map((each) => [each.name, each.absence, each.key, unitExpression(each)])
  const beside = model.recompute.by === 'unit' ? unitReads(model).beside.map(codeFingerprint) : []
  return sha256Text(
    JSON.stringify([
      ENGINE_VERSION,
      templateOf(model),
      model.columns,
      model.grain,
      model.natural ?? [],
      model.recompute.by,
      below,
      read,
      beside,
    ]),
  )
}

/** What the engine calls SQL that it cannot read, or that names what is not there. */
const NOT_READABLE = /^(Parser|Binder|Catalog) Error$/

const describedColumns = async (
  session: Session,
  model: Model,
  query: ModelQuery,
): Promise<readonly Row[]> => {
  try {
    return await session.rows(
      `describe ${query.text}`,
      query.params === undefined ? undefined : { ...query.params },
    )
  } catch (thrown) {
    const detail = thrown instanceof FlisFailure ? thrown.error.facts.detail : undefined
    if (detail !== undefined && NOT_READABLE.test(detail)) fail('M001', { model: model.name, detail })
    throw thrown
  }
}

/**
 * Checks the columns that a model declares against what its SQL gives (M001 names the first that differs, or the model whose
 * SQL the engine cannot read).
 */
export const checkColumns = async (session: Session, model: Model, query: ModelQuery): Promise<void> => {
  const described = await describedColumns(session, model, query)
  const given = new Map(described.map((row) => [String(row.column_name), String(row.column_type)]))
  for (const [name, column] of Object.entries(model.columns)) {
    const type = given.get(name)
    if (type !== column.type)
      fail('M001', {
        model: model.name,
        column: name,
        expected: column.type,
        found: type ?? 'no such column',
      })
  }
}
