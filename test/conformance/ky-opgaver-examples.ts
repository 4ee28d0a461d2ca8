// Expected rows of FactKYOpgaver and DimKYOpgaveOversigt, typed by hand from the sentences of KY about tasks.

import { sag, tilstand } from './ky-example-rows.js'
import { A, type FactExample, O, opgave, opgaveOversigt, opgaveRow } from './ky-fact-examples.js'

const APRIL = '2022-04-15'
const open = [opgaveRow('2022-04', 15, [O]), opgaveRow('2022-05', 46), opgaveRow('2022-06', 76)] as const
const afbrudt = opgave(APRIL, { Tilstand: 'Afbrudt' })
const ended = [opgaveRow('2022-04', 15, [O]), opgaveRow('2022-05', 46, [A])] as const

const sagen = { ...sag('2022-04-01'), BevillingsmodtagerCpr: '0101570001' }
const withCase = { sager: [sagen], tilstande: [tilstand(1, 'Bevilget', '2022-05-02')] } as const
const ofCase = { sagId: 'S1', sagsbehandler: 'SB1', organisation: 'ORG1', borger: '0101410001' } as const
const { sagId: _, ...nobodysInterval } = ofCase

export const opgaverExamples: readonly FactExample[] = [
  {
    name: 'an open task rolls out to the run month',
    held: [{ opgaver: [opgave(APRIL)] }],
    opgaver: open,
    opgaveOversigt: [opgaveOversigt('Åben', APRIL, null)],
  },
  {
    name: 'Gennemført ends it on AfsluttetDato',
    held: [{ opgaver: [opgave(APRIL, { Tilstand: 'Gennemført', AfsluttetDato: '2022-05-10' })] }],
    opgaver: [opgaveRow('2022-04', 15, [O]), opgaveRow('2022-05', 25, [A])],
    opgaveOversigt: [opgaveOversigt('Gennemført', APRIL, '2022-05-10')],
  },
  {
    name: 'Afbrudt ends it too, also on the day it was created',
    held: [{ opgaver: [opgave(APRIL, { Tilstand: 'Afbrudt', AfsluttetDato: APRIL, Opgavetype: null })] }],
    opgaver: [opgaveRow('2022-04', 0, [O, A])],
    opgaveOversigt: [opgaveOversigt('Afbrudt', APRIL, APRIL, { opgavetype: null })],
  },
  {
    name: 'from a month’s last day to the next one’s',
    held: [{ opgaver: [opgave('2022-05-31', { Tilstand: 'Afbrudt', AfsluttetDato: '2022-06-30' })] }],
    opgaver: [opgaveRow('2022-05', 0, [O]), opgaveRow('2022-06', 30, [A])],
    opgaveOversigt: [opgaveOversigt('Afbrudt', '2022-05-31', '2022-06-30')],
  },
  {
    name: 'an end after the run month counts as open',
    held: [{ opgaver: [opgave('2022-06-01', { Tilstand: 'Gennemført', AfsluttetDato: '2022-07-01' })] }],
    opgaver: [opgaveRow('2022-06', 29, [O])],
    opgaveOversigt: [opgaveOversigt('Åben', '2022-06-01', null)],
  },
  {
    name: 'a task created after the run month has no row',
    held: [{ opgaver: [opgave('2022-07-01')] }],
    opgaver: [],
    opgaveOversigt: [],
  },
  {
    name: 'closed without AfsluttetDato it ends on the day of the extract that says so',
    held: [
      { from: '2022-04', opgaver: [opgave(APRIL)] },
      { from: '2022-05', opgaver: [afbrudt] },
    ],
    opgaver: ended,
    opgaveOversigt: [opgaveOversigt('Afbrudt', APRIL, '2022-05-31')],
  },
  {
    name: 'closed without AfsluttetDato: a later correction of something else does not move its end',
    held: [
      { from: '2022-05', opgaver: [afbrudt] },
      { from: '2022-06', opgaver: [{ ...afbrudt, Tilstand: 'Gennemført', Opgavetype: 'Brev' }] },
    ],
    opgaver: ended,
    opgaveOversigt: [opgaveOversigt('Gennemført', APRIL, '2022-05-31', { opgavetype: 'Brev' })],
  },
  {
    name: 'closed without AfsluttetDato, open again and closed once more: the last time counts',
    held: [
      { from: '2022-04', opgaver: [afbrudt] },
      { from: '2022-05', opgaver: [opgave(APRIL)] },
      { from: '2022-06', opgaver: [afbrudt] },
    ],
    opgaver: [opgaveRow('2022-04', 15, [O]), opgaveRow('2022-05', 46), opgaveRow('2022-06', 76, [A])],
    opgaveOversigt: [opgaveOversigt('Afbrudt', APRIL, '2022-06-30')],
  },
  {
    name: 'closed without AfsluttetDato and then with one: the date counts',
    held: [
      { from: '2022-05', opgaver: [afbrudt] },
      { from: '2022-06', opgaver: [{ ...afbrudt, AfsluttetDato: '2022-04-20' }] },
    ],
    opgaver: [opgaveRow('2022-04', 5, [O, A])],
    opgaveOversigt: [opgaveOversigt('Afbrudt', APRIL, '2022-04-20')],
  },
  {
    name: 'closed without AfsluttetDato in an extract from before it was created',
    held: [{ from: '2022-05', opgaver: [opgave('2022-06-10', { Tilstand: 'Gennemført' })] }],
    opgaver: [opgaveRow('2022-06', 0, [O, A])],
    opgaveOversigt: [opgaveOversigt('Gennemført', '2022-06-10', '2022-06-10')],
  },
  {
    name: 'Åben with AfsluttetDato counts as open',
    held: [{ opgaver: [opgave(APRIL, { AfsluttetDato: '2022-05-10' })] }],
    opgaver: open,
    opgaveOversigt: [opgaveOversigt('Åben', APRIL, null)],
  },
  {
    name: 'in a case: its interval at each month’s end, its caseworker, organisation and ydelsesmodtager',
    held: [
      {
        ...withCase,
        opgaver: [opgave('2022-04-10', { SagId: 'S1', Tilstand: 'Afbrudt', AfsluttetDato: '2022-05-20' })],
      },
    ],
    opgaver: [
      opgaveRow('2022-04', 20, [O], { ...ofCase, sagOversigtFraDato: '2022-04-01' }),
      opgaveRow('2022-05', 40, [A], { ...ofCase, sagOversigtFraDato: '2022-05-02' }),
    ],
  },
  {
    name: 'its own citizen, caseworker and organisation go before the case’s',
    held: [
      {
        ...withCase,
        opgaver: [
          opgave('2022-06-01', {
            SagId: 'S1',
            BorgerCpr: '0101570001',
            SagsbehandlerId: 'SB2',
            OrganisationId: 'ORG2',
          }),
        ],
      },
    ],
    opgaver: [
      opgaveRow('2022-06', 29, [O], {
        sagId: 'S1',
        sagOversigtFraDato: '2022-05-02',
        sagsbehandler: 'SB2',
        organisation: 'ORG2',
        borger: '0101570001',
      }),
    ],
  },
  {
    name: 'each of the three falls back by itself',
    held: [{ ...withCase, opgaver: [opgave('2022-06-01', { SagId: 'S1', SagsbehandlerId: 'SB2' })] }],
    opgaver: [
      opgaveRow('2022-06', 29, [O], { ...ofCase, sagOversigtFraDato: '2022-05-02', sagsbehandler: 'SB2' }),
    ],
  },
  {
    name: 'a citizen that it names and nobody knows is unknown, not the case’s',
    held: [{ ...withCase, opgaver: [opgave('2022-06-01', { SagId: 'S1', BorgerCpr: '0101900001' })] }],
    opgaver: [opgaveRow('2022-06', 29, [O], { ...ofCase, sagOversigtFraDato: '2022-05-02', borger: null })],
  },
  {
    name: 'without a case it has its own',
    held: [{ opgaver: [opgave('2022-06-01', { BorgerCpr: '0101570001', SagsbehandlerId: 'SB1' })] }],
    opgaver: [opgaveRow('2022-06', 29, [O], { borger: '0101570001', sagsbehandler: 'SB1' })],
  },
  {
    name: 'of a case that nobody knows it has nothing',
    held: [{ opgaver: [opgave('2022-06-01', { SagId: 'S9' })] }],
    opgaver: [opgaveRow('2022-06', 29, [O])],
  },
  {
    name: 'before its case is created there is no interval',
    held: [
      {
        ...withCase,
        opgaver: [opgave('2022-03-31', { SagId: 'S1', Tilstand: 'Afbrudt', AfsluttetDato: APRIL })],
      },
    ],
    opgaver: [
      opgaveRow('2022-03', 0, [O], nobodysInterval),
      opgaveRow('2022-04', 15, [A], { ...ofCase, sagOversigtFraDato: '2022-04-01' }),
    ],
  },
  {
    name: 'a case created after the run month has no interval',
    held: [{ sager: [sag('2022-07-05')], opgaver: [opgave('2022-06-01', { SagId: 'S1' })] }],
    opgaver: [opgaveRow('2022-06', 29, [O], nobodysInterval)],
  },
  {
    name: 'an open task that its source no longer holds has rows to the last month that held it',
    held: [{ from: '2022-04', opgaver: [opgave(APRIL)] }, { from: '2022-06' }],
    opgaver: open.slice(0, 2),
    opgaveOversigt: [opgaveOversigt('Åben', APRIL, null)],
  },
  {
    name: 'an ended task that its source no longer holds stays',
    held: [
      {
        from: '2022-03',
        opgaver: [opgave('2022-03-01', { Tilstand: 'Afbrudt', AfsluttetDato: '2022-04-20' })],
      },
      { from: '2022-04' },
    ],
    opgaver: [opgaveRow('2022-03', 30, [O]), opgaveRow('2022-04', 50, [A])],
    opgaveOversigt: [opgaveOversigt('Afbrudt', '2022-03-01', '2022-04-20')],
  },
  {
    name: 'an open task that returns is as if it had never been away',
    held: [
      { from: '2022-04', opgaver: [opgave(APRIL)] },
      { from: '2022-05' },
      { from: '2022-06', opgaver: [opgave(APRIL)] },
    ],
    opgaver: open,
  },
  {
    name: 'one OpgaveId and SagId in two kildesystemer: the case is that of its own system',
    held: [
      { ...withCase, opgaver: [opgave('2022-06-01', { SagId: 'S1' })] },
      { kildesystem: 'KYB', opgaver: [opgave('2022-06-10', { SagId: 'S1' })] },
    ],
    opgaver: [
      opgaveRow('2022-06', 20, [O], { kildesystem: 'KYB' }),
      opgaveRow('2022-06', 29, [O], { ...ofCase, sagOversigtFraDato: '2022-05-02' }),
    ],
  },
]
