import { type Env, type FlisError, quoteText, type Row, type Session, stamp } from '@flis/core'

/** How far a sending came. Only what is `sent` or more has left us. */
export type SendingState = 'begun' | 'uploaded' | 'sent' | 'receipted' | 'refused'

/** One sending of a package to a target, as `ops.sendings` has it. */
export interface Sending {
  readonly package: string
  readonly target: string
  /** Counts up from 1 when the package is sent to the target again. */
  readonly nr: number
  readonly state: SendingState
  readonly sha256: string
  readonly bytes: number
  /** Tries that failed since it was last got anywhere. */
  readonly failed: number
  /** Not before; UTC, ISO 8601. */
  readonly nextTry: string | null
  readonly code: string | null
  readonly reason: string | null
}

const STATES: readonly SendingState[] = ['begun', 'uploaded', 'sent', 'receipted', 'refused']
const textOr = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value)

const sendingOf = (row: Row): Sending => ({
  package: String(row.package),
  target: String(row.target),
  nr: Number(row.nr),
  state: STATES.find((each) => each === row.state) ?? 'begun',
  sha256: String(row.sha256),
  bytes: Number(row.bytes),
  failed: Number(row.failed),
  nextTry: textOr(row.next_try),
  code: textOr(row.code),
  reason: textOr(row.reason),
})

/** The newest sending of each package to each target, in order. */
export const newestSendings = async (session: Session, target?: string): Promise<readonly Sending[]> =>
  (
    await session.rows(
      `select *
       from ops.sendings
       ${target === undefined ? '' : `where target = ${quoteText(target)}`}
       qualify row_number() over (partition by package, target order by nr desc) = 1
       order by target, package`,
    )
  ).map(sendingOf)

/** Begins sendings: from here on the ledger knows that something may stand at the target. */
export const beginSendings = async (
  env: Env,
  session: Session,
  begun: readonly Pick<Sending, 'package' | 'target' | 'nr' | 'sha256' | 'bytes'>[],
): Promise<void> => {
  if (begun.length === 0) return
  const now = quoteText(stamp(env.clock))
  const values = begun.map(
    (each) =>
      `(${quoteText(each.package)}, ${quoteText(each.target)}, ${each.nr}, 'begun', ${quoteText(each.sha256)},
        ${each.bytes}, 0, null, ${now}, null, null, null, null)`,
  )
  await session.run(`insert into ops.sendings values ${values.join(', ')}`)
}

const isOne = (sending: Sending): string =>
  `package = ${quoteText(sending.package)} and target = ${quoteText(sending.target)} and nr = ${sending.nr}`

/** What stands of a package over all its targets: refused by one, else as far as the one that came least far. */
const packageState = (id: string): string => `(
  select case
    when count(*) filter (where state = 'refused') > 0 then 'refused'
    when count(*) filter (where state in ('begun', 'uploaded')) > 0 then 'produced'
    when count(*) filter (where state = 'sent') > 0 then 'sent'
    else 'receipted'
  end
  from (
    select state
    from ops.sendings
    where package = ${quoteText(id)}
    qualify row_number() over (partition by target order by nr desc) = 1
  )
)`

/** Brings `ops.packages` in line with the sendings of these packages; what is lost stays lost. */
export const showPackageStates = async (session: Session, ids: readonly string[]): Promise<void> => {
  for (const id of new Set(ids))
    await session.run(
      `update ops.packages set state = ${packageState(id)} where id = ${quoteText(id)} and state <> 'lost'`,
    )
}

/** A sending came further. */
export const moveSending = async (
  env: Env,
  session: Session,
  sending: Sending,
  to: SendingState,
  told: { readonly code?: string; readonly reason?: string } = {},
): Promise<Sending> => {
  const now = quoteText(stamp(env.clock))
  const at =
    to === 'sent' ? `, sent = ${now}` : to === 'receipted' || to === 'refused' ? `, settled = ${now}` : ''
  const { code = null, reason = null } = told
  await session.transaction(async () => {
    await session.run(
      `update ops.sendings
       set state = '${to}', failed = 0, next_try = null, code = $code, reason = $reason${at}
       where ${isOne(sending)}`,
      { code, reason },
    )
    await showPackageStates(session, [sending.package])
  })
  return { ...sending, state: to, failed: 0, nextTry: null, code, reason }
}

const FIRST_PAUSE_MINUTES = 5
const LONGEST_PAUSE_MINUTES = 24 * 60

/** A try failed: the next one is due after five minutes, and three times as long after each further one, at most a day. */
export const failSending = async (
  env: Env,
  session: Session,
  sending: Sending,
  { code }: FlisError,
): Promise<void> => {
  const minutes = Math.min(FIRST_PAUSE_MINUTES * 3 ** sending.failed, LONGEST_PAUSE_MINUTES)
  const nextTry = stamp(() => env.clock().plus({ minutes }))
  await session.run(
    `update ops.sendings set failed = failed + 1, next_try = $nextTry, code = $code where ${isOne(sending)}`,
    { nextTry, code },
  )
}

/** Its pause after a failed try has passed. */
export const isDue = (env: Pick<Env, 'clock'>, { nextTry }: Sending): boolean =>
  nextTry === null || nextTry <= stamp(env.clock)

/** What is wrong with a server is wrong for all that go there. */
export const isOfTarget = ({ code }: FlisError): boolean => code === 'S020' || code.startsWith('C')
