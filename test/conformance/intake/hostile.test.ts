import { access, mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle, carePlan, codeSystem, patient, report } from './fhir-texts.js'
import { oneCase } from './ky-files.js'
import { Lager, sha256 } from './lager.js'
import { metadata } from './metadata.js'
import { zip } from './zip-bytes.js'

const SKOLE = Buffer.from(
  'ElevId;Personnummer;InstitutionsNr;Klassetrin;KlasseType;StartDato;SlutDato\nE1;0101140001;101001;3;;2022-08-01;\n',
)
const SQL = "x'; drop table ops.deliveries; --.zip"
const PATTERNS = [
  'KY[1]*?.zip',
  'KY_0751_2022-10_00[1]_F.zip',
  '{a,b}.csv',
  '$HOME.zip',
  '%2e%2e.zip',
  '-rf.zip',
  ' .zip',
]
const LONG = [`${'å'.repeat(100)}.zip`, `${'x'.repeat(242)}.zip`]
const SENDERS = [
  '../../../../tmp/flis-ud',
  "O'Hara",
  'a:b',
  '[x]*',
  'A &amp; B',
  '/etc',
  'ÆØÅ',
  '.',
  'x'.repeat(300),
]
const MEMBERS = ['../ude.csv', '../../ude.csv', '/tmp/flis-ude.csv', 'a/../../../ude.csv', '..\\ude.csv']

const DEPTH = 4000
const DEEP = 'FSIII_0751_2022-10_001_D.ndjson'
const LINES = [
  '['.repeat(100_000) + ']'.repeat(100_000),
  '['.repeat(100_000),
  '{"resourceType":"Bundle","entry":[{"resource":'.repeat(DEPTH) +
    report('0101410001', carePlan('dyb', 'G1.29')) +
    '}]}'.repeat(DEPTH),
  report('0101410001', carePlan('nul\\u0000', 'G1.29')),
  report('0101410001', carePlan('halv\\ud800', 'G1.29')),
  '{"resourceType":"Bundle","__proto__":{"entry":[]},"constructor":1}',
  bundle('2022-02-10T11:14:09Z', patient('0101410001'), 'null', '42', '[]', '{}', carePlan('hel', 'G1.29')),
  '{"resourceType":"Bundle","entry":"ingen"}',
  '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","identifier":"0101410001"}}]}',
]

