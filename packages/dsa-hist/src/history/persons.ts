import {
  type Contract,
  type DeliveryType,
  quoteIdent,
  quoteText,
  type Replacement,
  type Session,
} from '@flis/core'
import type { RaadataFile } from '../rows/raadata-rows.js'
import { typedRows } from '../rows/typed-rows.js'
import { type Checks, verifiedRows } from '../verify/checks.js'

/**
 * The temp tables of a wave that tell whose rows may change. `present`: values that deltas hold, and so replace.
 * `withheld`: values whose row in a full delivery stands in quarantine; their data stay untouched.
 */
export const presentTable = ({ presentIn }: Replacement): string => quoteIdent(`present_${presentIn}`)
export const withheldTable = ({ presentIn }: Replacement): string => quoteIdent(`withheld_${presentIn}`)

const PLACE = '_kommune, _kildesystem, _leverance'

/** A delivery, as far as it matters here. */
interface Sent {
  readonly id: string
  readonly type: DeliveryType
}

const ofType = (
  files: readonly RaadataFile[],
  wave: readonly Sent[],
  type: DeliveryType,
): readonly RaadataFile[] => {
  const ids = new Set(wave.filter((each) => each.type === type).map((each) => each.id))
  return files.filter((each) => ids.has(each.delivery))
}

/** Files of the full deliveries of a wave. */
export const fullFiles = (files: readonly RaadataFile[], wave: readonly Sent[]) => ofType(files, wave, 'F')
/** Files of its deltas. */
export const deltaFiles = (files: readonly RaadataFile[], wave: readonly Sent[]) => ofType(files, wave, 'D')

/** True for a temp table without rows. */
export const isEmpty = async (session: Session, table: string): Promise<boolean> =>
  (await session.value(`select count(*) from ${table}`)) === 0n

/** Finds the persons of a wave from the contract that tells who is present. */
export const findPersons = async (
  session: Session,
  replaces: Replacement,
  of: { readonly contract: Contract; readonly files: readonly RaadataFile[]; readonly checks: Checks },
  wave: readonly Sent[],
): Promise<void> => {
  const by = quoteIdent(replaces.by)
  const none = '(select null::varchar, null::varchar, null::varchar, null::varchar where false)'
  const columns = `${by}, ${PLACE}`
  const deltas = deltaFiles(of.files, wave)
  const present =
    deltas.length === 0 ? `${none} as t(${columns})` : verifiedRows(of.contract, deltas, of.checks)
  await session.run(`create or replace temp table ${presentTable(replaces)} as
    select distinct ${columns} from ${present}`)
  const full = fullFiles(of.files, wave)
  const withheld =
    full.length === 0 || !of.checks.quarantined
      ? `${none} as t(${columns})`
      : `${typedRows(of.contract, full, { quarantined: false, collapse: false })} as received
         join ops.quarantine as q
           on q.contract = ${quoteText(of.contract.name)} and q.state <> 'reloaded'
           and q.delivery = received._leverance and q.file = received._fil and q.line = received._linje
         where ${by} is not null`
  const withheldNow = withheldTable(replaces)
  await session.run(`create or replace temp table ${withheldNow} as
    select distinct ${columns} from ${withheld}`)
  if (await isEmpty(session, withheldNow)) return
  // A person with a good row beside the broken one is known: nothing is withheld.
  const known = `(select ${columns} from ${verifiedRows(of.contract, full, of.checks)})`
  await session.run(
    `delete from ${withheldNow} where (${by}, _leverance) in (select ${by}, _leverance from ${known} as known)`,
  )
}

/** The persons withheld from a scope's full delivery, to be joined with rows of history. */
export const withheldRows = (replaces: Replacement, rows: string): string => {
  const by = quoteIdent(replaces.by)
  return `${withheldTable(replaces)} as withheld
        on withheld.${by} = ${rows}.${by}
        and withheld._kommune = ${rows}._kommune and withheld._kildesystem = ${rows}._kildesystem`
}

/** A row of a delivery beside the persons of that delivery. */
export const samePerson = ({ by }: Replacement): string =>
  `persons.${quoteIdent(by)} = sent.${quoteIdent(by)} and persons._leverance = sent._leverance`

/** The rows of full deliveries that apply: all but those of withheld persons. */
export const fullRows = (contract: Contract, files: readonly RaadataFile[], checks: Checks): string => {
  const rows = verifiedRows(contract, files, checks)
  const { replaces } = contract
  return replaces === undefined
    ? rows
    : `(select sent.* from ${rows} as sent anti join ${withheldTable(replaces)} as persons on ${samePerson(replaces)})`
}

/** The rows of deltas that apply: those of persons who are present. */
export const deltaRows = (contract: Contract, files: readonly RaadataFile[], checks: Checks): string => {
  const rows = verifiedRows(contract, files, checks)
  const { replaces } = contract
  return replaces === undefined
    ? rows
    : `(select sent.* from ${rows} as sent semi join ${presentTable(replaces)} as persons on ${samePerson(replaces)})`
}
