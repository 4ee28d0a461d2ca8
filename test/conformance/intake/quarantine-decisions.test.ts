import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kyZip, sager } from './ky-files.js'
import { Lager, type Row } from './lager.js'

const FILE = 'KY_0101_2022-10_001_F.zip'
const ID = `NC:${FILE}`
const states = `select file, line::int, codes, state from ops.quarantine where delivery = '${ID}' order by file, line`

describe('flis quarantine', () => {
  let lager: Lager
  beforeAll(async () => {
    lager = await Lager.make({ areas: ['KY'] })
    await lager.put(
      FILE,
      kyZip({
        'KYSag.csv': sager(
          'S1;32.18.04;0101570001;;;;2022-02-30\nS2;32.18.04;0101570001;;;;2022-01-10\nS3;;0101570001;;;;2022-01-10\nS4\n',
        ),
        'KYSagTilstand.csv': 'SagId;Sekvens;Tilstand;FraDato\nS1;1;Ansøgt;2022-01-10\n',
      }),
    )
    expect((await lager.intake()).exit).toBe(3)
  })
  afterAll(() => lager.remove())
  const counts = () =>
    lager.values(
      `select rows_in::int, accepted::int, quarantined::int, duplicates::int from ops.deliveries where id = '${ID}'`,
    )

  it('lists entries by delivery, file and line, without the rows', async () => {
    const listed = await lager.json<Row[]>(['quarantine', 'list'])
    expect(
      listed.map((one) => [
        one.delivery,
        one.file,
        Number(one.line),
        one.contract,
        one.codes,
        one.columns,
        one.state,
      ]),
    ).toEqual([
      [ID, 'KYSag.csv', 2, 'KYSag', ['R102'], ['OprettetDato'], 'open'],
      [ID, 'KYSag.csv', 4, 'KYSag', ['R101'], ['KleNummer'], 'open'],
      [ID, 'KYSag.csv', 5, 'KYSag', ['R002'], [], 'open'],
      [ID, 'KYSagTilstand.csv', 2, 'KYSagTilstand', ['R103'], ['Tilstand'], 'open'],
    ])
    expect(JSON.stringify(listed)).not.toContain('0101570001')
  })

  it('shows a row as received, its CPR number masked', async () => {
    const ended = await lager.run(['quarantine', 'show', ID, '2'])
    expect(ended.exit).toBe(0)
    expect(ended.out).toContain('S1;32.18.04;')
    expect(ended.out).toContain('FLIS-R102')
    expect(ended.out).not.toContain('0101570001')
    const danish = await lager.run(['quarantine', 'show', ID, '2', '--lang', 'da'])
    expect(danish.out).toContain('FLIS-R102')
    expect(danish.out).not.toBe(ended.out)
  })

  it('shows no line that is not there', async () => {
    const ended = await lager.run(['quarantine', 'show', ID, '3'])
    expect(ended.exit).toBe(1)
    expect(ended.err).toContain('FLIS-U004')
  })

  it('replay changes nothing while nothing was corrected', async () => {
    const before = [await lager.values(states), await counts()]
    for (const argv of [[], ['--delivery', ID, '--contract', 'KYSag']]) {
      const ended = await lager.run(['quarantine', 'replay', ...argv])
      expect([0, 3]).toContain(ended.exit)
      expect([await lager.values(states), await counts()]).toEqual(before)
    }
  })

  it('accept of a line writes down that it is lost', async () => {
    expect((await lager.run(['quarantine', 'accept', ID, '--file', 'KYSag.csv', '--line', '2'])).exit).toBe(0)
    expect(await lager.values(states)).toEqual([
      ['KYSag.csv', 2, ['R102'], 'accepted loss'],
      ['KYSag.csv', 4, ['R101'], 'open'],
      ['KYSag.csv', 5, ['R002'], 'open'],
      ['KYSagTilstand.csv', 2, ['R103'], 'open'],
    ])
    expect(await counts()).toEqual([[5, 1, 4, 0]])
  })

  it('accept of a line that is not there does nothing', async () => {
    const before = await lager.values(states)
    const ended = await lager.run(['quarantine', 'accept', ID, '--file', 'KYSag.csv', '--line', '3'])
    expect(ended.exit).toBe(1)
    expect(await lager.values(states)).toEqual(before)
  })

  it('accept of a whole delivery writes down that all are lost', async () => {
    expect((await lager.run(['quarantine', 'accept', ID])).exit).toBe(0)
    expect((await lager.values(states)).map((one) => one[3])).toEqual(Array(4).fill('accepted loss'))
    const listed = await lager.json<Row[]>(['quarantine', 'list'])
    expect(listed.map((one) => one.state)).toEqual(Array(4).fill('accepted loss'))
  })

  it('accept lasts through replay and the next intake', async () => {
    await lager.run(['quarantine', 'replay'])
    await lager.intake()
    expect((await lager.values(states)).map((one) => one[3])).toEqual(Array(4).fill('accepted loss'))
    expect(await counts()).toEqual([[5, 1, 4, 0]])
  })

  it('has one entry per delivery and line when a bad row is sent again', async () => {
    const next = 'KY_0101_2022-11_001_F.zip'
    await lager.put(
      next,
      kyZip({
        'KYSag.csv': sager('S1;32.18.04;0101570001;;;;2022-02-30\nS2;32.18.04;0101570001;;;;2022-01-10\n'),
      }),
    )
    expect((await lager.intake()).exit).toBe(3)
    expect(
      await lager.values(`select line::int, state from ops.quarantine where delivery = 'NC:${next}'`),
    ).toEqual([[2, 'open']])
    expect(await lager.values(`select count(*)::int from ops.quarantine`)).toEqual([[5]])
  })

  it('of a delivery that never came is not found', async () => {
    for (const verb of ['show', 'accept']) {
      const ended = await lager.run(['quarantine', verb, 'NC:KY_0751_2022-10_001_F.zip'])
      expect(ended.exit).toBe(1)
      expect(ended.err).toContain('FLIS-U004')
    }
  })
})
