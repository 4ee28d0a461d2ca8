import {
  type ErrorFacts,
  extractTime,
  type FlisError,
  fail,
  mergeReopened,
  quoteText,
  type Session,
  stamp,
} from '@flis/core'
import type { Envelope } from '../envelope/file-name.js'
import { NO_CONTRACT, quarantineBrokenRows } from './broken-rows.js'
import { type Finding, recordFindings } from './findings.js'
import type { Landing } from './landing.js'
import type { ParsedDelivery } from './parsed-delivery.js'
import type { RaadataPart } from './raadata-part.js'
import { showRaadata } from './show-raadata.js'

/** A delivery as it is to stand in the ledger. */
export interface DecidedDelivery {
  readonly id: string
  readonly fileName: string
  readonly kildesystem: string | null
  /** Absent when the file name could not be read. */
  readonly envelope?: Envelope
  readonly sha256: string
  readonly metadataSha256: string
  readonly bytes: number
  readonly outcome:
    | { readonly state: 'received'; readonly parsed: ParsedDelivery; readonly findings: readonly Finding[] }
    | { readonly state: 'duplicate'; readonly of: string }
    | { readonly state: 'rejected'; readonly error: FlisError }
}

const sumOf = (parts: readonly RaadataPart[], of: (part: RaadataPart) => number): number =>
  parts.reduce((sum, part) => sum + of(part), 0)

/** Rows of a delivery: those of its contracts, and the Bundles refused whole. */
export const rowsIn = ({ outcome }: DecidedDelivery): number =>
  outcome.state === 'received' ? sumOf(outcome.parsed.parts, ({ rows }) => rows) + outcome.parsed.refused : 0

const brokenIn = ({ outcome }: DecidedDelivery): number =>
  outcome.state === 'received'
    ? sumOf(outcome.parsed.parts, ({ broken }) => broken) + outcome.parsed.refused
    : 0

const factsOf = ({ outcome }: DecidedDelivery): ErrorFacts | undefined => {
  switch (outcome.state) {
    case 'rejected':
      return outcome.error.facts
    case 'duplicate':
      return { delivery: outcome.of }
    default:
      return undefined
  }
}

const recordDelivery = async (landing: Landing, decided: DecidedDelivery): Promise<void> => {
  const { envelope, outcome } = decided
  const facts = factsOf(decided)
  await landing.session.run(
    `insert into ops.deliveries
       (id, file_name, kilde, kommune, kildesystem, periode, loebenr, type, state, code, rows_in, accepted, quarantined,
        duplicates, extract_time, sha256, metadata_sha256, bytes, facts, run, received, acknowledged)
     values
       ($id, $file, $kilde, $kommune, $system, $periode, $loebenr, $type, $state, $code, $rows, 0, $broken,
        0, $extract, $sha256, $metadata, $bytes, $facts, $run, $received, false)`,
    {
      id: decided.id,
      file: decided.fileName,
      kilde: envelope?.kilde ?? null,
      kommune: envelope?.kommune ?? null,
      system: decided.kildesystem,
      periode: envelope?.periode ?? null,
      loebenr: envelope?.loebenr ?? null,
      type: envelope?.type ?? null,
      state: outcome.state,
      code: outcome.state === 'rejected' ? outcome.error.code : null,
      rows: BigInt(rowsIn(decided)),
      broken: BigInt(brokenIn(decided)),
      extract: envelope === undefined ? null : extractTime(envelope.periode, envelope.loebenr),
      sha256: decided.sha256,
      metadata: decided.metadataSha256,
      bytes: BigInt(decided.bytes),
      facts: facts === undefined ? null : JSON.stringify(facts),
      run: landing.env.run.id,
      received: stamp(landing.env.clock),
    },
  )
}

const texts = (values: readonly string[]): string => `[${values.map(quoteText).join(', ')}]::varchar[]`

