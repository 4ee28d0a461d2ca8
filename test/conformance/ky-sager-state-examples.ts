// Expected rows of FactKYSager, typed by hand: one case for each sentence about the states of a case.

import { sag, tilstand } from './ky-example-rows.js'
import { A, type FactExample, O, S, sagRow } from './ky-fact-examples.js'

const once = tilstand(1, 'Bevilget', '2022-02-11')
const february = sagRow('2022-02', 'Bevilget', '2022-02-11', 10, 27, [O, S])

export const sagerStateExamples: readonly FactExample[] = [
  {
    name: 'closed without a decision: measured to the closing date, case work never ended',
    held: [{ sager: [sag('2022-01-10')], tilstande: [tilstand(1, 'Afsluttet', '2022-01-20')] }],
    sager: [sagRow('2022-01', 'Afsluttet', '2022-01-20', 10, 10, [O, A])],
  },
  {
    name: 'closed without a decision and reopened: case work runs on, until a decision comes',
    held: [
      {
        sager: [sag('2022-01-10')],
        tilstande: [
          tilstand(1, 'Afsluttet', '2022-01-20'),
          tilstand(2, 'Under Oplysning', '2022-04-01'),
          tilstand(3, 'Bevilget', '2022-05-11'),
        ],
      },
    ],
    sager: [
      sagRow('2022-01', 'Afsluttet', '2022-01-20', 10, 10, [O, A]),
      sagRow('2022-04', 'Under Oplysning', '2022-04-01', 110, 110),
      sagRow('2022-05', 'Bevilget', '2022-05-11', 121, 141, [S]),
      sagRow('2022-06', 'Bevilget', '2022-05-11', 121, 171),
    ],
  },
  {
    name: 'closed and decided in one closed stretch: the decision has no row of its own, and counts later',
    held: [
      {
        sager: [sag('2022-03-01')],
        tilstande: [
          tilstand(1, 'Afsluttet', '2022-03-10'),
          tilstand(2, 'Afslag', '2022-04-10'),
          tilstand(3, 'Under Oplysning', '2022-05-05'),
        ],
      },
    ],
    sager: [
      sagRow('2022-03', 'Afsluttet', '2022-03-10', 9, 9, [O, A]),
      sagRow('2022-05', 'Under Oplysning', '2022-05-05', 40, 91),
      sagRow('2022-06', 'Under Oplysning', '2022-05-05', 40, 121),
    ],
  },
  {
    name: 'refused and reopened in one month: the case work ended, the case did not',
    held: [
      {
        sager: [sag('2022-05-02')],
        tilstande: [tilstand(1, 'Afslag', '2022-05-10'), tilstand(2, 'Under Oplysning', '2022-05-20')],
      },
    ],
    sager: [
      sagRow('2022-05', 'Under Oplysning', '2022-05-20', 8, 29, [O, S]),
      sagRow('2022-06', 'Under Oplysning', '2022-05-20', 8, 59),
    ],
  },
  {
    name: 'closed in two months: both closings are told, the months between have rows while it was open',
    held: [
      {
        sager: [sag('2022-02-01')],
        tilstande: [
          once,
          tilstand(2, 'Afsluttet', '2022-03-05'),
          tilstand(3, 'Under Oplysning', '2022-04-10'),
          tilstand(4, 'Afsluttet', '2022-05-02'),
        ],
      },
    ],
    sager: [
      february,
      sagRow('2022-03', 'Afsluttet', '2022-03-05', 10, 32, [A]),
      sagRow('2022-04', 'Under Oplysning', '2022-04-10', 10, 88),
      sagRow('2022-05', 'Afsluttet', '2022-05-02', 10, 90, [A]),
    ],
  },
  {
    name: 'a reopening left on the day it was entered has a row, and begins a closed stretch of its own',
    held: [
      {
        sager: [sag('2022-02-01')],
        tilstande: [
          once,
          tilstand(2, 'Afsluttet', '2022-03-05'),
          tilstand(3, 'Under Oplysning', '2022-05-10'),
          tilstand(4, 'Afsluttet', '2022-05-10'),
        ],
      },
    ],
    sager: [
      february,
      sagRow('2022-03', 'Afsluttet', '2022-03-05', 10, 32, [A]),
      sagRow('2022-05', 'Afsluttet', '2022-03-05', 10, 98, [A]),
    ],
  },
  {
    name: 'reopened on a month’s first day and closed on its last',
    held: [
      {
        sager: [sag('2022-01-15')],
        tilstande: [
          tilstand(1, 'Afslag', '2022-01-31'),
          tilstand(2, 'Under Oplysning', '2022-04-01'),
          tilstand(3, 'Afsluttet', '2022-04-30'),
        ],
      },
    ],
    sager: [
      sagRow('2022-01', 'Afslag', '2022-01-31', 16, 16, [O, S, A]),
      sagRow('2022-04', 'Afsluttet', '2022-04-30', 16, 105, [A]),
    ],
  },
  {
    name: 'closed on a month’s last day, reopened the next by an Oprettet row: a state like Under Oplysning',
    held: [
      {
        sager: [sag('2022-03-01')],
        tilstande: [
          tilstand(1, 'Henlagt', '2022-03-31'),
          tilstand(2, 'Oprettet', '2022-04-01'),
          tilstand(3, 'Bevilget', '2022-06-15'),
        ],
      },
    ],
    sager: [
      sagRow('2022-03', 'Henlagt', '2022-03-31', 30, 30, [O, S, A]),
      sagRow('2022-04', 'Oprettet', '2022-04-01', 30, 60),
      sagRow('2022-05', 'Oprettet', '2022-04-01', 30, 91),
      sagRow('2022-06', 'Bevilget', '2022-06-15', 30, 121),
    ],
  },
  {
    name: 'state rows before OprettetDato count from it, in the order written',
    held: [
      {
        sager: [sag('2022-05-10')],
        tilstande: [tilstand(1, 'Under Oplysning', '2022-05-08'), tilstand(2, 'Bevilget', '2022-05-02')],
      },
    ],
    sager: [
      sagRow('2022-05', 'Under Oplysning', '2022-05-10', 0, 21, [O, S]),
      sagRow('2022-06', 'Under Oplysning', '2022-05-10', 0, 51),
    ],
  },
  {
    name: 'refused before it was created: closed from the day it was created',
    held: [{ sager: [sag('2022-05-10')], tilstande: [tilstand(1, 'Afslag', '2022-04-30')] }],
    sager: [sagRow('2022-05', 'Afslag', '2022-05-10', 0, 0, [O, S, A])],
  },
  {
    name: 'decided twice: the second decision does not move the case work',
    held: [
      {
        sager: [sag('2022-02-01')],
        tilstande: [once, tilstand(2, 'Under Oplysning', '2022-04-01'), tilstand(3, 'Afslag', '2022-05-20')],
      },
    ],
    sager: [
      february,
      sagRow('2022-03', 'Bevilget', '2022-02-11', 10, 58),
      sagRow('2022-04', 'Under Oplysning', '2022-04-01', 10, 88),
      sagRow('2022-05', 'Afslag', '2022-05-20', 10, 108, [A]),
    ],
  },
  {
    name: 'a state after the run month is ignored',
    held: [{ sager: [sag('2022-06-10')], tilstande: [tilstand(1, 'Afslag', '2022-07-01')] }],
    sager: [sagRow('2022-06', 'Oprettet', '2022-06-10', 20, 20, [O])],
  },
  {
    name: 'equal neighbours are one interval',
    held: [
      {
        sager: [sag('2022-05-01')],
        tilstande: [tilstand(1, 'Bevilget', '2022-05-11'), tilstand(2, 'Bevilget', '2022-05-25')],
      },
    ],
    sager: [
      sagRow('2022-05', 'Bevilget', '2022-05-11', 10, 30, [O, S]),
      sagRow('2022-06', 'Bevilget', '2022-05-11', 10, 60),
    ],
  },
  {
    name: 'of several states on one date the last stands, the decision among them counts',
    held: [
      {
        sager: [sag('2022-05-01')],
        tilstande: [tilstand(7, 'Under Oplysning', '2022-05-11'), tilstand(5, 'Bevilget', '2022-05-11')],
      },
    ],
    sager: [
      sagRow('2022-05', 'Under Oplysning', '2022-05-11', 10, 30, [O, S]),
      sagRow('2022-06', 'Under Oplysning', '2022-05-11', 10, 60),
    ],
  },
  {
    name: 'closed and reopened on one date was not closed at the month’s end',
    held: [
      {
        sager: [sag('2022-05-01')],
        tilstande: [tilstand(1, 'Afsluttet', '2022-06-11'), tilstand(2, 'Under Oplysning', '2022-06-11')],
      },
    ],
    sager: [
      sagRow('2022-05', 'Oprettet', '2022-05-01', 30, 30, [O]),
      sagRow('2022-06', 'Under Oplysning', '2022-06-11', 60, 60),
    ],
  },
  {
    name: 'created and closed on the run month’s last day',
    held: [{ sager: [sag('2022-06-30')], tilstande: [tilstand(1, 'Afsluttet', '2022-06-30')] }],
    sager: [sagRow('2022-06', 'Afsluttet', '2022-06-30', 0, 0, [O, A])],
  },
  {
    name: 'over the turn of the year',
    held: [
      {
        sager: [sag('2021-12-31')],
        tilstande: [tilstand(1, 'Bevilget', '2022-01-01'), tilstand(2, 'Afsluttet', '2022-01-31')],
      },
    ],
    sager: [
      sagRow('2021-12', 'Oprettet', '2021-12-31', 0, 0, [O]),
      sagRow('2022-01', 'Afsluttet', '2022-01-31', 1, 31, [S, A]),
    ],
  },
]
