import type { Table } from './family.js'
import { zipOf } from './zip-bytes.js'

const sent = { sender: 'KOMBIT', state: 'loaded' } as const
const LAND = 'LandKode;Navn;ErVestlig;RegnesSomDanmark\n'

export const referenceTables: Table = {
  title: 'reference tables:',
  cases: [
    {
      name: 'one of them alone',
      file: 'REF_0000_2022-08_001_F.zip',
      bytes: zipOf({ 'RefLand.csv': `${LAND}5100;Danmark;1;1\n5104;Finland;1;0\n` }),
      counts: [2, 2, 0, 0],
      rows: [
        [
          'select LandKode, Navn, ErVestlig::varchar, RegnesSomDanmark::varchar from dsa_hist.RefLand where _leverance = $id order by 1',
          [
            ['5100', 'Danmark', 'true', 'true'],
            ['5104', 'Finland', 'true', 'false'],
          ],
        ],
      ],
      ...sent,
    },
    {
      name: 'truth is written 1 or 0',
      file: 'REF_0000_2022-09_001_F.zip',
      bytes: zipOf({
        'RefLand.csv': `${LAND}5100;Danmark;1;1\n5104;Finland;true;0\n5105;Island;ja;0\n5106;Norge;2;0\n5107;Sverige;;0\n`,
      }),
      counts: [5, 1, 4, 0],
      quarantine: [
        ['RefLand.csv', 3, 'RefLand', ['R102'], ['ErVestlig'], '5104;Finland;true;0'],
        ['RefLand.csv', 4, 'RefLand', ['R102'], ['ErVestlig'], '5105;Island;ja;0'],
        ['RefLand.csv', 5, 'RefLand', ['R102'], ['ErVestlig'], '5106;Norge;2;0'],
        ['RefLand.csv', 6, 'RefLand', ['R101'], ['ErVestlig'], '5107;Sverige;;0'],
      ],
      ...sent,
    },
    {
      name: 'several of them',
      file: 'REF_0000_2022-10_001_F.zip',
      bytes: zipOf({
        'RefSorKommune.csv': 'Sor;KommuneKode\n123456789012345;0751\n123456789012346;0999\n',
        'RefDreamYdelse.csv': 'Kode;Navn;Ydelsesgruppe\n111;Dagpenge;A-dagpenge\n',
        'RefDreamBranche.csv': 'Kode;Navn\n01;Landbrug\n',
        'RefSammenligningsgruppe.csv': 'Omraade;Aar;KommuneKode;Gruppe\nKY;2022;0751;6\n',
      }),
      counts: [5, 4, 1, 0],
      quarantine: [
        ['RefSorKommune.csv', 3, 'RefSorKommune', ['R105'], ['KommuneKode'], '123456789012346;0999'],
      ],
      ...sent,
    },
    {
      name: 'kommuner with their time',
      file: 'REF_0000_2022-10_002_F.zip',
      bytes: zipOf({
        'RefKommune.csv':
          'KommuneKode;Navn;RegionKode;RegionNavn;GyldigFra;GyldigTil\n0751;Aarhus Kommune;1082;Region Midtjylland;2007-01-01;\n0101;Københavns Kommune;1084;Region Hovedstaden;2007-01-01;2006-12-31\n',
      }),
      counts: [2, 1, 1, 0],
      quarantine: [
        [
          'RefKommune.csv',
          3,
          'RefKommune',
          ['R120'],
          ['GyldigTil'],
          '0101;Københavns Kommune;1084;Region Hovedstaden;2007-01-01;2006-12-31',
        ],
      ],
      ...sent,
    },
    {
      name: 'of a kommune',
      file: 'REF_0751_2022-10_001_F.zip',
      bytes: zipOf({ 'RefLand.csv': LAND }),
      sender: 'KOMBIT',
      state: 'rejected',
      code: 'L003',
    },
  ],
}
