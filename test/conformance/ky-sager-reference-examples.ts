// Expected rows of FactKYSager, typed by hand: what a case refers to, what its source no longer holds, corrects,
// or holds twice under one id.

import type { KYTilstand } from '../reference/ky-rows.js'
import { sag, tilstand, ydelse } from './ky-example-rows.js'
import { A, afgoerelse, type FactExample, nobody, O, S, sagRow } from './ky-fact-examples.js'

const april = sag('2022-04-01')
const open = (month: string, days: number, other: object, flags: readonly (typeof O)[] = []) =>
  sagRow(month, 'Oprettet', '2022-04-01', days, days, flags, other)
const march = {
  sager: [sag('2022-03-01')],
  tilstande: [tilstand(1, 'Under Oplysning', '2022-03-11')],
} as const
const underOplysning = (month: string, days: number, flags: readonly (typeof O)[] = []) =>
  sagRow(month, 'Under Oplysning', '2022-03-11', days, days, flags)

const june = (tilstand: KYTilstand, fraDato: string, days: number, other: object) =>
  sagRow('2022-06', tilstand, fraDato, days, days, [O], other)

export const sagerReferenceExamples: readonly FactExample[] = [
  {
    name: 'the latest decision by each month’s end: by time, then AfgoerelseId, then RaekkeNr',
    held: [
      {
        sager: [april],
        afgoerelser: [
          afgoerelse('A9', 1, 'Senere', '2022-07-01T00:00:00'),
          afgoerelse('A4', 2, 'Ophør', '2022-06-10T09:00:00'),
          afgoerelse('A4', 1, 'Afslag', '2022-06-10T09:00:00'),
          afgoerelse('A3', 9, 'Tilbagekaldt', '2022-06-10T09:00:00'),
          afgoerelse('A2', 1, 'Ændring', '2022-05-15T10:00:00'),
          afgoerelse('A5', 1, 'Bevilling', '2022-04-30T23:59:59'),
          afgoerelse('A8', 1, 'En anden sags', '2022-06-20T09:00:00', 'S2'),
        ],
      },
    ],
    sager: [
      open('2022-04', 29, { afgørelsestype: 'Bevilling' }, [O]),
      open('2022-05', 60, { afgørelsestype: 'Ændring' }),
      open('2022-06', 90, { afgørelsestype: 'Ophør' }),
    ],
  },
  {
    name: 'a decision belongs to the Danish day on which it was made',
    held: [
      {
        sager: [april],
        afgoerelser: [
          afgoerelse('A1', 1, 'Bevilling', '2022-05-31T22:30:00Z'),
          afgoerelse('A2', 1, 'Ændring', '2022-06-30T22:30:00Z'),
        ],
      },
    ],
    sager: [
      open('2022-04', 29, {}, [O]),
      open('2022-05', 60, {}),
      open('2022-06', 90, { afgørelsestype: 'Bevilling' }),
    ],
  },
  {
    name: 'the ydelsesart of the earliest ydelse by StartDato, then YdelseId, on all rows of the case',
    held: [
      {
        sager: [april],
        ydelser: [
          { ...ydelse('2022-06-10', null), YdelseId: 'Y2', Ydelsesart: 'Særlig støtte' },
          { ...ydelse('2022-06-10', '2022-06-11'), YdelseId: 'Y1', Ydelsesart: 'Kontanthjælp' },
          { ...ydelse('2022-06-11', null), YdelseId: 'Y0', Ydelsesart: 'Ledighedsydelse' },
          { ...ydelse('2022-01-01', null), YdelseId: 'Y3', SagId: 'S2', Ydelsesart: 'Revalidering' },
        ],
      },
    ],
    sager: [
      open('2022-04', 29, { ydelsesart: 'Kontanthjælp' }, [O]),
      open('2022-05', 60, { ydelsesart: 'Kontanthjælp' }),
      open('2022-06', 90, { ydelsesart: 'Kontanthjælp' }),
    ],
  },
  {
    name: 'a ydelse that begins after the run month is not seen',
    held: [{ sager: [sag('2022-06-01')], ydelser: [ydelse('2022-07-01', null)] }],
    sager: [june('Oprettet', '2022-06-01', 29, {})],
  },
  {
    name: 'who is known, and a KLE number that is withdrawn',
    held: [
      {
        sager: [
          {
            ...sag('2022-06-01'),
            KleNummer: '32.18.04',
            YdelsesmodtagerCpr: '0101570001',
            BevillingsmodtagerCpr: '0101410001',
          },
        ],
      },
    ],
    sager: [
      june('Oprettet', '2022-06-01', 29, {
        kleNummer: '32.18.04',
        ydelsesmodtager: '0101570001',
        bevillingsmodtager: '0101410001',
      }),
    ],
  },
  {
    name: 'a KLE number that a later plan no longer holds',
    held: [{ sager: [{ ...sag('2022-06-01'), KleNummer: '32.24.99' }] }],
    sager: [june('Oprettet', '2022-06-01', 29, { kleNummer: '32.24.99' })],
  },
  {
    name: 'a KLE gruppe is a number too',
    held: [{ sager: [{ ...sag('2022-06-01'), KleNummer: '32.24' }] }],
    sager: [june('Oprettet', '2022-06-01', 29, { kleNummer: '32.24' })],
  },
  {
    name: 'what nobody knows: number, persons, a deleted double number, no caseworker, no organisation',
    held: [
      {
        sager: [
          {
            ...sag('2022-06-01'),
            KleNummer: '99.99.99',
            YdelsesmodtagerCpr: '0101900001',
            BevillingsmodtagerCpr: '0202020002',
            SagsbehandlerId: null,
            OrganisationId: null,
          },
        ],
      },
    ],
    sager: [june('Oprettet', '2022-06-01', 29, nobody)],
  },
  {
    name: 'an open case that its source no longer holds has rows to the last month that held it',
    held: [{ from: '2022-03', ...march }, { from: '2022-05' }],
    sager: [underOplysning('2022-03', 30, [O]), underOplysning('2022-04', 60)],
  },
  {
    name: 'a closed case that its source no longer holds stays',
    held: [
      { from: '2022-03', sager: [sag('2022-03-05')], tilstande: [tilstand(1, 'Afslag', '2022-03-20')] },
      { from: '2022-04' },
    ],
    sager: [sagRow('2022-03', 'Afslag', '2022-03-20', 15, 15, [O, S, A])],
  },
  {
    name: 'a case that its source no longer holds, but closes: it was not open',
    held: [
      { from: '2022-03', ...march },
      { from: '2022-05', tilstande: [...march.tilstande, tilstand(2, 'Afsluttet', '2022-06-05')] },
    ],
    sager: [
      underOplysning('2022-03', 30, [O]),
      underOplysning('2022-04', 60),
      underOplysning('2022-05', 91),
      sagRow('2022-06', 'Afsluttet', '2022-06-05', 96, 96, [A]),
    ],
  },
  {
    name: 'a case reopened after its source held it last has no row of the reopening',
    held: [
      { from: '2022-03', sager: [sag('2022-03-01')], tilstande: [tilstand(1, 'Afslag', '2022-03-11')] },
      {
        from: '2022-05',
        tilstande: [tilstand(1, 'Afslag', '2022-03-11'), tilstand(2, 'Under Oplysning', '2022-05-10')],
      },
    ],
    sager: [sagRow('2022-03', 'Afslag', '2022-03-11', 10, 10, [O, S, A])],
  },
  {
    name: 'a case that returns is as if it had never been away',
    held: [{ from: '2022-03', ...march }, { from: '2022-04' }, { from: '2022-06', ...march }],
    sager: [
      underOplysning('2022-03', 30, [O]),
      underOplysning('2022-04', 60),
      underOplysning('2022-05', 91),
      underOplysning('2022-06', 121),
    ],
  },
  {
    name: 'a correction counts for all months',
    held: [
      { from: '2022-05', sager: [sag('2022-03-01')], tilstande: [tilstand(1, 'Henlagt', '2022-05-02')] },
      {
        from: '2022-06',
        sager: [{ ...sag('2022-03-10'), SagsbehandlerId: 'SB2' }],
        tilstande: [tilstand(1, 'Bevilget', '2022-04-09')],
      },
    ],
    sager: [
      sagRow('2022-03', 'Oprettet', '2022-03-10', 21, 21, [O], { sagsbehandler: 'SB2' }),
      sagRow('2022-04', 'Bevilget', '2022-04-09', 30, 51, [S], { sagsbehandler: 'SB2' }),
      sagRow('2022-05', 'Bevilget', '2022-04-09', 30, 82, [], { sagsbehandler: 'SB2' }),
      sagRow('2022-06', 'Bevilget', '2022-04-09', 30, 112, [], { sagsbehandler: 'SB2' }),
    ],
  },
  {
    name: 'a state row that its source no longer holds stays',
    held: [
      { from: '2022-05', sager: [sag('2022-05-01')], tilstande: [tilstand(1, 'Bevilget', '2022-05-11')] },
      { from: '2022-06', sager: [sag('2022-05-01')] },
    ],
    sager: [
      sagRow('2022-05', 'Bevilget', '2022-05-11', 10, 30, [O, S]),
      sagRow('2022-06', 'Bevilget', '2022-05-11', 10, 60),
    ],
  },
  {
    name: 'one SagId in two kildesystemer and in another kommune: three cases with nothing in common',
    held: [
      {
        sager: [sag('2022-06-01')],
        tilstande: [tilstand(1, 'Afslag', '2022-06-11')],
        ydelser: [ydelse('2022-06-01', null)],
        afgoerelser: [afgoerelse('A1', 1, 'Afslag', '2022-06-11T12:00:00')],
      },
      { kildesystem: 'KYB', sager: [{ ...sag('2022-06-10'), YdelsesmodtagerCpr: '0101570001' }] },
      { kommune: '0461', sager: [sag('2022-06-20')], tilstande: [tilstand(1, 'Bevilget', '2022-06-25')] },
    ],
    sager: [
      sagRow('2022-06', 'Bevilget', '2022-06-25', 5, 10, [O, S], { kommune: '0461' }),
      june('Oprettet', '2022-06-10', 20, { kildesystem: 'KYB', ydelsesmodtager: '0101570001' }),
      sagRow('2022-06', 'Afslag', '2022-06-11', 10, 10, [O, S, A], {
        afgørelsestype: 'Afslag',
        ydelsesart: 'Kontanthjælp',
      }),
    ],
  },
]
