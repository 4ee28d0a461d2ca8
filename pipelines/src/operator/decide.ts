import {
  andThen,
  contractsOf,
  exportLedger,
  fail,
  nearest,
  type Session,
  stream,
  type UnitSource,
} from '@flis/core'
import {
  acceptDelivery,
  acceptLoss,
  type DecisionBy,
  type EntryChoice,
  historise,
  recordDecisions,
  reopenDependents,
  replayQuarantine,
  withdrawDelivery,
} from '@flis/dsa-hist'
import { type Arrival, land, rereadDelivery, takeInAs } from '@flis/rawdata'
import { pipe } from 'fp-ts/lib/function.js'
import { type MainOptions, main, type RunReport } from '../run/main.js'
import { type OpenEnv, openEnv, readConfig } from '../run/open-env.js'

/** What an operator works with: the warehouse's settings as for a run. */
export type OperatorOptions = MainOptions & Required<Pick<MainOptions, 'areas'>>

/** What came of a decision: its own answer, and the run that brought DSA_HIST in line with it. */
export interface Decided<T> {
  readonly result: T
  readonly report: RunReport
}

/** Nothing is taken from the inbox for a decision's sake. */
const nothing: UnitSource<Arrival> = { name: 'nothing', units: async function* () {} }

/**
 * Writes a decision down, then brings DSA_HIST in line with it. A kill in between loses nothing: the next run does it.
 * DM follows with the next month-run.
 */
const decide = async <T>(
  options: OperatorOptions,
  kind: string,
  work: (open: OpenEnv, by: DecisionBy) => Promise<T>,
  reason?: string,
): Promise<Decided<T>> => {
  const config = options.config ?? (await readConfig(options.warehouse))
  const { areas } = options
  const open = await openEnv({ ...options, config })
  let result: T
  try {
    const by = {
      clock: open.env.clock,
      contracts: contractsOf(areas),
      ...(reason === undefined ? {} : { reason }),
    }
    result = await work(open, by)
    await exportLedger(open.session, open.env.warehouse.paths.published)
  } finally {
    open.close()
  }
  const follow = stream(nothing, pipe(land(...areas), andThen(historise(...areas))))
  return { result, report: await main(follow, { ...options, config, kind, extent: 'intake' }) }
}

/** The id of a delivery that is told by its id, or by its file name where that is enough (U004 names the nearest). */
const deliveryId = async (session: Session, name: string): Promise<string> => {
  const rows = await session.rows('select id, file_name from ops.deliveries order by id')
  const ids = rows.map((row) => String(row.id))
  if (ids.includes(name)) return name
  const named = rows.filter((row) => row.file_name === name)
  const [only] = named
  if (only !== undefined && named.length === 1) return String(only.id)
  const expected = nearest(name, ids)
  return fail('U004', { delivery: name, ...(expected === undefined ? {} : { expected }) })
}

/**
 * Accepts a held delivery, takes a withdrawn one back, or (`as`) takes in one whose identity was taken (L005) under
 * another løbenr. Gives the id of the delivery that loads.
 *
 * Errors: U004, D001.
 *
 * @example await accept({ warehouse: './lager', areas: [ky] }, 'NC:KY_0751_2022-10_001_F.zip', {})
 */
export const accept = (
  options: OperatorOptions,
  delivery: string,
  choice: { readonly as?: number; readonly reason?: string },
): Promise<Decided<string>> =>
  decide(
    options,
    'accept',
    async ({ env, session }, by) => {
      const id = await deliveryId(session, delivery)
      const { as } = choice
      if (as === undefined) {
        await acceptDelivery(session, id, by)
        return id
      }
      const reason = choice.reason === undefined ? {} : { reason: choice.reason }
      return takeInAs(env, session, id, as, (taken) =>
        recordDecisions(session, env.clock, [{ delivery: id, decision: 'take in', value: taken, ...reason }]),
      )
    },
    choice.reason,
  )

/**
 * Withdraws a delivery: what follows is as if it had never come. `accept` takes it back.
 *
 * @example await withdraw({ warehouse: './lager', areas: [ky] }, 'NC:KY_0751_2022-10_001_F.zip', 'wrong month')
 */
export const withdraw = (
  options: OperatorOptions,
  delivery: string,
  reason: string,
): Promise<Decided<string>> =>
  decide(
    options,
    'withdraw',
    async ({ session }, by) => {
      const id = await deliveryId(session, delivery)
      await withdrawDelivery(session, id, by)
      return id
    },
    reason,
  )

/**
 * Reads a delivery again from its kept bytes, by today's contracts and settings; its rows come to their old place in
 * history.
 *
 * @example await reread({ warehouse: './lager', areas: [ky] }, 'NC:KY_0751_2022-10_001_F.zip')
 */
export const reread = (options: OperatorOptions, delivery: string): Promise<Decided<string>> =>
  decide(options, 'reread', async ({ env, session }, { clock, contracts }) => {
    const id = await deliveryId(session, delivery)
    await rereadDelivery(env, session, id, async () => {
      const kilde = await session.value('select kilde from ops.deliveries where id = $id', { id })
      if (kilde !== null) await reopenDependents(session, contracts, String(kilde))
      await recordDecisions(session, clock, [{ delivery: id, decision: 'reread' }])
    })
    return id
  })

const chosenEntries = async (session: Session, choice: EntryChoice): Promise<EntryChoice> =>
  choice.delivery === undefined ? choice : { ...choice, delivery: await deliveryId(session, choice.delivery) }

/**
 * Has rows in quarantine judged anew after a contract or a code list was corrected; gives how many were. Those that
 * pass load at their original place in history.
 *
 * @example await replay({ warehouse: './lager', areas: [ky] }, { contract: 'KYYdelse' })
 */
export const replay = (
  options: OperatorOptions,
  choice: Pick<EntryChoice, 'delivery' | 'contract'>,
): Promise<Decided<number>> =>
  decide(options, 'replay', async ({ session }, by) =>
    replayQuarantine(session, await chosenEntries(session, choice), by),
  )

/**
 * Accepts the loss of rows in quarantine, or opens them again (`undo`); gives how many.
 *
 * @example await acceptRows({ warehouse: './lager', areas: [ky] }, { delivery: 'NC:KY_0751_2022-10_001_F.zip', line: 7 }, { undo: false })
 */
export const acceptRows = (
  options: OperatorOptions,
  choice: EntryChoice,
  how: { readonly undo: boolean; readonly reason?: string },
): Promise<Decided<number>> =>
  decide(
    options,
    'accept loss',
    async ({ session }, by) =>
      acceptLoss(session, await chosenEntries(session, choice), { ...by, undo: how.undo }),
    how.reason,
  )
