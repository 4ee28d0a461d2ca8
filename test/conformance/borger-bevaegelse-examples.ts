// Typed rows: each event, and where its days end. Source: Borger, "FactBorger".

import { type BorgerExample, lived } from './borger-told.js'

const born = { Foedselsdato: '2020-03-15' } as const

export const bevaegelseExamples: readonly BorgerExample[] = [
  lived('a first residence from birth is a birth, of its kommune', born, [['2020-03-15', null, '0751']], {
    bevægelser: { A: [['2020-03-15', 'Født', 751]] },
  }),
  lived('a first residence on the first birthday is a birth', born, [['2021-03-15', null, '0751']], {
    bevægelser: { A: [['2020-03-15', 'Født', 751]] },
    folketal: { A: [['2021-03', '2022-06', 751]] },
  }),
  lived(
    'a first residence the day after the first birthday is an immigration',
    born,
    [['2021-03-16', null, '0751']],
    {
      bevægelser: { A: [['2021-03-16', 'Indvandret', 751]] },
    },
  ),
  lived(
    'born 29 February: 1 March of the next year is the first birthday',
    { Foedselsdato: '2020-02-29' },
    [['2021-03-01', null, '0751']],
    {
      bevægelser: { A: [['2020-02-29', 'Født', 751]] },
    },
  ),
  lived(
    'born 29 February: 2 March is more than a year',
    { Foedselsdato: '2020-02-29' },
    [['2021-03-02', null, '0751']],
    {
      bevægelser: { A: [['2021-03-02', 'Indvandret', 751]] },
    },
  ),
  lived(
    'a birth before the ten years is not told, the first residence not as an immigration',
    { Foedselsdato: '2012-06-30' },
    [['2012-07-10', null, '0751']],
    {
      bevægelser: { A: [] },
    },
  ),
  lived(
    'a birth is told once the first residence has begun',
    { Foedselsdato: '2022-06-15' },
    [['2022-07-01', null, '0751']],
    { bevægelser: { A: [] }, folketal: { A: [] } },
  ),
  lived('the first day of the ten years', { Foedselsdato: '2012-07-01' }, [['2012-07-01', null, '0751']], {
    bevægelser: { A: [['2012-07-01', 'Født', 751]] },
  }),
  lived(
    'the run month’s last day, and the day after',
    { Foedselsdato: '2010-01-01' },
    [
      ['2010-01-01', '2022-06-30', '0751'],
      ['2022-06-30', '2022-07-01', '0730'],
      ['2022-07-01', null, '0461'],
    ],
    {
      bevægelser: {
        A: [
          ['2022-06-30', 'Fraflyttet', 751, 730],
          ['2022-06-30', 'Tilflyttet', 730, 751],
        ],
      },
    },
  ),
  lived(
    'a residence after a gap is an immigration, that before it no emigration',
    born,
    [
      ['2020-03-15', '2021-01-01', '0751'],
      ['2021-01-02', null, '0751'],
    ],
    {
      bevægelser: {
        A: [
          ['2020-03-15', 'Født', 751],
          ['2021-01-02', 'Indvandret', 751],
        ],
      },
    },
  ),
  lived(
    'adjoining residences in one kommune are no move',
    born,
    [
      ['2020-03-15', '2021-01-01', '0751', '0010', '1'],
      ['2021-01-01', null, '0751', '0010', '2'],
    ],
    { bevægelser: { A: [['2020-03-15', 'Født', 751]] } },
  ),
  lived(
    'a move is two rows, each with the other kommune',
    born,
    [
      ['2020-03-15', '2021-01-01', '0751'],
      ['2021-01-01', '2021-06-01', '0730'],
      ['2021-06-01', null, '0751'],
    ],
    {
      bevægelser: {
        A: [
          ['2020-03-15', 'Født', 751],
          ['2021-01-01', 'Fraflyttet', 751, 730],
          ['2021-01-01', 'Tilflyttet', 730, 751],
          ['2021-06-01', 'Fraflyttet', 730, 751],
          ['2021-06-01', 'Tilflyttet', 751, 730],
        ],
      },
    },
  ),
  lived(
    'a residence that begins while another is open is a move on that day',
    born,
    [
      ['2020-03-15', null, '0751'],
      ['2021-01-01', null, '0730'],
    ],
    {
      bevægelser: {
        A: [
          ['2020-03-15', 'Født', 751],
          ['2021-01-01', 'Fraflyttet', 751, 730],
          ['2021-01-01', 'Tilflyttet', 730, 751],
        ],
      },
      folketal: {
        A: [
          ['2020-03', '2020-12', 751],
          ['2021-01', '2022-06', 730],
        ],
      },
    },
  ),
  lived(
    'a death, in the kommune of the last residence',
    { Status: '90', StatusDato: '2022-04-10' },
    [
      ['2010-01-01', '2020-01-01', '0730'],
      ['2020-01-01', '2022-04-10', '0751'],
    ],
    {
      bevægelser: {
        A: [
          ['2020-01-01', 'Fraflyttet', 730, 751],
          ['2020-01-01', 'Tilflyttet', 751, 730],
          ['2022-04-10', 'Død', 751],
        ],
      },
    },
  ),
  lived(
    'a death long after the last residence',
    { Status: '90', StatusDato: '2022-04-10' },
    [['2010-01-01', '2015-01-01', '0730']],
    {
      bevægelser: { A: [['2022-04-10', 'Død', 730]] },
    },
  ),
  lived('a death without any residence', { Status: '90', StatusDato: '2022-04-10' }, [], {
    bevægelser: { A: [['2022-04-10', 'Død', -1]] },
  }),
  lived(
    'a death before the ten years',
    { Status: '90', StatusDato: '2012-06-30' },
    [['2010-01-01', '2012-06-30', '0730']],
    {
      bevægelser: { A: [] },
    },
  ),
  lived(
    'who has come back after an emigration has immigrated, and tells of no emigration',
    {},
    [
      ['2010-01-01', '2015-05-05', '0751'],
      ['2018-08-08', null, '0730'],
    ],
    {
      bevægelser: { A: [['2018-08-08', 'Indvandret', 730]] },
      folketal: {
        A: [
          ['2012-07', '2015-04', 751],
          ['2018-08', '2022-06', 730],
        ],
      },
    },
  ),
  lived(
    'born and dead on one day',
    { Foedselsdato: '2021-05-05', Status: '90', StatusDato: '2021-05-05' },
    [['2021-05-05', null, '0751']],
    {
      bevægelser: {
        A: [
          ['2021-05-05', 'Født', 751],
          ['2021-05-05', 'Død', 751],
        ],
      },
      folketal: { A: [] },
    },
  ),
  lived(
    'somebody of status 20 or 70 has neither died nor emigrated',
    { Status: '70', StatusDato: '2021-05-05' },
    [['2010-01-01', '2021-05-05', '0751']],
    { bevægelser: { A: [] } },
  ),
  lived(
    'a residence of no day is none',
    born,
    [
      ['2020-03-15', '2020-03-15', '0730'],
      ['2020-04-01', null, '0751'],
    ],
    { bevægelser: { A: [['2020-03-15', 'Født', 751]] }, folketal: { A: [['2020-04', '2022-06', 751]] } },
  ),
  lived('Christiansø is a residence', born, [['2020-03-15', null, '0411']], {
    borger: { A: { bopæl: 411 } },
    bevægelser: { A: [['2020-03-15', 'Født', 411]] },
  }),
  lived('an immigration from before the ten years is not told', {}, [['2012-06-30', null, '0751']], {
    bevægelser: { A: [] },
  }),
]
