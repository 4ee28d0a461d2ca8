import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asFlisError, FlisFailure, flisError } from '@flis/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dyingProcess, type LifeEnd } from '../../../test/mortality/dying-process.js'
import { folderTarget } from '../src/send/folder-target.js'
import { resendPackage } from '../src/send/resend-package.js'
import { sendWorld, TECHNICAL } from './send-world.js'

const A = 'FLIS_KY_0751_2022-10_DM_001'
const B = 'FLIS_KY_0751_2022-10_DSA_001'
const OTHERS = 'FLIS_KY_0101_2022-10_DM_001'
const business = (inner: string, id = `${A}~1`): string =>
  `<BusinessReceipt><FileDescriptor><FileName>${A}.zip</FileName><SendersFileId>${id}</SendersFileId></FileDescriptor>` +
  `<Receipt>${inner}</Receipt></BusinessReceipt>`

type World = Awaited<ReturnType<typeof sendWorld>>
let world: World
beforeEach(async () => {
  world = await sendWorld()
  for (const id of [A, B, OTHERS]) await world.make(id)
})
afterEach(() => world.close())

describe('packages on their way', () => {
  it('go out whole, then announced; a receipt is what makes them delivered', async () => {
    expect(await world.send()).toMatchObject({ sent: [A, B], awaiting: [A, B], receipted: [], error: null })
    expect(await world.namesIn('OUT')).toEqual([A, B].flatMap((id) => [`${id}.zip`, `${id}.zip.trigger`]))
    expect(await world.states()).toEqual([`${OTHERS} produced`, `${A} sent`, `${B} sent`])
    expect(await world.send()).toMatchObject({ sent: [], awaiting: [A, B] })
    await world.platform()
    expect(await world.send()).toMatchObject({ sent: [], awaiting: [], receipted: [A, B] })
    expect(await world.states()).toEqual([`${OTHERS} produced`, `${A} receipted`, `${B} receipted`])
    expect(world.taken).toEqual([`${A}.zip ${A}~1`, `${B}.zip ${B}~1`])
    expect([await world.namesIn('IN'), await world.namesIn('OUT')]).toEqual([[], []])
  })

  it.each<readonly [string, string, string, string]>([
    [
      'an ErrorMessage',
      '.sftpreceipt',
      '<TechnicalReceipt><ErrorMessage>ingen rute</ErrorMessage></TechnicalReceipt>',
      'refused ingen rute',
    ],
    [
      'an ErrorMessage beside SUCCESS',
      '.sftpreceipt',
      '<TechnicalReceipt><ErrorMessage>ingen rute</ErrorMessage><Receipt><Message>SUCCESS</Message></Receipt></TechnicalReceipt>',
      'refused ingen rute',
    ],
    [
      'another message',
      '.sftpreceipt',
      '<x><TechnicalReceipt><Receipt><Message>FAILED</Message></Receipt></TechnicalReceipt></x>',
      'refused FAILED',
    ],
    [
      'REJECTED',
      '.businessreceipt',
      business('<Status>REJECTED</Status><Code>L010</Code><Reason>for kort 0101410001</Reason>'),
      'refused L010 for kort',
    ],
    ['ACCEPTED', '.businessreceipt', business('<Status>ACCEPTED</Status>'), 'receipted'],
    [
      'an empty ErrorMessage',
      '.sftpreceipt',
      '<TechnicalReceipt><ErrorMessage/><Receipt><Message> SUCCESS </Message></Receipt></TechnicalReceipt>',
      'receipted',
    ],
    ['nothing of use', '.sftpreceipt', '<TechnicalReceipt/>', 'sent'],
    ['no XML', '.sftpreceipt', 'SUCCESS', 'sent'],
    ['a DOCTYPE', '.sftpreceipt', `<!DOCTYPE x>${TECHNICAL}`, 'sent'],
    [
      'the receipt of another sending',
      '.businessreceipt',
      business('<Status>REJECTED</Status>', `${A}~7`),
      'sent',
    ],
  ])('are told of by a receipt that holds %s', async (_, suffix, text, state) => {
    await world.send()
    await world.say(`${A}.zip${suffix}`, text)
    const { unreadable } = await world.send()
    const [first = ''] = await world.sendings()
    expect(first.startsWith(`${A} 1 ${state}`)).toBe(true)
    expect(first).not.toContain('0101410001')
    expect(unreadable).toEqual(state === 'sent' && !suffix.startsWith('.b') ? [`${A}.zip${suffix}`] : [])
  })

  it('that the receiver rejects after the platform took them are refused', async () => {
    await world.send()
    await world.platform()
    await world.send()
    await world.say(`${A}.zip.businessreceipt`, business('<Status>REJECTED</Status><Reason>nej</Reason>'))
    expect((await world.send()).refused).toEqual([{ id: A, code: null, reason: 'nej' }])
    expect((await world.states())[1]).toBe(`${A} refused`)
  })

  it('are sent again byte for byte, as a sending of its own', async () => {
    await world.send()
    await world.platform()
    await world.send()
    await resendPackage(world.env, world.session, [world.recipient], A)
    await world.platform()
    expect(world.taken).toEqual([`${A}.zip ${A}~1`, `${B}.zip ${B}~1`, `${A}.zip ${A}~2`])
    expect(await world.sendings()).toEqual([`${A} 1 receipted`, `${A} 2 sent`, `${B} 1 receipted`])
    expect((await world.states())[1]).toBe(`${A} sent`)
    await world.send()
    expect((await world.states())[1]).toBe(`${A} receipted`)
  })

  it.each<readonly [string, () => Promise<unknown>, string]>([
    ['nobody gets', () => resendPackage(world.env, world.session, [world.recipient], OTHERS), 'P013'],
    ['is not known', () => resendPackage(world.env, world.session, [world.recipient], 'FLIS_X'), 'U004'],
    [
      'has left the outbox',
      async () => {
        await world.session.run(`update ops.packages set removed = 'x'`)
        await resendPackage(world.env, world.session, [world.recipient], A)
      },
      'P013',
    ],
  ])('one that %s is not sent again', async (_, work, code) => {
    expect(await work().catch(asFlisError)).toMatchObject({ code })
    expect(await world.sendings()).toEqual([])
  })

  it('of which a later number stands are not sent', async () => {
    await world.make('FLIS_KY_0751_2022-10_DM_002')
    expect((await world.send()).sent).toEqual(['FLIS_KY_0751_2022-10_DM_002', B])
  })

  it('whose bytes are not those that were made stay here', async () => {
    await writeFile(join(world.root, 'outbox', `${A}.zip`), 'others')
    expect(await world.send()).toMatchObject({ sent: [B], failed: [{ id: A, error: { code: 'P013' } }] })
    expect(await world.namesIn('OUT')).toEqual([`${B}.zip`, `${B}.zip.trigger`])
  })

  it('do not take the place of another file', async () => {
    await writeFile(world.remote(`OUT/${A}.zip`), 'another')
    expect(await world.send()).toMatchObject({ sent: [B], failed: [{ id: A, error: { code: 'P010' } }] })
  })

  it('that a recipient is no longer to have stay here, begun or not', async () => {
    await world.session.run(
      `insert into ops.sendings select id, 'Aarhus', 1, 'begun', sha256, bytes, 0, null, '', null, null, null, null
       from ops.packages where id = '${OTHERS}'`,
    )
    expect((await world.send()).sent).toEqual([A, B])
    expect(await world.namesIn('OUT')).not.toContain(`${OTHERS}.zip`)
  })

  it('wait longer after each failed try, and the others with the first', async () => {
    const failing = {
      ...world.recipient,
      target: {
        ...world.recipient.target,
        upload: async () => {
          throw new FlisFailure(flisError('S020'))
        },
      },
    }
    const at = (now: string, now_ = false) =>
      world.send({ env: world.envAt(now), recipient: failing, now: now_ })
    expect(await at('2022-11-02T12:00:00')).toMatchObject({ failed: [{ id: A }], later: [B] })
    expect(await at('2022-11-02T12:04:59')).toMatchObject({ failed: [{ id: B }], later: [A] })
    expect(await at('2022-11-02T12:05:00')).toMatchObject({ failed: [{ id: A }], later: [B] })
    expect(await at('2022-11-02T12:19:59')).toMatchObject({ failed: [{ id: B }], later: [A] })
    expect(await at('2022-11-02T12:19:59', true)).toMatchObject({ failed: [{ id: A }], later: [B] })
    expect(await world.states()).toContain(`${A} produced`)
    expect(await world.send({ env: world.envAt('2022-11-03T12:00:00') })).toMatchObject({ sent: [A, B] })
  })
})