describe('an inbox in which little is as it should be', () => {
  let lager: Lager
  beforeAll(async () => {
    lager = await Lager.make({ areas: ['KY', 'FSIII', 'Skole'] })
    for (const name of [SQL, ...PATTERNS, ...LONG]) await lager.put(name, oneCase)
    for (const [nr, sender] of SENDERS.entries())
      await lager.put(`FLISSkole_0751_2022-10_00${nr + 1}_F.csv`, SKOLE, { sender })
    for (const [nr, name] of MEMBERS.entries())
      await lager.put(`KY_0169_2022-10_00${nr + 1}_F.zip`, zip([{ name, content: 'ude\n' }]))
    const inbox = join(lager.root, 'inbox')
    const folder = 'KY_0157_2022-10_001_F.zip'
    await mkdir(join(inbox, folder))
    await writeFile(join(inbox, `${folder}.metadata`), metadata(folder, oneCase))
    await mkdir(join(inbox, 'mappe'))
    await writeFile(join(inbox, '.KY_0159_2022-10_001_F.zip.part'), oneCase.subarray(0, 10))
    await symlink('/etc/hostname', join(inbox, 'KY_0161_2022-10_001_F.zip'))
    await lager.put('KY_0163_2022-10_001_F.zip', oneCase, { content: ' '.repeat(3_000_000) })
    await lager.put('FSIIIKoder_0000_2022-09_001_F.json', codeSystem('1', 'G1.29'), { sender: 'KOMBIT' })
    await lager.put(DEEP, `${LINES.join('\n')}\n`, { sender: 'Trifork' })
    await lager.put('KY_0751_2022-10_001_F.zip', oneCase)
    expect((await lager.intake()).exit).toBe(3)
  })
  afterAll(() => lager.remove())
  const state = async (file: string) =>
    (await lager.rows('select file_name, state, code from ops.deliveries'))
      .filter((row) => row.file_name === file)
      .map((row) => [row.state, row.code])

  it('gives what is good its due', async () => {
    expect(await state('KY_0751_2022-10_001_F.zip')).toEqual([['loaded', null]])
  })

  it('takes file names for names, not for SQL or patterns, and of any length', async () => {
    for (const file of [SQL, ...PATTERNS, ...LONG]) {
      expect(await state(file), file).toEqual([['rejected', 'L001']])
      expect(await lager.inbox()).not.toContain(file)
    }
    for (const file of [SQL, ...PATTERNS]) expect(await lager.rejected(file)).toEqual(oneCase)
    expect(await lager.archived()).toContain(sha256(oneCase))
  })

  it('takes senders for names, not for paths, SQL or patterns', async () => {
    expect(
      await lager.values(
        `select kildesystem, state from ops.deliveries where kilde = 'FLISSkole' order by loebenr`,
      ),
    ).toEqual(SENDERS.map((sender) => [sender.replace('&amp;', '&'), 'loaded']))
    expect(
      await lager.values('select count(*)::int, count(distinct _leverance)::int from raadata.SkoleElev'),
    ).toEqual([[9, 9]])
    for (const id of [
      '../../../../tmp/flis-ud:FLISSkole_0751_2022-10_001_F.csv',
      "O'Hara:FLISSkole_0751_2022-10_002_F.csv",
    ])
      expect(await lager.json(['deliveries', id])).toMatchObject({ id, state: 'loaded' })
    expect(await lager.beside()).toEqual(['lager'])
  })

  it('lets no member of a zip out of the warehouse', async () => {
    expect((await lager.states(`kommune = '0169'`)).map(([, , code]) => code)).toEqual(
      MEMBERS.map(() => 'L032'),
    )
    expect(await lager.beside()).toEqual(['lager'])
    const everywhere = await readdir(lager.root, { recursive: true })
    expect(everywhere.filter((each) => each.includes('ude.csv'))).toEqual([])
    await expect(access('/tmp/flis-ude.csv')).rejects.toThrow()
  })

  it('leaves folders and what is hidden alone', async () => {
    expect(await lager.states(`kommune in ('0157', '0159')`)).toEqual([])
    expect(await lager.inbox()).toEqual(
      expect.arrayContaining(['mappe', 'KY_0157_2022-10_001_F.zip', '.KY_0159_2022-10_001_F.zip.part']),
    )
  })

  it('refuses a metadata file that is far too large', async () => {
    expect(await state('KY_0163_2022-10_001_F.zip')).toEqual([['rejected', 'L020']])
  })

  it('is not brought down by JSON that is deep, or holds what no text can', async () => {
    expect(await state(DEEP)).toEqual([['loaded', null]])
    const [counts = []] = await lager.values(
      `select rows_in::int, accepted::int, quarantined::int, duplicates::int from ops.deliveries where file_name = '${DEEP}'`,
    )
    const [rowsIn = 0, ...parts] = counts.map(Number)
    expect([rowsIn, parts.reduce((sum, part) => sum + part, 0)]).toEqual([LINES.length, LINES.length])
    expect(
      await lager.values(`select count(*)::int from dsa_hist.FSIIIPlanlagtIndsats where Id = 'hel'`),
    ).toEqual([[1]])
    expect(
      await lager.values(
        `select line::int, codes from ops.quarantine where delivery like '%${DEEP}' and line in (1, 2, 6, 9) order by 1`,
      ),
    ).toEqual([
      [1, ['R202']],
      [2, ['R201']],
      [6, ['R203']],
      [9, ['R203']],
    ])
  })
})
