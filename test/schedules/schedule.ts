import fc from 'fast-check'
import type { IntakeKilde } from '../reference/intake-states.js'
import type { Delivered } from './delivered.js'
import { aulaDeliveries } from './world-aula.js'
import { cprDeliveries } from './world-cpr.js'
import { fsiiiDeliveries } from './world-fsiii.js'
import { kyDeliveries } from './world-ky.js'

const WORLDS = { KY: kyDeliveries, FSIII: fsiiiDeliveries, CPR: cprDeliveries, Aula: aulaDeliveries } as const
export type World = keyof typeof WORLDS

/** Rules of the Kilder, as specification 2.3 and 2.5 have them. Reference data come before what waits for them. */
export const KILDER: ReadonlyMap<string, IntakeKilde> = new Map<string, IntakeKilde>([
  ['KY', { loads: 'in order', chain: 'løbenr' }],
  ['FSIIIKoder', { loads: 'in order', chain: 'løbenr' }],
  ['FSIII', { loads: 'by id', chain: 'løbenr', awaits: 'FSIIIKoder' }],
  ['CPR', { loads: 'in order', chain: 'every periode' }],
  ['Aula', { loads: 'by id', chain: 'løbenr' }],
])

/** What happens after an arrival. A decision picks one of those that it is possible for, if there is one. */
export const HAPPENINGS = [
  'nothing',
  'run',
  'month-run',
  'accept',
  'withdraw',
  'restore',
  'reread',
  'replay',
  'accept loss',
] as const
export type Happening = (typeof HAPPENINGS)[number]

export interface Schedule {
  readonly worlds: readonly World[]
  /** In order of arrival. */
  readonly arrivals: readonly {
    readonly delivery: Delivered
    /** The same again, or other bytes under its name. */
    readonly as: 'itself' | 'duplicate' | 'rival'
    readonly meanwhile: readonly { readonly what: Happening; readonly pick: number }[]
  }[]
}

const ZIP_END = 22

/** Other bytes that say the same: a zip gets a comment, a text a blank line at its end. */
const rivalOf = (delivery: Delivered): Delivered => {
  const content = (): Uint8Array => {
    const bytes = Buffer.from(delivery.content())
    if (delivery.fileName.endsWith('.zip')) bytes.writeUInt16LE(1, bytes.length - ZIP_END + 20)
    return Buffer.concat([bytes, Buffer.from('\n')])
  }
  return { ...delivery, bytes: `${delivery.bytes}\n`, content }
}

const happening = fc.record({
  what: fc.constantFrom<Happening>(
    ...HAPPENINGS,
    'nothing',
    'nothing',
    'nothing',
    'nothing',
    'run',
    'run',
    'run',
    'accept',
    'withdraw',
    'restore',
  ),
  pick: fc.nat({ max: 50 }),
})

const worlds = fc.constantFrom<readonly World[]>(
  ['KY'],
  ['FSIII'],
  ['CPR'],
  ['CPR'],
  ['Aula'],
  ['KY', 'FSIII'],
  ['CPR', 'Aula'],
)

/** A counterexample is told by its arrivals: what stands in them is drawn again from the seed. */
const toldBriefly = (schedule: Schedule): Schedule =>
  Object.assign(schedule, {
    [fc.toStringMethod]: () =>
      schedule.arrivals
        .map(({ delivery, as, meanwhile }) =>
          [
            delivery.fileName,
            ...(as === 'itself' ? [] : [`(${as})`]),
            ...meanwhile.map((each) => each.what),
          ].join(' '),
        )
        .join('; '),
  })

/** Random deliveries in any order, some of them twice, with runs and decisions in between. */
export const schedules: fc.Arbitrary<Schedule> = worlds.chain((of) =>
  fc
    .tuple(...of.map((world) => WORLDS[world]))
    .map((each) => each.flat())
    .chain((deliveries) =>
      fc
        .record({
          order: fc.shuffledSubarray(
            deliveries.map((_, nth) => nth),
            { minLength: Math.max(1, deliveries.length - 1) },
          ),
          again: fc.array(
            fc.record({
              of: fc.nat(),
              at: fc.nat(),
              as: fc.constantFrom<'duplicate' | 'rival'>('duplicate', 'rival'),
            }),
            { maxLength: 2 },
          ),
          meanwhile: fc.array(fc.array(happening, { maxLength: 2 }), { maxLength: deliveries.length + 2 }),
        })
        .map(({ order, again, meanwhile }): Schedule => {
          const arrivals: { delivery: Delivered; as: 'itself' | 'duplicate' | 'rival' }[] = order.flatMap(
            (nth) => {
              const delivery = deliveries[nth]
              return delivery === undefined ? [] : [{ delivery, as: 'itself' as const }]
            },
          )
          for (const { of: nth, at, as } of again) {
            const delivery = deliveries[order[nth % order.length] ?? 0]
            if (delivery !== undefined)
              arrivals.splice(at % (arrivals.length + 1), 0, {
                delivery: as === 'rival' ? rivalOf(delivery) : delivery,
                as,
              })
          }
          return toldBriefly({
            worlds: of,
            arrivals: arrivals.map((each, nth) => ({ ...each, meanwhile: meanwhile[nth] ?? [] })),
          })
        }),
    ),
)