describe('a folder that a receiver fetches from', () => {
  it('gets whole files, which are delivered once they have been read back', async () => {
    const target = folderTarget({ name: 'mappe', path: 'til-0751' }, { root: world.root })
    const recipient = { kommuner: ['0751'], target }
    expect(await world.send({ recipient })).toMatchObject({ sent: [A, B], receipted: [A, B], awaiting: [] })
    await rm(join(world.root, 'til-0751'), { recursive: true })
    expect(await world.send({ recipient })).toMatchObject({ sent: [], receipted: [A, B] })
    expect((await world.states())[1]).toBe(`${A} receipted`)
  })
})

describe('a process that dies while sending', () => {
  beforeEach(() => world.session.run(`delete from ops.packages where id <> '${A}'`))

  /** Sends in a process that dies at an act; true when it got so far. */
  const dies = async (end: LifeEnd): Promise<boolean> => {
    const { act, dead, mortal, acts } = dyingProcess(end)
    const session = mortal(await world.env.warehouse.session())
    const recipient = world.recipientOf(act)
    const ended = await Promise.race([world.send({ session, recipient }).then(() => 'done'), dead])
    if (ended === 'done') session.close()
    expect(acts.length).toBeGreaterThan(0)
    return ended === 'dead'
  }

  it.each<LifeEnd['when']>(['before', 'after'])(
    '%s any act has shown nothing half, and everything goes out once',
    async (when) => {
      for (let act = 1; ; act++) {
        await world.session.run('delete from ops.sendings')
        await world.session.run(`update ops.packages set state = 'produced'`)
        world.taken.length = 0
        const died = await dies({ act, when })
        expect(await world.partial(), `act ${act}`).toEqual([])
        // the platform may look at any time, now too
        await world.platform()
        await world.send()
        await world.platform()
        const { receipted } = await world.send()
        expect([act, receipted]).toEqual([act, [A]])
        expect([act, ...world.taken]).toEqual([act, `${A}.zip ${A}~1`])
        expect(await world.namesIn('IN')).toEqual([])
        expect(await world.namesIn('OUT')).toEqual([])
        if (!died) {
          expect(act).toBeGreaterThan(15)
          return
        }
      }
    },
  )
})