const recordParts = async (
  session: Session,
  delivery: string,
  parts: readonly RaadataPart[],
): Promise<void> => {
  if (parts.length === 0) return
  const values = parts.map(
    (part) =>
      `(${quoteText(delivery)}, ${quoteText(part.contract.name)}, ${part.file === null ? 'null' : quoteText(part.file)},
        ${quoteText(part.path)}, ${quoteText(part.sha256)}, ${part.rows}, ${part.broken},
        ${texts(part.columns)}, ${texts(part.unknownColumns)}, ${texts(part.missingColumns)})`,
  )
  await session.run(
    `insert into ops.raadata
       (delivery, contract, file, path, sha256, rows_in, broken, columns, unknown_columns, missing_columns)
     values ${values.join(', ')}`,
  )
}

/** The view of a contract depends on the columns of its files, and on how they tell their file. */
const show = async (
  { env, session, shown }: Landing,
  { contract, columns, file }: RaadataPart,
): Promise<void> => {
  const form = JSON.stringify([contract.name, file === null, ...columns])
  if (shown.has(form)) return
  await showRaadata(session, env.warehouse.paths.root, contract)
  shown.add(form)
}

const recordReceived = async (
  landing: Landing,
  { id, kildesystem, envelope }: DecidedDelivery,
  { parts, refused }: ParsedDelivery,
  findings: readonly Finding[],
): Promise<void> => {
  const { env, session } = landing
  await recordParts(session, id, parts)
  await quarantineBrokenRows(session, { delivery: id, now: stamp(env.clock), run: env.run.id })
  // no verification will ever count these, for they belong to no contract
  if (refused > 0)
    await session.run(
      `insert into ops.verified (delivery, contract, rows_in, accepted, quarantined, duplicates, run)
       values (${quoteText(id)}, ${quoteText(NO_CONTRACT)}, ${refused}, 0, ${refused}, 0, ${env.run.id})`,
    )
  if (envelope !== undefined)
    await recordFindings(landing, session, { id, kildesystem: kildesystem ?? '', envelope }, findings)
  for (const part of parts) await show(landing, part)
}

/** What the ledger knows of a delivery from an earlier reading makes way; entries in quarantine are put aside. */
const putAside = async (session: Session, id: string): Promise<void> => {
  await session.run(`update ops.quarantine set state = 'reloaded' where delivery = $id`, { id })
  for (const table of ['raadata', 'verified', 'quality', 'deliveries'])
    await session.run(`delete from ops.${table} where ${table === 'deliveries' ? 'id' : 'delivery'} = $id`, {
      id,
    })
}

/**
 * Writes a delivery that has been read again in the place of what the ledger had of it; part of the caller's
 * transaction. It was received when it first came.
 */
export const recommitDelivery = async (landing: Landing, decided: DecidedDelivery): Promise<void> => {
  const { session } = landing
  const { id, outcome } = decided
  const received = await session.value('select received from ops.deliveries where id = $id', { id })
  await putAside(session, id)
  await recordDelivery(landing, decided)
  await session.run('update ops.deliveries set received = $received, acknowledged = true where id = $id', {
    id,
    received: received === null ? null : String(received),
  })
  if (outcome.state !== 'received') return
  await recordReceived(landing, decided, outcome.parsed, outcome.findings)
  await mergeReopened(session, `delivery = ${quoteText(id)}`)
}

/**
 * Writes a decided delivery to the ledger, all or nothing: from here on its Rådata count. Afterwards it is read
 * back, for only then may the source be told.
 */
export const commitDelivery = async (
  landing: Landing,
  decided: DecidedDelivery,
  also: () => Promise<void> = async () => undefined,
): Promise<void> => {
  const { session } = landing
  const { outcome, id } = decided
  await session.transaction(async () => {
    await recordDelivery(landing, decided)
    if (outcome.state === 'received') await recordReceived(landing, decided, outcome.parsed, outcome.findings)
    await also()
  })
  const kept = await session.value('select count(*) from ops.deliveries where id = $id', { id })
  if (kept !== 1n) fail('S003', { delivery: id, detail: 'the ledger does not hold what was committed' })
}
