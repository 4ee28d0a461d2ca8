import { dayOf, dimTid, lastDay } from '../reference/danish-day.js'
import { type Drawn, EDGE_MONTH, type Edge } from './dagtilbud-drawn.js'

const RUN_END = lastDay(EDGE_MONTH)

const enrolled = (holds: (one: Drawn['basis']['indskrivninger'][number]) => boolean) => (of: Drawn) =>
  of.basis.indskrivninger.some(holds)

export const enrolmentEdges: readonly Edge[] = [
  ...['37', '36.01', '36', '25', '24.99', '0.5', '0', null, '168'].map(
    (timer): Edge => [`hours ${timer ?? 'empty'}`, enrolled(({ row: { Timer } }) => Timer === timer)],
  ),
  [
    'enrolled on a month’s last day only',
    (of) =>
      of.fakta.some(({ indskrivningId, dimKommune, dimTid: tid }) =>
        of.basis.indskrivninger.some(
          (one) =>
            one.row.IndskrivningId === indskrivningId &&
            Number(one.kommune) === dimKommune &&
            dimTid(dayOf(one.row.StartDato)) === tid,
        ),
      ),
  ],
  [
    'ended on a month’s last day',
    enrolled(({ slut }) => slut !== null && dayOf(slut) === lastDay(slut.slice(0, 7))),
  ],
  ['ended by absence', enrolled(({ row: { SlutDato }, slut }) => slut !== SlutDato)],
  [
    'ended by absence before it began',
    enrolled(({ row: { StartDato }, slut }) => slut !== null && slut < StartDato),
  ],
  ['absent, but ended before', enrolled(({ row: { SlutDato }, slut }) => slut !== null && slut === SlutDato)],
  ['begins after the run month', enrolled(({ row: { StartDato } }) => dayOf(StartDato) > RUN_END)],
  ['an overlap', ({ indskrivning }) => indskrivning.overlap.length > 0],
  [
    'an overlap across kommuner only',
    ({ basis, indskrivning }) =>
      basis.indskrivninger.some((a) =>
        basis.indskrivninger.some(
          (b) =>
            a.kommune !== b.kommune &&
            a.row.Personnummer === b.row.Personnummer &&
            a.slut === null &&
            b.slut === null &&
            !indskrivning.overlap.includes(`${a.kommune} ${a.row.IndskrivningId}`),
        ),
      ),
  ],
  ['a citizen whom CPR does not know', ({ fakta }) => fakta.some(({ borger }) => borger === null)],
  [
    'an institution that nobody delivered',
    ({ fakta }) => fakta.some(({ institution }) => institution === null),
  ],
  [
    'an institution with two versions',
    ({ basis }) =>
      basis.institutioner.some((a) =>
        basis.institutioner.some((b) => a !== b && a.row.InstitutionsNr === b.row.InstitutionsNr),
      ),
  ],
  [
    'a version that is not the first',
    ({ fakta, basis }) =>
      fakta.some(
        ({ institution }) =>
          institution !== null &&
          basis.institutioner.some(
            ({ row: { InstitutionsNr }, fra }) =>
              institution.startsWith(InstitutionsNr) && fra < institution.slice(-10),
          ),
      ),
  ],
  [
    'a month before the first version',
    ({ fakta, basis }) =>
      fakta.some(
        ({ institution, dimTid: tid }) =>
          institution !== null &&
          basis.institutioner.some(
            ({ row: { InstitutionsNr }, fra }) =>
              institution === `${InstitutionsNr} ${fra}` && dimTid(dayOf(fra)) > tid,
          ),
      ),
  ],
  [
    'a gap between versions',
    ({ basis }) =>
      basis.institutioner.some(
        (a) =>
          a.til !== null &&
          basis.institutioner.some(
            (b) => b.row.InstitutionsNr === a.row.InstitutionsNr && dayOf(b.fra) > dayOf(a.til ?? '') + 1,
          ),
      ),
  ],
  [
    'an institution gone',
    ({ basis }) =>
      basis.institutioner.some(
        (a) =>
          a.til !== null &&
          !basis.institutioner.some((b) => b.row.InstitutionsNr === a.row.InstitutionsNr && b.fra > a.fra),
      ),
  ],
  [
    'an institution of another kommune',
    ({ fakta }) =>
      fakta.some(
        ({ institution, dimKommune }) => institution !== null && !institution.startsWith(String(dimKommune)),
      ),
  ],
  [
    'two full deliveries of one periode',
    ({ history }) => history.dagtilbud.some(({ loebenr }) => loebenr === '002'),
  ],
  [
    'a refused enrolment that stands',
    ({ history, basis }) =>
      history.dagtilbud.some(({ kommune, indskrivninger }) =>
        indskrivninger.some(
          ({ row: { IndskrivningId }, broken }) =>
            broken &&
            basis.indskrivninger.some(
              (one) =>
                one.kommune === kommune && one.row.IndskrivningId === IndskrivningId && one.slut === null,
            ),
        ),
      ),
  ],
]
