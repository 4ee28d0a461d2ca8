import { month } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { FactKYSager } from '../../src/ky/index.js'
import { sagerRows } from './sager-rows.js'
import { insertSager, type KyWarehouse, kyWarehouse } from './warehouse.js'

const RUN = month('2022-06')

interface SagerExample {
  readonly name: string
  readonly oprettet: string
  readonly tilstande: readonly (readonly [tilstand: string, fra: string])[]
  /** DimTid (tilstand; sagsbehandlingstid; varighed; flags o = oprettet, s = sagsbehandling afsluttet, a = afsluttet). */
  readonly rows: readonly string[]
}

/** The specification's table of FactKYSager, and after it what its sentences say without an example. */
const EXAMPLES: readonly SagerExample[] = [
  {
    name: 'created 2022-01-31, Bevilget 2022-02-10, Afsluttet 2022-04-01',
    oprettet: '2022-01-31',
    tilstande: [
      ['Bevilget', '2022-02-10'],
      ['Afsluttet', '2022-04-01'],
    ],
    rows: [
      '20220131 (Oprettet; 0; 0; o)',
      '20220228 (Bevilget; 10; 28; s)',
      '20220331 (Bevilget; 10; 59; )',
      '20220430 (Afsluttet; 10; 60; a)',
    ],
  },
  {
    name: 'created 2022-03-05, Afslag 2022-03-20',
    oprettet: '2022-03-05',
    tilstande: [['Afslag', '2022-03-20']],
    rows: ['20220331 (Afslag; 15; 15; osa)'],
  },
  {
    name: 'created 2022-03-05, Afslag 2022-03-20, Afsluttet 2022-06-30',
    oprettet: '2022-03-05',
    tilstande: [
      ['Afslag', '2022-03-20'],
      ['Afsluttet', '2022-06-30'],
    ],
    rows: ['20220331 (Afslag; 15; 15; osa)'],
  },
  {
    name: 'created 2022-05-10, nothing more',
    oprettet: '2022-05-10',
    tilstande: [],
    rows: ['20220531 (Oprettet; 21; 21; o)', '20220630 (Oprettet; 51; 51; )'],
  },
  {
    name: 'created 2022-01-10, Afslag 2022-01-20, Under Oplysning 2022-04-05, Bevilget 2022-04-15',
    oprettet: '2022-01-10',
    tilstande: [
      ['Afslag', '2022-01-20'],
      ['Under Oplysning', '2022-04-05'],
      ['Bevilget', '2022-04-15'],
    ],
    rows: [
      '20220131 (Afslag; 10; 10; osa)',
      '20220430 (Bevilget; 10; 110; )',
      '20220531 (Bevilget; 10; 141; )',
      '20220630 (Bevilget; 10; 171; )',
    ],
  },
  {
    name: 'created and Henlagt 2022-02-28',
    oprettet: '2022-02-28',
    tilstande: [['Henlagt', '2022-02-28']],
    rows: ['20220228 (Henlagt; 0; 0; osa)'],
  },
  { name: 'created 2022-07-02', oprettet: '2022-07-02', tilstande: [], rows: [] },
]

describe('FactKYSager', () => {
  let warehouse: KyWarehouse

  beforeAll(async () => {
    warehouse = await kyWarehouse()
    await insertSager(warehouse, EXAMPLES)
    await warehouse.buildAll(RUN, [FactKYSager])
  })

  it.each(EXAMPLES)('$name', async ({ name, rows }) => {
    expect(await sagerRows(warehouse, name)).toEqual(rows)
  })
})
