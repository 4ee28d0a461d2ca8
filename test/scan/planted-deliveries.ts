// Deliveries in which something is wrong of every sort, with names, numbers and rows that nobody may be told.
import { kyFiles, kyHeader, kyZip } from '../conformance/intake/ky-files.js'
import type { Lager, Put } from '../conformance/intake/lager.js'
import { zipOf } from '../conformance/intake/zip-bytes.js'

/** Made up; it stands in rows and nowhere else. */
export const NAME = 'Plantet Rasmussen'
const CPR = '0101410001'

/**
 * A number that senders have put into names of files and into metadata: by these a delivery is known, so they are
 * shown; but never written to a log.
 */
export const ENVELOPE_CPR = '0202020002'

interface PlantedDelivery {
  readonly file: string
  readonly bytes: Buffer | string
  readonly said?: Put
}

const SAG = kyHeader('KYSag.csv')

/** A case, its second field to be anything. */
const sag = (id: string, kle = '32.18.04', cpr: string = CPR, date = '2022-01-10'): string =>
  `${id};${kle};${cpr};;;${NAME};${date}\n`

/** More than a line may hold, of letters that do not pack: else the zip would be taken for a bomb. */
const longText = (): string => {
  let state = 1
  return Array.from({ length: 1_100_000 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return String.fromCharCode(97 + (Math.floor(state / 65_536) % 26))
  }).join('')
}

/** Rows that load, that fail for each reason, and lines that are no rows. */
const judged = kyZip({
  'KYSag.csv':
    SAG +
    sag('s1') +
    sag('s2', '') +
    sag('s3', '32.18.04', CPR, '2022-2-30') +
    sag('s4', '32.18.04', '3002410001') +
    sag('s5') +
    sag('s5', '32.18.05') +
    sag('s6') +
    sag('s6') +
    `s7;32.18.04;${CPR};;;"${NAME};2022-01-10\n` +
    `s8;32.18.04;${CPR};;;${NAME};2022-01-10;\n` +
    sag('s9', longText()),
  'KYSagTilstand.csv': `${kyHeader('KYSagTilstand.csv')}s1;1;Bevilget;2022-01-12\ns1;2;${NAME};2022-02-01\n`,
  'KYYdelse.csv': `${kyHeader('KYYdelse.csv')}y1;s1;Kontanthjælp;Grundsats;2022-02-01;2022-01-01\ny2;s1;Kontanthjælp;Grundsats;2022-02-01;\n`,
})

const patient = (cpr: string) => ({
  resourceType: 'Patient',
  id: 'p1',
  name: [{ text: NAME }],
  identifier: [{ system: 'urn:oid:1.2.208.176.1.2', value: cpr }],
  managingOrganization: { identifier: { value: '123456789012345' } },
})

const plan = (id: string, code: string) => ({
  resourceType: 'CarePlan',
  id,
  status: 'active',
  description: NAME,
  period: { start: '2022-02-01' },
  activity: [{ detail: { code: { coding: [{ system: 'urn:oid:1.2.208.176.2.21', code }] } } }],
})

const bundle = (...resources: readonly object[]): string =>
  `${JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: '2022-10-01T08:00:00Z',
    entry: resources.map((resource) => ({ resource })),
  })}\n`

const reports = [
  bundle(patient(CPR), plan('a', 'H1.1')),
  bundle(patient(CPR), plan('b', 'X9.9')),
  bundle(plan('c', 'H1.1')),
  JSON.stringify({ ...patient(CPR) }),
  `{"resourceType":"Bundle","id":"${CPR} ${NAME}"\n`,
].join('\n')

const codes = JSON.stringify({
  resourceType: 'CodeSystem',
  url: 'urn:oid:1.2.208.176.2.21',
  version: '1',
  concept: [{ code: 'H1', display: 'Hjælp', concept: [{ code: 'H1.1', display: 'Personlig hygiejne' }] }],
})

const good = kyZip({ 'KYSag.csv': SAG + sag('s1') })

const FIRST: readonly PlantedDelivery[] = [
  { file: 'KY_0751_2022-10_001_F.zip', bytes: judged },
  { file: 'FSIIIKoder_0000_2022-10_001_F.json', bytes: codes, said: { sender: 'KOMBIT' } },
  { file: 'FSIII_0751_2022-10-01_001_D.ndjson', bytes: reports, said: { sender: 'Trifork' } },
  // a file whose first line is a row
  { file: 'KY_0461_2022-10_001_F.zip', bytes: kyZip({ 'KYSag.csv': sag('s1') + sag('s2') }) },
  { file: 'KY_0101_2022-10_001_F.zip', bytes: kyZip({ 'KYSag.csv': `${SAG}${sag('s1')}\0` }) },
  {
    file: 'KY_0147_2022-10_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': Buffer.from(SAG + sag('sø'), 'latin1') }),
  },
  // a name that is a person's number
  { file: `KY_0751_${ENVELOPE_CPR}.zip`, bytes: good },
  { file: `KY_0751_2022-09_001_F_${ENVELOPE_CPR}.zip`, bytes: good },
  // what the metadata say
  { file: 'KY_0151_2022-10_001_F.zip', bytes: good, said: { sender: ENVELOPE_CPR } },
  { file: 'KY_0153_2022-10_001_F.zip', bytes: good, said: { fileName: `KY_0153_${ENVELOPE_CPR}.zip` } },
  { file: 'KY_0155_2022-10_001_F.zip', bytes: good, said: { recipients: [ENVELOPE_CPR] } },
  { file: 'KY_0157_2022-10_001_F.zip', bytes: good, said: { metadata: `<a>${CPR} ${NAME}` } },
  // files and columns that nobody knows
  {
    file: 'KY_0159_2022-10_001_F.zip',
    bytes: zipOf({
      ...kyFiles({}),
      [`${CPR}.txt`]: NAME,
      'KYSag.csv': `${SAG.trim()};${CPR}\n${sag('s1').trim()};x\n`,
    }),
  },
  { file: 'KY_0161_2022-10_001_F.zip', bytes: Buffer.from(SAG + sag('s1')) },
  {
    file: 'FSIII_0461_2022-10-01_001_D.json',
    bytes: bundle(patient(CPR)).slice(0, -20),
    said: { sender: 'Trifork' },
  },
  {
    file: 'KLE_0000_2022-10_001_F.xml',
    bytes: `<KLE-Emneplan><a>${CPR} ${NAME}</b>`,
    said: { sender: 'KOMBIT' },
  },
]

/** Other bytes under a name that was taken in, and the same again. */
const SECOND: readonly PlantedDelivery[] = [
  { file: 'KY_0751_2022-10_001_F.zip', bytes: good },
  { file: 'FSIIIKoder_0000_2022-10_001_F.json', bytes: codes, said: { sender: 'KOMBIT' } },
]

export const putPlanted = async (lager: Lager, which: 'first' | 'second'): Promise<void> => {
  for (const { file, bytes, said } of which === 'first' ? FIRST : SECOND) await lager.put(file, bytes, said)
}

/** Rows as they were delivered. */
export const ROWS: readonly string[] = [
  sag('s1').trim(),
  sag('s4', '32.18.04', '3002410001').trim(),
  `s8;32.18.04;${CPR};;;${NAME};2022-01-10;`,
]
