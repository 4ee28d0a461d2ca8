/**
 * The one table of error codes: code → short name, whether trying again can help, the next command to run.
 * Codes are public and stay as the specification writes them (`L005`, in messages `FLIS-L005`).
 */
export interface CodeEntry {
  /** English short name in kebab-case. */
  readonly name: string
  /** True when the same command may succeed later without anybody changing the input. */
  readonly retriable: boolean
  /** The command that the reader should run next; `{delivery}` is filled in from the facts. */
  readonly next: string
}

const entry = (name: string, next: string, retriable = false): CodeEntry => ({ name, retriable, next })

const resend = 'ask the sender for a corrected delivery with the next løbenr'

export const CODES = {
  L001: entry('file-name-fits-no-pattern', resend),
  L002: entry('unknown-kilde', 'flis areas'),
  L003: entry('kommune-not-valid-for-kilde', resend),
  L004: entry('impossible-periode', resend),
  L005: entry('same-identity-other-bytes', resend),
  L010: entry('size-differs-from-metadata', resend),
  L011: entry('recipient-is-not-us', resend),
  L012: entry('sender-not-allowed-for-kilde', resend),
  L013: entry('file-name-and-metadata-disagree', resend),
  L020: entry('metadata-not-readable', resend),
  L030: entry('zip-corrupt', resend),
  L031: entry('zip-encrypted', resend),
  L032: entry('zip-member-name-not-allowed', resend),
  L033: entry('zip-too-large', resend),
  L040: entry('required-file-missing', resend),
  L041: entry('header-not-as-contract', resend),
  L042: entry('bytes-not-valid-in-encoding', resend),
  L043: entry('data-not-well-formed', resend),
  L044: entry('records-not-as-announced', resend),
  L050: entry('predecessor-missing', 'flis deliveries', true),
  L051: entry('reference-data-missing', 'flis deliveries', true),
  L060: entry('full-delivery-ends-too-many-rows', 'flis deliveries {delivery}'),
  L061: entry('too-many-rows-fail', 'flis quarantine list'),
  L070: entry('history-is-sealed', 'ask the sender for a full delivery of a later periode'),
  R001: entry('quote-not-closed', 'flis quarantine show'),
  R002: entry('wrong-number-of-fields', 'flis quarantine show'),
  R003: entry('line-too-long', 'flis quarantine show'),
  R101: entry('required-field-empty', 'flis quarantine show'),
  R102: entry('value-not-of-type', 'flis quarantine show'),
  R103: entry('code-outside-list', 'flis quarantine show'),
  R104: entry('value-outside-range', 'flis quarantine show'),
  R105: entry('cpr-or-kommune-not-valid', 'flis quarantine show'),
  R110: entry('duplicate-key-other-content', 'flis quarantine show'),
  R120: entry('end-before-start', 'flis quarantine show'),
  R201: entry('bundle-not-json', 'flis quarantine show'),
  R202: entry('not-a-bundle', 'flis quarantine show'),
  R203: entry('bundle-without-cpr', 'flis quarantine show'),
  R204: entry('unknown-fsiii-code', 'flis quarantine show'),
  R310: entry('unknown-aula-status', 'flis quarantine show'),
  C001: entry('configuration-not-valid', 'correct flis.config.json'),
  C002: entry('not-a-warehouse', 'flis init'),
  C003: entry('folder-not-empty', 'choose a new or empty folder'),
  C004: entry('key-missing', 'restore the file key, or set FLIS_KEY'),
  C005: entry('warehouse-of-another-version', 'open it with the version of flis that made it'),
  C006: entry('key-of-another-warehouse', 'restore the file key, or set FLIS_KEY'),
  C007: entry('history-of-another-form', 'flis upgrade'),
  C010: entry('host-key-not-as-pinned', 'ask who runs the server for its host key before you change hostKey'),
  C011: entry('login-refused', 'flis sources check'),
  C012: entry('private-key-not-usable', 'give a private key without passphrase, then flis sources check'),
  C013: entry('remote-folder-not-usable', 'flis sources check'),
  U001: entry('wrong-usage', 'flis --help'),
  U002: entry('unknown-table', 'flis models list'),
  U003: entry('unknown-column', 'flis models show'),
  U004: entry('not-found', 'flis status'),
  U005: entry('nothing-published', 'flis month-run <yyyy-mm>'),
  M001: entry('model-columns-differ', 'flis models show'),
  M002: entry('check-failed', 'flis models show'),
  M003: entry('column-without-personal-data-category', 'flis contracts show'),
  M004: entry('definition-not-valid', 'flis contracts list'),
  M005: entry('unknown-rule', 'correct the name of the rule'),
  D001: entry('decision-not-possible', 'flis deliveries {delivery}'),
  P001: entry('package-not-as-manifest', 'flis packages show'),
  P010: entry('target-holds-another-file', 'see what lies at the target, then flis packages resend <id>'),
  P011: entry('trigger-not-valid', 'correct sender and recipients in flis.config.json'),
  P012: entry('receipt-not-readable', 'ask who runs the server, then flis packages send'),
  P013: entry('package-not-to-be-sent', 'flis packages list'),
  P014: entry('package-refused', 'flis packages show <id>'),
  S001: entry('warehouse-busy', 'wait for the running command, then try again', true),
  S002: entry('disk-full', 'make room on the disk, then run the same command again', true),
  S003: entry('file-damaged', 'flis rebuild'),
  S004: entry('stopped', 'run the same command again', true),
  S005: entry('month-older-than-published', 'flis month-run <newest month>'),
  S006: entry('too-little-room', 'make room on the disk, then run the same command again', true),
  S007: entry('raadata-deleted-by-retention', 'flis deliveries {delivery}'),
  S008: entry('history-not-up-to-date', 'flis intake', true),
  S009: entry(
    'out-of-memory',
    'raise limits.memory in flis.config.json, then run the same command again',
    true,
  ),
  S010: entry('version-no-longer-kept', 'flis runs'),
  S011: entry('backup-damaged', 'restore from another backup'),
  S020: entry('server-not-reached', 'run the same command again', true),
  S999: entry('unexpected', 'run the same command again'),
} as const satisfies Record<string, CodeEntry>

export type FlisCode = keyof typeof CODES
