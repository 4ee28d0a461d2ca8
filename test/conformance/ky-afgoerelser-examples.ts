// Expected rows of FactKYAfgørelser, and of what FactKYYdelser refers to, typed by hand from the text of KY.

import { sag, tilstand, ydelse } from './ky-example-rows.js'
import { afgoerelse, afgoerelseRow, type FactExample, nobody, ofCase } from './ky-fact-examples.js'

const withCase = {
  sager: [sag('2022-04-01')],
  tilstande: [tilstand(1, 'Bevilget', '2022-05-02'), tilstand(2, 'Afsluttet', '2022-06-20')],
} as const

export const afgørelserExamples: readonly FactExample[] = [
  {
    name: 'of several rows of an id the latest, the newest interval of its case, and how many there are',
    held: [
      {
        ...withCase,
        afgoerelser: [
          afgoerelse('A1', 1, 'Bevilling', '2022-05-02T10:00:00'),
          afgoerelse('A1', 2, 'Ændring', '2022-05-20T08:15:00'),
          afgoerelse('A1', 3, 'Afslag', '2022-05-20T08:14:59'),
        ],
      },
    ],
    afgørelser: [afgoerelseRow('A1', 'Ændring', 20220520, '2022-06-20', 3)],
  },
  {
    name: 'at the same time the highest RaekkeNr, as a number',
    held: [
      {
        ...withCase,
        afgoerelser: [
          afgoerelse('A1', 10, 'Ophør', '2022-05-02T10:00:00'),
          afgoerelse('A1', 9, 'Ændring', '2022-05-02T10:00:00'),
        ],
      },
    ],
    afgørelser: [afgoerelseRow('A1', 'Ophør', 20220502, '2022-06-20', 2)],
  },
  {
    name: 'a row after the run month is neither chosen nor counted, an id with no other has no row',
    held: [
      {
        ...withCase,
        afgoerelser: [
          afgoerelse('A1', 1, 'Bevilling', '2022-06-30T23:59:59'),
          afgoerelse('A1', 2, 'Ændring', '2022-07-01T00:00:00'),
          afgoerelse('A2', 1, 'Ophør', '2022-07-01T00:00:00'),
        ],
      },
    ],
    afgørelser: [afgoerelseRow('A1', 'Bevilling', 20220630, '2022-06-20', 1)],
  },
  {
    name: 'its date is the Danish one, and instants are compared',
    held: [
      {
        ...withCase,
        afgoerelser: [
          afgoerelse('A1', 1, 'Bevilling', '2022-05-31T22:30:00Z'),
          afgoerelse('A1', 2, 'Ændring', '2022-06-01T00:15:00'),
          afgoerelse('A2', 1, 'Ophør', '2022-06-30T22:30:00Z'),
        ],
      },
    ],
    afgørelser: [afgoerelseRow('A1', 'Bevilling', 20220601, '2022-06-20', 2)],
  },
  {
    name: 'two ids of one case are two rows',
    held: [
      {
        ...withCase,
        afgoerelser: [
          afgoerelse('A1', 1, 'Bevilling', '2022-05-02T10:00:00'),
          afgoerelse('A2', 1, 'Ændring', '2022-05-02T10:00:00'),
        ],
      },
    ],
    afgørelser: [
      afgoerelseRow('A1', 'Bevilling', 20220502, '2022-06-20', 1),
      afgoerelseRow('A2', 'Ændring', 20220502, '2022-06-20', 1),
    ],
  },
  {
    name: 'rows of an id in two cases: the case of the latest row, and all rows counted',
    held: [
      {
        sager: [...withCase.sager, { ...sag('2022-04-05'), SagId: 'S2', SagsbehandlerId: 'SB2' }],
        tilstande: withCase.tilstande,
        afgoerelser: [
          afgoerelse('A1', 1, 'Bevilling', '2022-05-02T10:00:00', 'S1'),
          afgoerelse('A1', 2, 'Ændring', '2022-05-03T10:00:00', 'S2'),
        ],
      },
    ],
    afgørelser: [
      afgoerelseRow('A1', 'Ændring', 20220503, '2022-04-05', 2, { sagId: 'S2', sagsbehandler: 'SB2' }),
    ],
  },
  {
    name: 'of a case that nobody knows it refers to nothing',
    held: [{ afgoerelser: [afgoerelse('A1', 1, 'Bevilling', '2022-05-02T10:00:00')] }],
    afgørelser: [afgoerelseRow('A1', 'Bevilling', 20220502, null, 1, nobody)],
  },
  {
    name: 'a case created after the run month has no interval',
    held: [
      { sager: [sag('2022-07-01')], afgoerelser: [afgoerelse('A1', 1, 'Bevilling', '2022-05-02T10:00:00')] },
    ],
    afgørelser: [afgoerelseRow('A1', 'Bevilling', 20220502, null, 1)],
  },
  {
    name: 'what the source no longer holds stays, and counts',
    held: [
      {
        from: '2022-05',
        ...withCase,
        afgoerelser: [
          afgoerelse('A1', 1, 'Bevilling', '2022-05-02T10:00:00'),
          afgoerelse('A1', 2, 'Ændring', '2022-05-20T10:00:00'),
        ],
      },
      {
        from: '2022-06',
        ...withCase,
        afgoerelser: [afgoerelse('A1', 1, 'Afslag', '2022-05-02T10:00:00')],
      },
    ],
    afgørelser: [afgoerelseRow('A1', 'Ændring', 20220520, '2022-06-20', 2)],
  },
  {
    name: 'a decision that its source took back to an earlier time',
    held: [
      {
        from: '2022-05',
        ...withCase,
        afgoerelser: [
          afgoerelse('A1', 1, 'Bevilling', '2022-05-02T10:00:00'),
          afgoerelse('A1', 2, 'Ændring', '2022-05-20T10:00:00'),
        ],
      },
      {
        from: '2022-06',
        ...withCase,
        afgoerelser: [
          afgoerelse('A1', 1, 'Bevilling', '2022-05-02T10:00:00'),
          afgoerelse('A1', 2, 'Ændring', '2022-05-01T10:00:00'),
        ],
      },
    ],
    afgørelser: [afgoerelseRow('A1', 'Bevilling', 20220502, '2022-06-20', 2)],
  },
  {
    name: 'one AfgoerelseId in two kildesystemer is two decisions',
    held: [
      { ...withCase, afgoerelser: [afgoerelse('A1', 1, 'Bevilling', '2022-05-02T10:00:00')] },
      { kildesystem: 'KYB', afgoerelser: [afgoerelse('A1', 2, 'Ændring', '2022-05-03T10:00:00')] },
    ],
    afgørelser: [
      afgoerelseRow('A1', 'Ændring', 20220503, null, 1, { ...nobody, kildesystem: 'KYB' }),
      afgoerelseRow('A1', 'Bevilling', 20220502, '2022-06-20', 1),
    ],
  },
]

