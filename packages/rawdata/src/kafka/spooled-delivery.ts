import { mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Env, exists, removePath, type Session, sha256Text, writeFileAtomically } from '@flis/core'
import { METADATA_SUFFIX, metadataXml } from '../envelope/metadata.js'
import { fileAway } from '../folder/file-away.js'
import type { Arrival } from '../land/arrival.js'
import { eventFileName } from './arrival-event.js'
import { writeRecordsFile } from './records-file.js'
import type { WholeDelivery } from './whole-deliveries.js'

/** Where the files of deliveries from topics lie until they have landed. */
const spoolFolder = (staging: string): string => join(staging, 'kafka')

/** The same records under the same event have the same name. */
const spoolName = ({ nr, eventText, received }: WholeDelivery): string =>
  sha256Text(JSON.stringify([nr, eventText, [...received].sort()])).slice(0, 32)

/** The records that landed leave the table in the transaction that decides the delivery. */
const forget = async (session: Session, { nr, numbers, eventText }: WholeDelivery): Promise<void> => {
  await session.run(`delete from ops.kafka_records where delivery in (${numbers.join(', ')})`)
  await session.run(`update ops.kafka_deliveries set event = null, landed = $event where nr = ${nr}`, {
    event: eventText,
  })
}

/**
 * A whole delivery as a pair of files, such as lie in an inbox: from here on it is landed as those are.
 */
export const spooledDelivery = async (
  env: Env,
  session: Session,
  delivery: WholeDelivery,
): Promise<Arrival> => {
  const { archive, rejected, staging } = env.warehouse.paths
  const folder = spoolFolder(staging)
  const path = join(folder, spoolName(delivery))
  const metadataPath = `${path}${METADATA_SUFFIX}`
  const fileName = eventFileName(delivery.event)
  if (!(await exists(metadataPath))) {
    await mkdir(folder, { recursive: true })
    await writeRecordsFile(session, delivery, `${path}.tmp`)
    await rename(`${path}.tmp`, path)
    const { size } = await stat(path)
    const [recipient = 'FLIS'] = env.config.recipients
    await writeFileAtomically(
      metadataPath,
      metadataXml({
        fileName,
        sizeInBytes: size,
        sender: delivery.event.kildesystem,
        sendersFileId: delivery.event.leverance,
        recipients: [recipient],
      }),
    )
  }
  const { size } = await stat(path)
  const arrival = { fileName, path, metadataPath, bytes: size, seen: path }
  return {
    ...arrival,
    decided: (deciding) => forget(deciding, delivery),
    acknowledge: async (outcome) => {
      const metadata = (await exists(metadataPath)) ? metadataPath : undefined
      await fileAway({ archive, rejected, links: true }, { arrival, outcome, metadata })
      await removePath(path)
      await removePath(metadataPath)
    },
  }
}
