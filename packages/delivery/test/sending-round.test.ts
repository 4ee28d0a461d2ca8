import type { Session } from '@flis/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dyingProcess, type LifeEnd } from '../../../test/mortality/dying-process.js'
import { beginRound, listPackages, noteRound, performRound } from '../src/index.js'
import type { Recipient } from '../src/send/recipient.js'
import { sendWorld } from './send-world.js'

const A = 'FLIS_KY_0751_2022-10_DM_001'
const MOST_ROUNDS = 10

type World = Awaited<ReturnType<typeof sendWorld>>
let world: World
beforeEach(async () => {
  world = await sendWorld()
})
afterEach(() => world.close())

/** Rounds until there is nothing new: the ledger is read and written between them, and never while one goes on. */
const byRounds = async (session: Session, recipient: Recipient): Promise<void> => {
  let forget: Awaited<ReturnType<typeof noteRound>> = []
  for (let left = MOST_ROUNDS; left > 0; left--) {
    const records = listPackages(await session.rows('select * from ops.packages'))
    const round = await beginRound(world.env, session, recipient, records, forget)
    const done = await performRound(recipient.target, round)
    forget = await noteRound(world.env, session, recipient, done)
    if (!done.isNews && forget.length === 0) return
  }
  throw new Error('rounds without end')
}

describe('sending in rounds', () => {
  it('brings at most twenty packages to a target at a time, and asks for receipts of those that went', async () => {
    const ids = Array.from({ length: 23 }, (_, nr) => `FLIS_KY_0751_20${10 + nr}-10_DM_001`)
    for (const id of ids) await world.make(id)
    const records = listPackages(await world.session.rows('select * from ops.packages'))
    const first = await beginRound(world.env, world.session, world.recipient, records, [])
    expect([first.parcels.length, first.more]).toEqual([20, true])
    await byRounds(world.session, world.recipient)
    await world.platform()
    await byRounds(world.session, world.recipient)
    expect([...world.taken].sort()).toEqual(ids.map((id) => `${id}.zip ${id}~1`).sort())
    expect((await world.states()).every((each) => each.endsWith(' receipted'))).toBe(true)
  })

  it('does not write down what somebody else has done with a package meanwhile', async () => {
    await world.make(A)
    const records = listPackages(await world.session.rows('select * from ops.packages'))
    const round = await beginRound(world.env, world.session, world.recipient, records, [])
    const done = await performRound(world.recipient.target, round)
    await world.send()
    await noteRound(world.env, world.session, world.recipient, done)
    expect(await world.sendings()).toEqual([`${A} 1 sent`])
  })

  it.each<LifeEnd['when']>(['before', 'after'])(
    'killed %s any act it has shown nothing half, and everything goes out once',
    async (when) => {
      await world.make(A)
      for (let act = 1; ; act++) {
        await world.session.run('delete from ops.sendings')
        await world.session.run(`update ops.packages set state = 'produced'`)
        world.taken.length = 0
        const { act: at, dead, mortal } = dyingProcess({ act, when })
        const session = mortal(await world.env.warehouse.session())
        const ended = await Promise.race([byRounds(session, world.recipientOf(at)).then(() => 'done'), dead])
        if (ended === 'done') session.close()
        expect(await world.partial(), `act ${act}`).toEqual([])
        // the platform may look at any time, now too
        await world.platform()
        await byRounds(world.session, world.recipient)
        await world.platform()
        await byRounds(world.session, world.recipient)
        expect([act, ...world.taken]).toEqual([act, `${A}.zip ${A}~1`])
        expect([act, ...(await world.sendings())]).toEqual([act, `${A} 1 receipted`])
        expect([...(await world.namesIn('IN')), ...(await world.namesIn('OUT'))]).toEqual([])
        if (ended === 'done') {
          expect(act).toBeGreaterThan(15)
          return
        }
      }
    },
  )
})