const { kleNummer, ydelsesmodtager, bevillingsmodtager } = ofCase

const ydelsen = {
  kommune: '0751',
  kildesystem: 'NC',
  ydelseId: 'Y1',
  sagId: 'S1',
  kleNummer,
  ydelsesmodtager,
  bevillingsmodtager,
  ydelsesart: 'Kontanthjælp',
  ydelsestype: 'Grundsats',
} as const

export const ydelserReferenceExamples: readonly FactExample[] = [
  {
    name: 'a ydelse has its case’s interval and latest decision by each month’s end',
    held: [
      {
        ...withCase,
        ydelser: [ydelse('2022-05-30', null)],
        afgoerelser: [
          afgoerelse('A1', 1, 'Bevilling', '2022-06-01T00:00:00'),
          afgoerelse('A1', 2, 'Ændring', '2022-07-01T00:00:00'),
        ],
      },
    ],
    ydelser: [
      {
        ...ydelsen,
        month: '2022-05',
        sagOversigtFraDato: '2022-05-02',
        afgørelsestype: null,
        dage: 2,
        dageIMåned: 31,
        fuldtidsperson: '0.064516',
        varighed: 2,
        dagmaske: 1610612736,
      },
      {
        ...ydelsen,
        month: '2022-06',
        sagOversigtFraDato: '2022-06-20',
        afgørelsestype: 'Bevilling',
        dage: 20,
        dageIMåned: 30,
        fuldtidsperson: '0.666667',
        varighed: 22,
        dagmaske: 1048575,
      },
    ],
  },
  {
    name: 'a ydelse of persons and of a number that nobody knows',
    held: [
      {
        sager: [
          {
            ...sag('2022-06-01'),
            KleNummer: '99.99.99',
            YdelsesmodtagerCpr: '0202020002',
            BevillingsmodtagerCpr: '0101570001',
          },
        ],
        tilstande: [tilstand(1, 'Bevilget', '2022-06-01')],
        ydelser: [ydelse('2022-06-30', null)],
      },
    ],
    ydelser: [
      {
        ...ydelsen,
        kleNummer: null,
        ydelsesmodtager: null,
        bevillingsmodtager: '0101570001',
        month: '2022-06',
        sagOversigtFraDato: '2022-06-01',
        afgørelsestype: null,
        dage: 1,
        dageIMåned: 30,
        fuldtidsperson: '0.033333',
        varighed: 1,
        dagmaske: 536870912,
      },
    ],
  },
]
