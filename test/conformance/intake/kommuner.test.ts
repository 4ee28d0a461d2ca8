import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Lager } from './lager.js'
import { zipOf } from './zip-bytes.js'

/** The kommuner since 2007. */
const KOMMUNER = `
  0101 0147 0151 0153 0155 0157 0159 0161 0163 0165 0167 0169 0173 0175 0183 0185 0187 0190 0201 0210 0217 0219 0223
  0230 0240 0250 0253 0259 0260 0265 0269 0270 0306 0316 0320 0326 0329 0330 0336 0340 0350 0360 0370 0376 0390 0400
  0410 0420 0430 0440 0450 0461 0479 0480 0482 0492 0510 0530 0540 0550 0561 0563 0573 0575 0580 0607 0615 0621 0630
  0657 0661 0665 0671 0706 0707 0710 0727 0730 0740 0741 0746 0751 0756 0760 0766 0773 0779 0787 0791 0810 0813 0820
  0825 0840 0846 0849 0851 0860`
  .trim()
  .split(/\s+/)
const RESIDENCES = [...KOMMUNER, '0411']
const ALL = Array.from({ length: 10_000 }, (_, nr) => String(nr).padStart(4, '0'))

describe('the 98 kommuner', () => {
  let lager: Lager
  beforeAll(async () => {
    lager = await Lager.make({ thresholds: { failedShare: 1 } })
    for (const kommune of KOMMUNER)
      await lager.put(`FLISSkole_${kommune}_2022-10_001_F.csv`, 'x', { sender: 'KMD' })
    const rows = ALL.map((kommune) => `Y${kommune};0101570001;${kommune};SEL §85;;2022-01-01;\n`).join('')
    await lager.put(
      'FLISVoksneOgHandicappede_0751_2022-10_001_F.zip',
      zipOf({
        'VHYdelse.csv': `YdelseId;Personnummer;KommuneKode;Paragraf;TilbudId;StartDato;SlutDato\n${rows}`,
        'VHMaalgruppe.csv': 'YdelseId;Maalgruppe\n',
      }),
      { sender: 'KMD' },
    )
    await lager.intake()
  })
  afterAll(() => lager.remove())

  it('are all known in file names: each is judged by what it holds', async () => {
    expect(KOMMUNER.length).toBe(98)
    expect(
      await lager.values(`select kommune, code from ops.deliveries where kilde = 'FLISSkole' order by 1`),
    ).toEqual(KOMMUNER.map((each) => [each, 'L041']))
  })

  it('and Christiansø are all that a row may name', async () => {
    expect(
      await lager.values(
        `select rows_in::int, accepted::int, quarantined::int from ops.deliveries where kilde like 'FLISV%'`,
      ),
    ).toEqual([[10_000, 99, 9901]])
    expect(await lager.values('select KommuneKode from dsa_hist.VHYdelse order by 1')).toEqual(
      [...RESIDENCES].sort().map((each) => [each]),
    )
    expect(await lager.values('select distinct codes, columns from ops.quarantine')).toEqual([
      [['R105'], ['KommuneKode']],
    ])
  })
})
