// Planned and delivered indsatser, kommuner and ages, as questions to a random history.

import { danish, dateOf, lastDay } from '../reference/danish-day.js'
import { versionLists } from '../reference/historise-upsert.js'
import { type Drawn, EDGE_MONTH, type Edge } from './fsiii-drawn.js'

const END = lastDay(EDGE_MONTH)

const anyPlan =
  (is: (plan: Drawn['planer'][number], all: Drawn) => boolean) =>
  (all: Drawn): boolean =>
    all.planer.some((plan) => is(plan, all))

const isEnded = (status: string): boolean => status === 'completed' || status === 'revoked'

/** Tilstande that a plan or procedure is linked to and that stand, as the rule orders them. */
const linkedTo = (ids: readonly string[], all: Drawn) =>
  all.stands.tilstande
    .filter((one) => ids.includes(one.id))
    .sort((a, b) => danish(a.registreret).day - danish(b.registreret).day)

/** Recorded on one day: the code as sent decides. Of one code too, no table shows which of them it was. */
const isTie = (ids: readonly string[], all: Drawn): boolean => {
  const [a, b] = linkedTo(ids, all)
  return (
    a !== undefined &&
    b !== undefined &&
    danish(a.registreret).day === danish(b.registreret).day &&
    a.tilstandKode !== b.tilstandKode
  )
}

const contactsOf = (id: string, all: Drawn) =>
  all.stands.kontakter.filter((one) => one.indsatsIds.includes(id))

export const planlagtEdges: readonly Edge[] = [
  ['ended on its SlutDato', anyPlan(({ row, newest }) => row.dimTidSlut > 0 && newest.slut !== null)],
  [
    'ended without one, on the report’s day',
    anyPlan(({ row, newest }) => row.dimTidSlut > row.dimTidStart && newest.slut === null),
  ],
  [
    'ended without one by a report before its start',
    anyPlan(
      ({ row, newest }) =>
        row.dimTidSlut === row.dimTidStart &&
        newest.slut === null &&
        danish(newest.reportTidspunkt).day < danish(newest.start).day,
    ),
  ],
  [
    'said to have ended by two reports',
    anyPlan(
      ({ row, versions }) =>
        row.dimTidSlut > 0 && versions.slice(-2).filter((one) => isEnded(one.status)).length === 2,
    ),
  ],
  [
    'ended, taken up again, ended',
    anyPlan(
      ({ row, versions }) =>
        row.dimTidSlut > 0 &&
        versions.some(
          (one, nth) => !isEnded(one.status) && versions.slice(0, nth).some((older) => isEnded(older.status)),
        ),
    ),
  ],
  ['revoked', anyPlan(({ row, newest }) => row.dimTidSlut > 0 && newest.status === 'revoked')],
  ['on hold', anyPlan(({ newest }) => newest.status === 'on-hold')],
  [
    'a planned end has passed',
    anyPlan(
      ({ newest }) => newest.status === 'active' && newest.slut !== null && danish(newest.slut).day <= END,
    ),
  ],
  [
    'ended after the run month',
    anyPlan(({ row, newest }) => row.dimTidSlut === -1 && isEnded(newest.status)),
  ],
  ['more than three months', ({ planRows }) => planRows.some((row) => row.løbetid > 3)],
  ['begins after the run month', ({ stands }) => stands.planer.some((one) => danish(one.start).day > END)],
  [
    'withdrawn',
    ({ basis }) => versionLists(basis.planer).some((list) => list.at(-1)?.status === 'entered-in-error'),
  ],
  [
    'withdrawn and back',
    anyPlan(({ versions }) => versions.slice(0, -1).some((one) => one.status === 'entered-in-error')),
  ],
  [
    'end before start is refused',
    ({ history }) =>
      history.deliveries.some((one) =>
        one.bundles.some((bundle) =>
          bundle.entry.some(
            ({ resource }) =>
              resource.resourceType === 'CarePlan' &&
              resource.period?.end !== undefined &&
              danish(resource.period.end).day < danish(resource.period.start).day,
          ),
        ),
      ),
  ],
  [
    'a link to nothing',
    anyPlan(({ row, newest }) => row.tilstandId === null && newest.tilstandIds.length > 0),
  ],
  ['no link', anyPlan(({ newest }) => newest.tilstandIds.length === 0)],
  [
    'two links',
    ({ links }) =>
      links.some((a) => links.some((b) => a.indsatsId === b.indsatsId && a.tilstandId !== b.tilstandId)),
  ],
  [
    'linked tilstande of one day: the lower code',
    anyPlan(({ newest }, all) => isTie(newest.tilstandIds, all)),
  ],
  [
    'a linked tilstand is withdrawn',
    anyPlan(({ newest }, { basis }) =>
      versionLists(basis.tilstande).some(
        (list) =>
          newest.tilstandIds.includes(list[0]?.id ?? '') && list.at(-1)?.status === 'entered-in-error',
      ),
    ),
  ],
  [
    'the linked tilstand came in a later extract',
    anyPlan(({ row, newest }, { basis }) => {
      const first = basis.tilstande.filter((one) => one.id === row.tilstandId).map((one) => one.extract)
      return first.length > 0 && Math.min(...first) > newest.extract
    }),
  ],
  [
    'the linked tilstand is another citizen’s',
    anyPlan(({ row }, { tilstande }) =>
      tilstande.some(
        (one) => one.row.tilstandId === row.tilstandId && one.row.personnummer !== row.personnummer,
      ),
    ),
  ],
  [
    'a tilstand sent for one citizen and later for another',
    ({ tilstande }) =>
      tilstande.some(({ versions, newest }) =>
        versions.some((one) => one.personnummer !== newest.personnummer),
      ),
  ],
  ['an opfølgning of its own', anyPlan(({ row }) => row.opfølgning !== null)],
  [
    'an opfølgning after the run month does not count',
    anyPlan(({ row }, { stands }) =>
      stands.opfoelgninger.some(
        (one) => one.fokusIds.includes(row.indsatsId) && danish(one.tidspunkt).day > END,
      ),
    ),
  ],
  ['a contact', anyPlan(({ row }) => row.dimTidOpfølgningKontakt > 0)],
  [
    'a contact that is none of the planned opfølgninger',
    anyPlan(
      ({ row }, all) => row.dimTidOpfølgningKontakt === -1 && contactsOf(row.indsatsId, all).length > 0,
    ),
  ],
]

