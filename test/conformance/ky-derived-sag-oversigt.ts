// Further expected rows of DimKYSagOversigt, each typed by hand from "State of a case" and "Dimensions" of KY.

import { closed, type SagOversigtExample, sag, standing, tilstand } from './ky-example-rows.js'
import { firstCase, reopenedCase } from './ky-examples.js'

export const sagOversigtDerivedExamples: readonly SagOversigtExample[] = [
  {
    name: 'a state after the run month is ignored: the interval before it is open and measured to month end',
    source: 'derived',
    runMonth: '2022-03',
    ...firstCase,
    expect: [
      closed('Oprettet', '2022-01-31', '2022-02-10', 10, 10),
      standing('Bevilget', '2022-02-10', 10, 59),
    ],
  },
  {
    name: 'in the month of the refusal the later reopening is not seen',
    source: 'derived',
    runMonth: '2022-01',
    ...reopenedCase,
    expect: [
      closed('Oprettet', '2022-01-10', '2022-01-20', 10, 10),
      standing('Afslag', '2022-01-20', 10, 10),
    ],
  },
  {
    name: 'no state row but one that says Oprettet is the same as none',
    source: 'derived',
    runMonth: '2022-06',
    sag: sag('2022-05-10'),
    tilstande: [tilstand(1, 'Oprettet', '2022-05-10')],
    ydelser: [],
    expect: [standing('Oprettet', '2022-05-10', 51, 51)],
  },
  {
    name: 'a late first Oprettet row changes nothing: the case was Oprettet already',
    source: 'derived',
    runMonth: '2022-06',
    sag: sag('2022-05-10'),
    tilstande: [tilstand(1, 'Oprettet', '2022-05-20'), tilstand(2, 'Under Oplysning', '2022-06-01')],
    ydelser: [],
    expect: [
      closed('Oprettet', '2022-05-10', '2022-06-01', 22, 22),
      standing('Under Oplysning', '2022-06-01', 51, 51),
    ],
  },
  {
    name: 'several states on one date: only the last by Sekvens makes an interval, the decision still counts',
    source: 'derived',
    runMonth: '2022-06',
    sag: sag('2022-05-01'),
    tilstande: [
      tilstand(7, 'Under Oplysning', '2022-05-11'),
      tilstand(3, 'Under Oplysning', '2022-05-11'),
      tilstand(5, 'Bevilget', '2022-05-11'),
    ],
    ydelser: [],
    expect: [
      closed('Oprettet', '2022-05-01', '2022-05-11', 10, 10),
      standing('Under Oplysning', '2022-05-11', 10, 60),
    ],
  },
  {
    name: 'equal neighbours are one interval',
    source: 'derived',
    runMonth: '2022-06',
    sag: sag('2022-05-01'),
    tilstande: [
      tilstand(1, 'Bevilget', '2022-05-11'),
      tilstand(2, 'Bevilget', '2022-05-25'),
      tilstand(3, 'Afsluttet', '2022-06-01'),
    ],
    ydelser: [],
    expect: [
      closed('Oprettet', '2022-05-01', '2022-05-11', 10, 10),
      closed('Bevilget', '2022-05-11', '2022-06-01', 10, 31),
      standing('Afsluttet', '2022-06-01', 10, 31),
    ],
  },
  {
    name: 'states made neighbours by dropping one without length are one interval',
    source: 'derived',
    runMonth: '2022-06',
    sag: sag('2022-05-01'),
    tilstande: [
      tilstand(1, 'Under Oplysning', '2022-05-11'),
      tilstand(2, 'Bevilget', '2022-06-01'),
      tilstand(3, 'Under Oplysning', '2022-06-01'),
    ],
    ydelser: [],
    expect: [
      closed('Oprettet', '2022-05-01', '2022-05-11', 10, 10),
      standing('Under Oplysning', '2022-05-11', 31, 60),
    ],
  },
  {
    name: 'state rows before OprettetDato count from it, in the order written',
    source: 'derived',
    runMonth: '2022-06',
    sag: sag('2022-05-10'),
    tilstande: [
      tilstand(1, 'Under Oplysning', '2022-05-08'),
      tilstand(2, 'Bevilget', '2022-05-02'),
      tilstand(3, 'Afsluttet', '2022-06-10'),
    ],
    ydelser: [],
    expect: [
      closed('Under Oplysning', '2022-05-10', '2022-06-10', 0, 31),
      standing('Afsluttet', '2022-06-10', 0, 31),
    ],
  },
  {
    name: 'closed without a decision: case work is measured to the closing date, and on after a reopening',
    source: 'derived',
    runMonth: '2022-03',
    sag: sag('2022-01-10'),
    tilstande: [tilstand(1, 'Afsluttet', '2022-01-20'), tilstand(2, 'Under Oplysning', '2022-03-01')],
    ydelser: [],
    expect: [
      closed('Oprettet', '2022-01-10', '2022-01-20', 10, 10),
      closed('Afsluttet', '2022-01-20', '2022-03-01', 10, 10),
      standing('Under Oplysning', '2022-03-01', 80, 80),
    ],
  },
  {
    name: 'a second closed stretch ends the case at its own first day; the decision does not move',
    source: 'derived',
    runMonth: '2022-06',
    sag: sag('2022-01-10'),
    tilstande: [
      tilstand(1, 'Afslag', '2022-01-20'),
      tilstand(2, 'Oprettet', '2022-02-01'),
      tilstand(3, 'Bevilget', '2022-02-10'),
      tilstand(4, 'Henlagt', '2022-05-10'),
      tilstand(5, 'Afsluttet', '2022-05-20'),
    ],
    ydelser: [],
    expect: [
      closed('Oprettet', '2022-01-10', '2022-01-20', 10, 10),
      closed('Afslag', '2022-01-20', '2022-02-01', 10, 10),
      closed('Oprettet', '2022-02-01', '2022-02-10', 10, 31),
      closed('Bevilget', '2022-02-10', '2022-05-10', 10, 120),
      closed('Henlagt', '2022-05-10', '2022-05-20', 10, 120),
      standing('Afsluttet', '2022-05-20', 10, 120),
    ],
  },
  {
    name: 'a reopening without length splits the closed stretch though the interval is one',
    source: 'derived',
    runMonth: '2022-06',
    sag: sag('2022-01-01'),
    tilstande: [
      tilstand(1, 'Bevilget', '2022-01-11'),
      tilstand(2, 'Afsluttet', '2022-03-02'),
      tilstand(3, 'Under Oplysning', '2022-04-01'),
      tilstand(4, 'Afsluttet', '2022-04-01'),
    ],
    ydelser: [],
    expect: [
      closed('Oprettet', '2022-01-01', '2022-01-11', 10, 10),
      closed('Bevilget', '2022-01-11', '2022-03-02', 10, 60),
      standing('Afsluttet', '2022-03-02', 10, 90),
    ],
  },
  {
    name: 'an open case that the source no longer holds is measured to the last month that held it',
    source: 'derived',
    runMonth: '2022-06',
    sag: { ...sag('2022-03-01'), sidstHoldt: '2022-04-30' },
    tilstande: [tilstand(1, 'Under Oplysning', '2022-03-11')],
    ydelser: [],
    expect: [
      closed('Oprettet', '2022-03-01', '2022-03-11', 10, 10),
      standing('Under Oplysning', '2022-03-11', 60, 60),
    ],
  },
  {
    name: 'a closed case that the source no longer holds stays as it was',
    source: 'derived',
    runMonth: '2022-06',
    sag: { ...sag('2022-03-05'), sidstHoldt: '2022-03-31' },
    tilstande: [tilstand(1, 'Afslag', '2022-03-20')],
    ydelser: [],
    expect: [
      closed('Oprettet', '2022-03-05', '2022-03-20', 15, 15),
      standing('Afslag', '2022-03-20', 15, 15),
    ],
  },
]
