import { extractOf } from '../reference/dagtilbud-basis.js'
import type { KommeGåRow } from '../reference/dagtilbud-komme-gaa.js'
import { danish, dimTid } from '../reference/danish-day.js'
import type { Drawn, Edge } from './dagtilbud-drawn.js'

const row = (holds: (one: KommeGåRow) => boolean) => (of: Drawn) => of.rows.some(holds)

const again =
  (holds: (a: Drawn['again'][number][0], b: Drawn['again'][number][1]) => boolean) => (of: Drawn) =>
    of.again.some(([a, b]) => holds(a, b))

export const deliveryEdges: readonly Edge[] = [
  ['a row sent again unchanged', again((a, b) => JSON.stringify(a) === JSON.stringify(b))],
  ['a corrected time', again((a, b) => a.Tidspunkt !== b.Tidspunkt)],
  ['a corrected day', again((a, b) => danish(a.Tidspunkt).day !== danish(b.Tidspunkt).day)],
  ['a corrected status', again((a, b) => a.Status !== b.Status)],
  ['an event given to another child', again((a, b) => a.BarnUuid !== b.BarnUuid)],
  ['an event given to another institution', again((a, b) => a.InstitutionSTIL !== b.InstitutionSTIL)],
  [
    'an event that is what it was before',
    (of) =>
      of.again.some(
        ([a, b]) =>
          JSON.stringify(a) === JSON.stringify(b) &&
          of.again.some(([c, d]) => c.RegistreringId === a.RegistreringId && d.Tidspunkt !== c.Tidspunkt),
      ),
  ],
  [
    'a broken row',
    ({ history }) => history.aula.some(({ registreringer }) => registreringer.some(({ broken }) => broken)),
  ],
  [
    'one id with two contents in a delivery',
    ({ history }) =>
      history.aula.some(({ registreringer }) =>
        registreringer.some((a) =>
          registreringer.some(
            (b) =>
              !a.broken &&
              !b.broken &&
              a.row.RegistreringId === b.row.RegistreringId &&
              a.row.Status !== b.row.Status,
          ),
        ),
      ),
  ],
  [
    'an event a month late',
    ({ basis }) =>
      basis.registreringer.some(
        ({ row: { Tidspunkt }, extract }) => Math.floor(extract / 1000) > dimTid(danish(Tidspunkt).day + 31),
      ),
  ],
  [
    'an event from before its extract',
    ({ basis }) =>
      basis.registreringer.some(
        ({ row: { Tidspunkt }, extract }) => Math.floor(extract / 1000) < dimTid(danish(Tidspunkt).day),
      ),
  ],
  ['two deliveries of one periode', ({ history }) => history.aula.some(({ loebenr }) => loebenr === '002')],
  [
    'a child that is another later',
    ({ history }) =>
      history.aula.some((a) =>
        a.boern?.some((one) =>
          history.aula.some(
            (b) =>
              b.kommune === a.kommune &&
              extractOf(b) > extractOf(a) &&
              b.boern?.some(
                (other) =>
                  other.row.BarnUuid === one.row.BarnUuid && other.row.Personnummer !== one.row.Personnummer,
              ),
          ),
        ),
      ),
  ],
  [
    'a child without a number',
    ({ basis }) => basis.boern.some(({ row: { Personnummer } }) => Personnummer === null),
  ],
  [
    'two ids of one child',
    ({ basis }) =>
      basis.boern.some((a) =>
        basis.boern.some(
          (b) =>
            a !== b &&
            a.kommune === b.kommune &&
            a.row.Personnummer !== null &&
            a.row.Personnummer === b.row.Personnummer,
        ),
      ),
  ],
  ['a delivery without children', ({ history }) => history.aula.some(({ boern }) => boern === null)],
]

const weighed = (holds: (weights: readonly (string | null)[]) => boolean) => (of: Drawn) => {
  const byChild = new Map<string, (string | null)[]>()
  for (const one of of.rows) {
    const key = `${one.dimKommune} ${one.barn}`
    byChild.set(key, [...(byChild.get(key) ?? []), one.fuldtidsbørn])
  }
  return [...byChild.values()].some(holds)
}

export const weightEdges: readonly Edge[] = [
  ...['1.00', '0.75', '0.50'].map(
    (weight): Edge => [`a weight of ${weight}`, row((one) => one.fuldtidsbørn === weight)],
  ),
  ['a known child without a weight', row((one) => one.borger !== null && one.fuldtidsbørn === null)],
  [
    'a weight of a child whom CPR does not know',
    row((one) => one.borger === null && one.fuldtidsbørn !== null),
  ],
  [
    'a weight on some dates only',
    weighed((weights) => weights.includes(null) && weights.some((one) => one !== null)),
  ],
  ['two weights on two dates', weighed((weights) => new Set(weights.filter((one) => one !== null)).size > 1)],
  [
    'two enrolments of different weight on one day',
    ({ basis, indskrivning }) =>
      indskrivning.overlap.length > 1 &&
      new Set(basis.indskrivninger.map(({ row: { Timer } }) => Timer)).size > 1,
  ],
]
