import type { Leverandoer } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { delivererOf } from '../src/leverandoer/deliverer-of.js'

const KY = { kilde: 'KY', kommune: '0751', periode: '2022-10' }
const nc: Leverandoer = { kilde: 'KY', kommune: '0751', kildesystem: 'NC', senders: ['NETC', 'NETC2'] }
const tea: Leverandoer = { kilde: 'KY', kommune: '0751', kildesystem: 'TEA' }
const everywhere: Leverandoer = { ...nc, kommune: '0000', kildesystem: 'NCland' }

interface Case {
  readonly when: string
  readonly table: readonly Leverandoer[]
  readonly sender: string
  readonly of?: Partial<Parameters<typeof delivererOf>[1]>
  readonly is: string | undefined
  readonly validity?: string
}

const cases: readonly Case[] = [
  { when: 'one of its senders', table: [nc], sender: 'NETC2', is: 'NC' },
  { when: 'its own name, where no senders are given', table: [tea], sender: 'TEA', is: 'TEA' },
  { when: 'its own name, where others are its senders', table: [nc], sender: 'NC', is: undefined },
  { when: 'another case of letters', table: [tea], sender: 'Tea', is: undefined },
  { when: 'nobody', table: [], sender: 'NC', is: undefined },
  { when: 'one of another Kilde', table: [nc], sender: 'NETC', of: { kilde: 'Aula' }, is: undefined },
  { when: 'one of another kommune', table: [nc], sender: 'NETC', of: { kommune: '0101' }, is: undefined },
  { when: 'the country’s, for a kommune', table: [everywhere], sender: 'NETC', is: 'NCland' },
  {
    when: 'the country’s, for the country',
    table: [nc, everywhere],
    sender: 'NETC',
    of: { kommune: '0000' },
    is: 'NCland',
  },
  {
    when: 'a kommune’s, for the country',
    table: [nc],
    sender: 'NETC',
    of: { kommune: '0000' },
    is: undefined,
  },
  { when: 'the kommune’s own before the country’s', table: [everywhere, nc], sender: 'NETC', is: 'NC' },
  {
    when: 'the country’s, where the kommune’s own has another sender',
    table: [tea, everywhere],
    sender: 'NETC',
    is: 'NCland',
  },
  {
    when: 'a valid one before one that has ended',
    table: [
      { ...nc, to: '2022-09-30' },
      { ...nc, kildesystem: 'NC2', from: '2022-10-01' },
    ],
    sender: 'NETC',
    is: 'NC2',
  },
  {
    when: 'the country’s, once the kommune’s own has ended',
    table: [{ ...nc, to: '2022-09-30' }, everywhere],
    sender: 'NETC',
    is: 'NCland',
  },
  { when: 'one on its last day', table: [{ ...nc, to: '2022-10-31' }], sender: 'NETC', is: 'NC' },
  { when: 'one on its first day', table: [{ ...nc, from: '2022-10-31' }], sender: 'NETC', is: 'NC' },
  {
    when: 'one that ended the day before the month does',
    table: [{ ...nc, to: '2022-10-30' }],
    sender: 'NETC',
    is: 'NC',
    validity: 'has ended',
  },
  {
    when: 'one that begins with the next month',
    table: [{ ...nc, from: '2022-11-01' }],
    sender: 'NETC',
    is: 'NC',
    validity: 'has not begun',
  },
  {
    when: 'one that ended, for an earlier day',
    table: [{ ...nc, to: '2022-10-30' }],
    sender: 'NETC',
    of: { periode: '2022-10-30' },
    is: 'NC',
  },
  {
    when: 'the system that the file name tells, where one Sender carries two',
    table: [nc, { ...tea, senders: ['NETC'] }],
    sender: 'NETC',
    of: { systemSuffix: 'TEA' },
    is: 'TEA',
  },
  {
    when: 'the first, where one Sender carries two and the name tells none',
    table: [nc, { ...tea, senders: ['NETC'] }],
    sender: 'NETC',
    is: 'NC',
  },
  {
    when: 'by the Sender, whatever the file name says',
    table: [nc, tea],
    sender: 'NETC',
    of: { systemSuffix: 'TEA' },
    is: 'NC',
  },
]

describe('a Sender stands for', () => {
  it.each(cases)('$when', ({ table, sender, of, is, validity = 'valid' }) => {
    expect(delivererOf([...table], { ...KY, ...of }, sender)).toEqual(
      is === undefined ? undefined : { kildesystem: is, validity },
    )
  })
})
