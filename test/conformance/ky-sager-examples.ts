// Expected rows of FactKYSager, typed by hand from the worked table of KY. Plain data: no code under test, and no reference model, had a part in them.

import { sag, tilstand } from './ky-example-rows.js'
import { A, type FactExample, O, S, sagRow } from './ky-fact-examples.js'

export const sagerTableExamples: readonly FactExample[] = [
  {
    name: 'created 2022-01-31, Bevilget 2022-02-10, Afsluttet 2022-04-01',
    held: [
      {
        sager: [sag('2022-01-31')],
        tilstande: [tilstand(1, 'Bevilget', '2022-02-10'), tilstand(2, 'Afsluttet', '2022-04-01')],
      },
    ],
    sager: [
      sagRow('2022-01', 'Oprettet', '2022-01-31', 0, 0, [O]),
      sagRow('2022-02', 'Bevilget', '2022-02-10', 10, 28, [S]),
      sagRow('2022-03', 'Bevilget', '2022-02-10', 10, 59),
      sagRow('2022-04', 'Afsluttet', '2022-04-01', 10, 60, [A]),
    ],
  },
  {
    name: 'created 2022-03-05, Afslag 2022-03-20',
    held: [{ sager: [sag('2022-03-05')], tilstande: [tilstand(1, 'Afslag', '2022-03-20')] }],
    sager: [sagRow('2022-03', 'Afslag', '2022-03-20', 15, 15, [O, S, A])],
  },
  {
    name: 'created 2022-03-05, Afslag 2022-03-20, Afsluttet 2022-06-30: the same closed stretch',
    held: [
      {
        sager: [sag('2022-03-05')],
        tilstande: [tilstand(1, 'Afslag', '2022-03-20'), tilstand(2, 'Afsluttet', '2022-06-30')],
      },
    ],
    sager: [sagRow('2022-03', 'Afslag', '2022-03-20', 15, 15, [O, S, A])],
  },
  {
    name: 'created 2022-05-10, nothing more',
    held: [{ sager: [sag('2022-05-10')] }],
    sager: [
      sagRow('2022-05', 'Oprettet', '2022-05-10', 21, 21, [O]),
      sagRow('2022-06', 'Oprettet', '2022-05-10', 51, 51),
    ],
  },
  {
    name: 'created 2022-01-10, Afslag 2022-01-20, Under Oplysning 2022-04-05, Bevilget 2022-04-15',
    held: [
      {
        sager: [sag('2022-01-10')],
        tilstande: [
          tilstand(1, 'Afslag', '2022-01-20'),
          tilstand(2, 'Under Oplysning', '2022-04-05'),
          tilstand(3, 'Bevilget', '2022-04-15'),
        ],
      },
    ],
    sager: [
      sagRow('2022-01', 'Afslag', '2022-01-20', 10, 10, [O, S, A]),
      sagRow('2022-04', 'Bevilget', '2022-04-15', 10, 110),
      sagRow('2022-05', 'Bevilget', '2022-04-15', 10, 141),
      sagRow('2022-06', 'Bevilget', '2022-04-15', 10, 171),
    ],
  },
  {
    name: 'created and Henlagt 2022-02-28',
    held: [{ sager: [sag('2022-02-28')], tilstande: [tilstand(1, 'Henlagt', '2022-02-28')] }],
    sager: [sagRow('2022-02', 'Henlagt', '2022-02-28', 0, 0, [O, S, A])],
  },
  {
    name: 'created 2022-07-02: none in this run',
    held: [{ sager: [sag('2022-07-02')], tilstande: [tilstand(1, 'Bevilget', '2022-07-10')] }],
    sager: [],
  },
]
