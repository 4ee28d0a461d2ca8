import type { Table } from './family.js'
import { report } from './fhir-texts.js'

const SYSTEM = 'urn:oid:1.2.208.176.2.21'
const coding = (code: string): string => `{"coding":[{"system":"${SYSTEM}","code":"${code}"}]}`
const condition = (id: string, code: string, more = `"severity":${coding('B4')},`): string =>
  `{"resourceType":"Condition","id":"${id}","clinicalStatus":{"coding":[{"code":"active"}]},"category":[{"coding":[{"code":"problem-list-item"}]}],${more}"code":${coding(code)},"recordedDate":"2022-02-10"}`
const observation = (id: string, code: string, value: string): string =>
  `{"resourceType":"Observation","id":"${id}","status":"final","code":${code},"focus":[{"reference":"Condition/t1"}],"effectiveDateTime":"2022-02-17","valueCodeableConcept":${coding(value)}}`
const FOLLOW_UP = '{"coding":[{"system":"http://snomed.info/sct","code":"712744002"}]}'
const encounter = (id: string, start: string): string =>
  `{"resourceType":"Encounter","id":"${id}","status":"planned","type":[{"coding":[{"system":"http://fhir.kl.dk/term/CodeSystem/CareSocialCodes","code":"9f03dfbb-7a97-45a5-94db-d4c3501714a9"}]}],"period":{"start":"${start}"}}`
const sent = { sender: 'Trifork', state: 'loaded' } as const

export const fsiiiResources: Table = {
  title: 'FSIII’s tilstande, opfølgninger, vurderinger and kontakter:',
  cases: [
    {
      name: 'one of each',
      file: 'FSIII_0306_2022-10_001_D.json',
      bytes: report(
        '0101410001',
        condition('t1', 'J1.3'),
        condition('t2', 'I7.1', ''),
        observation('o1', FOLLOW_UP, 'E3'),
        observation('o2', coding('C'), 'C1'),
        observation('o3', coding('D'), 'D1'),
        encounter('k1', '2022-02-12'),
      ),
      counts: [6, 6, 0, 0],
      rows: [
        [
          'select Id, TilstandKode, Omraade, Svaerhedsgrad::int from dsa_hist.FSIIITilstand where _leverance = $id order by 1',
          [
            ['t1', 'J1.3', 'hjemmepleje', 3],
            ['t2', 'I7.1', 'sygepleje', null],
          ],
        ],
        ['select Id from dsa_hist.FSIIIOpfoelgning where _leverance = $id', [['o1']]],
        [
          'select Id, Vaerdi from dsa_hist.FSIIIBorgervurdering where _leverance = $id order by 1',
          [
            ['o2', 'C1'],
            ['o3', 'D1'],
          ],
        ],
        ['select Id, Status from dsa_hist.FSIIIKontakt where _leverance = $id', [['k1', 'planned']]],
      ],
      ...sent,
    },
    {
      name: 'B1 is severity 0, B6 is 9, and none is none',
      file: 'FSIII_0316_2022-10_001_D.json',
      bytes: report(
        '0101410001',
        condition('t3', 'J1.3', `"severity":${coding('B1')},`),
        condition('t4', 'J1.3', `"severity":${coding('B6')},`),
      ),
      counts: [2, 2, 0, 0],
      rows: [
        [
          'select Id, Svaerhedsgrad::int from dsa_hist.FSIIITilstand where _leverance = $id order by 1',
          [
            ['t3', 0],
            ['t4', 9],
          ],
        ],
      ],
      ...sent,
    },
    {
      name: 'a tilstand whose code nobody knows, and one without the day it was registered',
      file: 'FSIII_0320_2022-10_001_D.ndjson',
      bytes: `${report('0101410001', condition('t5', 'J9.9'), condition('t6', 'J1.3'))}\n${report('0101410001', condition('t7', 'J1.3').replace(',"recordedDate":"2022-02-10"', ''))}\n`,
      counts: [3, 1, 2, 0],
      quarantine: [
        ['FSIII_0320_2022-10_001_D.ndjson', 1, 'FSIIITilstand', ['R204'], ['TilstandKode'], null],
        ['FSIII_0320_2022-10_001_D.ndjson', 2, 'FSIIITilstand', ['R101'], ['RegistreretDato'], null],
      ],
      ...sent,
    },
  ],
}
