import type { Table } from './family.js'
import { type Judged, judgedLines } from './judged-lines.js'

const column = 'YdelsesmodtagerCpr'
const cpr = (written: string, id: string, ...judged: readonly string[]): Judged => [
  `${id};32.18.04;${written};;;;2022-01-10`,
  ...(judged as [string?, string?]),
]
const wrong = (...written: readonly string[]): readonly Judged[] =>
  written.map((each, index) => cpr(each, `W${index}`, 'R105', column))
const right = (...written: readonly string[]): readonly Judged[] =>
  written.map((each, index) => cpr(each, `R${index}`))
const stored = `select ${column} from dsa_hist.KYSag where _leverance = $id order by SagId`

export const cprNumbers: Table = {
  title: 'a CPR number',
  cases: [
    {
      name: 'is ten digits and nothing else',
      file: 'KY_0350_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [
        ...wrong(
          '010157001',
          '01015700011',
          '010157000A',
          '010157 0001',
          '01015-70001',
          '-0101570001',
          '010157--0001',
          '0101570001-',
          ' 0101570001',
          '0101570001 ',
          '０101570001',
          '٠101570001',
          '01/01/57-0001',
          'ukendt',
          '1',
        ),
        ...right('0101570001'),
      ]),
      rows: [[stored, [['0101570001']]]],
    },
    {
      name: 'may have a hyphen before its last four digits, which is not kept',
      file: 'KY_0360_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', right('010157-0001', '010190-0001')),
      rows: [
        [stored, [['0101570001'], ['0101900001']]],
        [
          `select ${column} from raadata.KYSag where _leverance = $id order by _linje`,
          [['010157-0001'], ['010190-0001']],
        ],
      ],
    },
    {
      name: 'begins with a real day',
      file: 'KY_0370_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [
        ...wrong(
          '0001570001',
          '3201570001',
          '0100570001',
          '0113570001',
          '3104570001',
          '3002570001',
          '2902570001',
          '0121570001',
          '0141570001',
          '0161570001',
        ),
        ...right('3112570001', '2802570001', '2902560001'),
      ]),
    },
    {
      name: 'has 29 February of 1900, which did not exist, with a 7th digit of 0–3, and of 2000 with 4–9',
      file: 'KY_0376_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [
        ...wrong('2902000001', '2902001001', '2902002001', '2902003001'),
        ...right('2902004001', '2902005001', '2902006001', '2902007001', '2902008001', '2902009001'),
      ]),
    },
    {
      name: 'of any 7th digit has a leap day in the years that have one in every century',
      file: 'KY_0390_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [
        ...right(
          '2902360001',
          '2902364001',
          '2902404001',
          '2902365001',
          '2902565001',
          '2902605001',
          '2902969001',
        ),
        ...wrong('2902374001', '2902575001', '2902585001', '2902999001'),
      ]),
    },
    {
      name: 'with a day of 61–91 is a replacement number and valid',
      file: 'KY_0400_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [
        ...right('6101570001', '9101570001', '8802570001', '8902560001', '8902004001', '610157-0002'),
        ...wrong(
          '6001570001',
          '9201570001',
          '9104570001',
          '9002570001',
          '8902570001',
          '8902000001',
          '6113570001',
          '3301570001',
        ),
      ]),
      rows: [[`${stored} limit 1`, [['6101570001']]]],
    },
    {
      name: 'is never judged by modulus 11',
      file: 'KY_0410_2022-10_001_F.zip',
      ...judgedLines(
        'KYSag.csv',
        right(
          '0101570000',
          '0101570001',
          '0101570002',
          '0101570003',
          '0101570004',
          '0101570005',
          '0101570006',
          '0101570007',
          '0101570008',
          '0101570009',
          '0101570010',
        ),
      ),
    },
    {
      name: 'of zeros is none: empty where it is required',
      file: 'KY_0420_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [
        cpr('0000000000', 'S1', 'R101', column),
        cpr('000000-0000', 'S2', 'R101', column),
        cpr('', 'S3', 'R101', column),
        cpr('0000000001', 'S4', 'R105', column),
      ]),
    },
    {
      name: 'of zeros is none: NULL where it is not required',
      file: 'KY_0430_2022-10_001_F.zip',
      ...judgedLines('KYSag.csv', [
        ['S1;32.18.04;0101570001;0000000000;;;2022-01-10'],
        ['S2;32.18.04;0101570001;000000-0000;;;2022-01-10'],
        ['S3;32.18.04;0101570001;;;;2022-01-10'],
        ['S4;32.18.04;0101570001;0101900001;;;2022-01-10'],
        ['S5;32.18.04;0101570001;0101900;;;2022-01-10', 'R105', 'BevillingsmodtagerCpr'],
      ]),
      rows: [
        [
          'select BevillingsmodtagerCpr from dsa_hist.KYSag where _leverance = $id order by SagId',
          [[null], [null], [null], ['0101900001']],
        ],
      ],
    },
  ],
}