const starts = ({ tilstande, planer, leveret, basis }: Drawn): (readonly [string, string])[] => [
  ...tilstande.map(({ row }) => [basis.foedselsdato[row.personnummer] ?? '', String(row.dimTid)] as const),
  ...planer.map(({ row }) => [basis.foedselsdato[row.personnummer] ?? '', String(row.dimTidStart)] as const),
  ...leveret.map((row) => [basis.foedselsdato[row.personnummer] ?? '', String(row.dimTid)] as const),
]

const shownRows = ({ tilstande, planer, leveret }: Drawn) => [
  ...tilstande.map(({ row }) => row),
  ...planer.map(({ row }) => row),
  ...leveret,
]

export const otherEdges: readonly Edge[] = [
  ['delivered with a time of day', ({ leveret }) => leveret.some((row) => row.dimKlokkeslæt >= 0)],
  ['delivered on a date', ({ leveret }) => leveret.some((row) => row.dimKlokkeslæt === -1)],
  ['delivered at midnight', ({ leveret }) => leveret.some((row) => row.dimKlokkeslæt === 0)],
  [
    'delivered on another date than in UTC',
    ({ stands }) =>
      stands.procedurer.some(
        (one) => one.status === 'completed' && one.leveret.slice(0, 10) !== dateOf(danish(one.leveret).day),
      ),
  ],
  [
    'delivered after the run month',
    ({ stands }) =>
      stands.procedurer.some((one) => one.status === 'completed' && danish(one.leveret).day > END),
  ],
  ['not completed', ({ stands }) => stands.procedurer.some((one) => one.status === 'in-progress')],
  ['delivered because of a tilstand', ({ leveret }) => leveret.some((row) => row.tilstandId !== null)],
  [
    'delivered because of two of one day',
    (all) => all.stands.procedurer.some((one) => isTie(one.tilstandIds, all)),
  ],
  ...[751, 461, -1].map(
    (kommune): Edge => [
      `kommune ${kommune}`,
      (all) => shownRows(all).some((row) => row.dimKommune === kommune),
    ],
  ),
  [
    'a national delivery’s kommune by its sender',
    ({ tilstande }) =>
      tilstande.some(({ row, newest }) => newest.kommune === '0000' && row.dimKommune !== -1),
  ],
  [
    'another kommune than before',
    ({ tilstande }) =>
      tilstande.some(({ versions, newest }) => versions.some((one) => one.kommune !== newest.kommune)),
  ],
  [
    'a sender that moved to another kommune',
    ({ history }) =>
      Object.entries(history.sor[0]?.rows ?? {}).some(
        ([sor, kommune]) => (history.sor[1]?.rows[sor] ?? kommune) !== kommune,
      ),
  ],
  [
    'a birth date that was corrected',
    ({ history }) =>
      Object.entries(history.personer[0]?.rows ?? {}).some(
        ([person, born]) => (history.personer[1]?.rows[person] ?? born) !== born,
      ),
  ],
  [
    'a number that has been replaced',
    (all) =>
      shownRows(all).some(
        ({ personnummer }) => (all.basis.gaeldende[personnummer] ?? personnummer) !== personnummer,
      ),
  ],
  [
    'replaced in the later of two deliveries',
    (all) =>
      all.history.personer.length === 2 &&
      Object.values(all.history.personer[1]?.rows ?? {}).some((value) => value.startsWith('→')),
  ],
  ['age unknown', (all) => starts(all).some(([born]) => born === '')],
  ['age known', (all) => shownRows(all).some((row) => row.dimAlder >= 0)],
  [
    'born 29 February, starts 28 February in a common year',
    (all) => starts(all).some(([born, start]) => born.endsWith('-02-29') && start === '20220228'),
  ],
  [
    'born 29 February, starts 1 March',
    (all) => starts(all).some(([born, start]) => born.endsWith('-02-29') && start === '20220301'),
  ],
  [
    'starts on a birthday',
    (all) => starts(all).some(([born, start]) => born === '1957-05-10' && start === '20220510'),
  ],
  [
    'starts before birth',
    (all) => starts(all).some(([born, start]) => born === '2022-05-10' && start < '20220510'),
  ],
]
