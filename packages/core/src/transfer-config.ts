import { z } from 'zod'

const kommuner = z.array(z.string().regex(/^\d{4}$/))

/** How a server over SFTP is reached, and known. The key itself never stands in settings. */
const server = {
  type: z.literal('sftp'),
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(22),
  user: z.string().min(1),
  /** File with the private key, relative to the warehouse folder. */
  privateKeyFile: z.string().min(1),
  /** Fingerprints of the server's host keys, `SHA256:…`. */
  hostKey: z.union([z.string(), z.array(z.string()).min(1)]),
  /** Tries in all when the connection is not made or lost, and seconds before the second one. */
  tries: z.int().min(1).default(5),
  backOffSeconds: z.number().min(0).default(2),
  timeoutSeconds: z.number().min(1).default(20),
}

const sftpSource = z.strictObject({
  ...server,
  /** Folder of deliveries on the server. */
  path: z.string().default('IN'),
  /** Folder on the server for our BusinessReceipts; false: none. */
  receipts: z.union([z.string(), z.literal(false)]).default('OUT'),
  /** Seconds between two looks of `flis watch` at the server. */
  pollSeconds: z.number().min(0.01).max(86_400).default(30),
})

const folderSource = z.strictObject({ type: z.literal('folder'), path: z.string().min(1) })

const kafkaSource = z.strictObject({
  type: z.literal('kafka'),
  /** `host:port`, one or more of the cluster. */
  brokers: z.array(z.string().regex(/^[^\s:]+:\d+$/)).min(1),
  /** Consumer group; its offsets are only a hint. */
  groupId: z.string().min(1).default('flis'),
  /** Topic of a contract, where it is not `flis.<Kontrakt>`. */
  topics: z.record(z.string(), z.string().min(1)).default({}),
  /** Topic of the arrival events. */
  arrivals: z.string().min(1).default('flis.leverance'),
  /** Address of a Confluent-compatible registry of schemas; absent: the one in the warehouse. */
  registry: z.url({ protocol: /^https?$/ }).optional(),
  /** TLS to the brokers. */
  ssl: z.boolean().default(false),
  /** Login; the password never stands in settings. */
  sasl: z
    .strictObject({
      mechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).default('scram-sha-512'),
      username: z.string().min(1),
      /** File with the password, relative to the warehouse folder. */
      passwordFile: z.string().min(1),
    })
    .optional(),
  /** Seconds between two looks at the arrival events under `flis watch`. */
  pollSeconds: z.number().min(0.01).max(86_400).default(10),
  /** Bytes of records held in memory before they are written. */
  bufferBytes: z
    .int()
    .min(65_536)
    .default(64 * 1024 ** 2),
})

/** A source of deliveries beside the inbox folder. */
export const source = z.discriminatedUnion('type', [sftpSource, folderSource, kafkaSource])

/** Who gets packages at a target, and which. */
const recipient = {
  /** By this name `--to` and the ledger know it. */
  name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u),
  /** The kommune itself, a leverandør that acts for kommuner, or a kommune's own LIS. */
  recipient: z.enum(['kommune', 'leverandør', 'LIS']),
  /** Kommuner whose packages it gets. There is no "all": whom somebody acts for is named. */
  kommuner: kommuner.min(1),
  /** Areas and kinds of package that it gets; absent: all. */
  areas: z.array(z.string()).optional(),
  kinds: z.array(z.string()).optional(),
  /** By `packages send` only, or after each run that has made packages, and then until they are receipted. */
  send: z.enum(['by hand', 'after runs']).default('by hand'),
  /** Seconds between two looks of `flis watch` for receipts. */
  pollSeconds: z.number().min(0.01).max(86_400).default(60),
}

const folderTarget = z.strictObject({ type: z.literal('folder'), ...recipient, path: z.string().min(1) })

const sftpTarget = z.strictObject({
  ...server,
  ...recipient,
  /** Folder on the server for what we send, and the one where receipts come. */
  path: z.string().default('OUT'),
  receipts: z.string().default('IN'),
  /** Sender and Recipients of the trigger. */
  sender: z.string().min(1),
  recipients: z.array(z.string().min(1)).min(1),
})

/** Places that packages are sent to; by their names the ledger knows what was sent where. */
export const targets = z
  .array(z.discriminatedUnion('type', [folderTarget, sftpTarget]))
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two targets have one name')

export const SOURCE_SETTINGS: readonly string[] = [
  ...new Set([sftpSource, folderSource, kafkaSource].flatMap(({ shape }) => Object.keys(shape))),
]
export const TARGET_SETTINGS: readonly string[] = [
  ...new Set([...Object.keys(sftpTarget.shape), ...Object.keys(folderTarget.shape)]),
]
