import type { ErrorFacts, FlisCode, Session } from '@flis/core'
import type { Envelope } from '../envelope/file-name.js'
import { RECORDS_EXT } from '../kafka/arrival-event.js'

/** An earlier delivery of the same identity: (kildesystem, file name). */
export interface EarlierDelivery {
  readonly id: string
  readonly state: string
  readonly code: FlisCode | null
  readonly facts: ErrorFacts
  readonly sha256: string
  readonly metadataSha256: string
  readonly acknowledged: boolean
  readonly fileName: string
  readonly rows: number
}

const asEarlier = (row: Readonly<Record<string, unknown>>): EarlierDelivery => ({
  id: String(row.id),
  state: String(row.state),
  code: row.code === null ? null : (String(row.code) as FlisCode),
  facts: row.facts === null ? {} : (JSON.parse(String(row.facts)) as ErrorFacts),
  sha256: String(row.sha256),
  metadataSha256: String(row.metadata_sha256),
  acknowledged: row.acknowledged === true,
  fileName: String(row.file_name),
  rows: Number(row.rows_in),
})

const COLUMNS = 'id, file_name, state, code, facts, sha256, metadata_sha256, acknowledged, rows_in'

/** The deliveries of one identity, in the order in which they were taken. */
export const earlierDeliveries = async (
  session: Session,
  kildesystem: string | null,
  fileName: string,
): Promise<readonly EarlierDelivery[]> => {
  const rows = await session.rows(
    `select ${COLUMNS}
     from ops.deliveries
     where file_name = $file and kildesystem is not distinct from $system
     order by length(id), id`,
    { file: fileName, system: kildesystem },
  )
  return rows.map(asEarlier)
}

/** Deliveries that were committed, but whose source has not been told (a process died in between). */
export const unacknowledged = async (session: Session): Promise<readonly EarlierDelivery[]> => {
  const rows = await session.rows(
    `select ${COLUMNS} from ops.deliveries where acknowledged = false order by file_name, length(id), id`,
  )
  return rows.map(asEarlier)
}

/**
 * The delivery of the same kildesystem, Kilde, kommune, periode, løbenr and type that came the other way: as records where
 * this one came as a file, or the reverse. Their bytes cannot be compared.
 */
export const twinOf = async (
  session: Session,
  kildesystem: string | null,
  envelope: Envelope,
): Promise<EarlierDelivery | undefined> => {
  const { kilde, kommune, periode, loebenr, type, ext } = envelope
  const [row] = await session.rows(
    `select ${COLUMNS}
     from ops.deliveries
     where kilde = $kilde
       and kommune = $kommune
       and periode = $periode
       and loebenr = $loebenr
       and type = $type
       and kildesystem is not distinct from $system
       and state not in ('rejected', 'duplicate')
       and ends_with(file_name, '.${RECORDS_EXT}') <> $records
     order by id
     limit 1`,
    { kilde, kommune, periode, loebenr, type, system: kildesystem, records: ext === RECORDS_EXT },
  )
  return row === undefined ? undefined : asEarlier(row)
}

/** The earlier one that holds the identity. A rejected delivery was never taken in, so it holds nothing. */
export const holderOf = (earlier: readonly EarlierDelivery[]): EarlierDelivery | undefined =>
  earlier.find(({ state }) => state !== 'rejected' && state !== 'duplicate')

/**
 * The id of the next delivery of an identity: `<kildesystem>:<file name>`, then with `~2`, `~3` …; `?` where the
 * sender cannot be read.
 */
export const nextId = async (
  session: Session,
  kildesystem: string | null,
  fileName: string,
  earlier: number,
): Promise<string> => {
  const first = `${kildesystem ?? '?'}:${fileName}`
  for (let nr = earlier + 1; ; nr++) {
    const id = nr === 1 ? first : `${first}~${nr}`
    // a sender chooses names, so two identities can be written alike
    const taken = await session.value('select count(*) from ops.deliveries where id = $id', { id })
    if (taken === 0n) return id
  }
}
