// Typed rows: the population month by month. Source: Borger, "FactBorger".

import { type BorgerExample, lived } from './borger-told.js'

export const folketalExamples: readonly BorgerExample[] = [
  lived('the run month and the 119 before it', {}, [['1957-01-01', null, '0751']], {
    folketal: { A: [['2012-07', '2022-06', 751]] },
    bevægelser: { A: [] },
  }),
  lived(
    'a month counts where its last day lies in the residence, half-open',
    {},
    [
      ['2010-01-01', '2022-02-28', '0751'],
      ['2022-03-31', '2022-05-01', '0751'],
    ],
    {
      folketal: {
        A: [
          ['2012-07', '2022-01', 751],
          ['2022-03', '2022-04', 751],
        ],
      },
    },
  ),
  lived(
    'the kommune on the last day of a month is the month’s',
    {},
    [
      ['2010-01-01', '2022-04-30', '0751'],
      ['2022-04-30', '2022-05-31', '0730'],
      ['2022-05-31', '2022-06-30', '0461'],
      ['2022-06-30', null, '0101'],
    ],
    {
      folketal: {
        A: [
          ['2012-07', '2022-03', 751],
          ['2022-04', '2022-04', 730],
          ['2022-05', '2022-05', 461],
          ['2022-06', '2022-06', 101],
        ],
      },
    },
  ),
  lived('nobody counts before birth', { Foedselsdato: '2022-03-31' }, [['2021-12-01', null, '0751']], {
    folketal: { A: [['2022-03', '2022-06', 751]] },
    alder: { A: { '2022-03': 0 } },
  }),
  lived(
    'the dead count in months that end before StatusDato',
    { Status: '90', StatusDato: '2022-03-31' },
    [['2010-01-01', null, '0751']],
    { folketal: { A: [['2012-07', '2022-02', 751]] } },
  ),
  lived(
    'who died on the first of a month counts in the month before',
    { Status: '90', StatusDato: '2022-04-01' },
    [['2010-01-01', null, '0751']],
    { folketal: { A: [['2012-07', '2022-03', 751]] } },
  ),
  lived(
    'the emigrated count before they left',
    { Status: '80', StatusDato: '2021-01-15' },
    [['2010-01-01', '2021-01-15', '0751']],
    {
      folketal: { A: [['2012-07', '2020-12', 751]] },
      bevægelser: { A: [['2021-01-15', 'Udvandret', 751]] },
    },
  ),
  lived(
    'StatusDato of who lives here limits nothing',
    { StatusDato: '2022-05-01' },
    [['2010-01-01', null, '0751']],
    {
      folketal: { A: [['2012-07', '2022-06', 751]] },
    },
  ),
  lived(
    'a status that begins after the run month',
    { Status: '90', StatusDato: '2022-07-01' },
    [['2010-01-01', null, '0751']],
    { folketal: { A: [['2012-07', '2022-06', 751]] }, bevægelser: { A: [] } },
  ),
  lived(
    'somebody of status 07 counts until then too',
    { Status: '07', StatusDato: '2013-01-01' },
    [['2010-01-01', null, '0751']],
    { folketal: { A: [['2012-07', '2012-12', 751]] }, bevægelser: { A: [] } },
  ),
  lived(
    'age is completed years on the month’s last day',
    { Foedselsdato: '2000-06-30' },
    [['2010-01-01', null, '0751']],
    {
      alder: { A: { '2018-05': 17, '2018-06': 18, '2022-06': 22 } },
    },
  ),
  lived(
    'born 29 February completes a year on 1 March',
    { Foedselsdato: '2004-02-29' },
    [['2010-01-01', null, '0751']],
    {
      alder: { A: { '2021-02': 16, '2021-03': 17, '2020-02': 16, '2020-01': 15 } },
    },
  ),
  lived('an age that nobody has is −1', { Foedselsdato: '1896-06-30' }, [['2010-01-01', null, '0751']], {
    alder: { A: { '2022-05': 125, '2022-06': -1 } },
  }),
  {
    name: 'herkomst is that of the run, in every month',
    held: [
      {
        personer: { A: { MorPersonnummer: 'M' }, M: { StatsborgerskabKode: '5172' } },
        bopæl: { A: [['2022-05-01', null, '0751']] },
      },
      { from: '2022-06', personer: { M: {} } },
    ],
    borger: { A: { herkomstKode: 1 } },
    folketal: { A: [['2022-05', '2022-06', 751]] },
  },
]
