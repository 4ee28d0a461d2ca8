import { type ConfiguredTarget, exportLedger, fail, nearest } from '@flis/core'
import {
  configuredRecipients,
  listPackages,
  type Recipient,
  resendPackage,
  type SentTo,
  sendPackages,
} from '@flis/delivery'
import { type OpenEnv, openEnv, readConfig } from '../run/open-env.js'
import type { OperatorOptions } from './decide.js'

export interface SendingOptions extends OperatorOptions {
  /** Name of the only target to send to. */
  readonly to?: string
  /** Take no account of pauses after failed tries. */
  readonly now?: boolean
  /** Only to the targets that the settings send to after runs. */
  readonly afterRuns?: boolean
}

const recipientsOf = ({ env }: OpenEnv, to: string | undefined): readonly Recipient[] => {
  const { config, signal, warehouse } = env
  const all = configuredRecipients(config, { root: warehouse.paths.root, signal })
  if (to === undefined) return all
  const found = all.filter(({ target }) => target.name === to)
  if (found.length > 0) return found
  const known = nearest(
    to,
    all.map(({ target }) => target.name),
  )
  return fail('U004', { found: to, ...(known === undefined ? {} : { expected: known }) })
}

const withRecipients = async (
  { config: given, ...options }: SendingOptions,
  work: (open: OpenEnv, recipients: readonly Recipient[]) => Promise<readonly SentTo[]>,
): Promise<readonly SentTo[]> => {
  const read = given ?? (await readConfig(options.warehouse))
  const isAsked = ({ send }: ConfiguredTarget): boolean => options.afterRuns !== true || send === 'after runs'
  const config = { ...read, targets: read.targets.filter(isAsked) }
  const open = await openEnv({ ...options, config })
  try {
    return await work(open, recipientsOf(open, options.to))
  } finally {
    await exportLedger(open.session, open.env.warehouse.paths.published).finally(() => open.close())
  }
}

/**
 * Sends to each target of the settings the packages that are due, and takes receipts into the ledger. A target that is not
 * reached keeps nobody else waiting: it stands in the report.
 *
 * Errors: C001, C002, C004, C005, S001; U004 no target of that name.
 *
 * @example await send({ warehouse: './lager', areas, to: 'Odense LIS' })
 */
export const send = (options: SendingOptions): Promise<readonly SentTo[]> =>
  withRecipients(options, async ({ env, session }, recipients) => {
    const records = listPackages(await session.rows('select * from ops.packages'))
    const reports: SentTo[] = []
    for (const recipient of recipients)
      reports.push(await sendPackages(env, session, recipient, records, { now: options.now === true }))
    return reports
  })

/**
 * Sends a package again, byte for byte, to the targets that it is for.
 *
 * Errors: as {@link send}; U004 no such package; P013 its file is no longer here, or no target gets it.
 *
 * @example await resend('FLIS_KY_0751_2022-10_DM_001', { warehouse: './lager', areas })
 */
export const resend = (id: string, options: SendingOptions): Promise<readonly SentTo[]> =>
  withRecipients(options, ({ env, session }, recipients) => resendPackage(env, session, recipients, id))
