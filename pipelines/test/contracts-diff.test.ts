import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Contract, contract, type Fields, field, kilde } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { comparedContract, contractSchema } from '../src/contracts/contract-schema.js'
import { compareContracts } from '../src/contracts/contracts-diff.js'
import { flis, jsonOf, newFolder } from './flis.js'

const fields = {
  SagId: field.key.text(),
  Tilstand: field.code(['Åben', 'Lukket']),
  StartDato: field.date(),
  SlutDato: field.date().optional(),
  Timer: field.decimal(5, 2).between(0, 37),
}
const made = (of: Fields = fields, options: object = {}): Contract =>
  contract('BSSag', { kilde: 'BS', mode: 'full', fields: of, ...options })
const { SlutDato: _, ...withoutEnd } = fields

const compared = (before: readonly Contract[], after: readonly Contract[]) =>
  compareContracts(
    before.map((each) => comparedContract(contractSchema(each), each.name)),
    after.map((each) => comparedContract(contractSchema(each), each.name)),
  )

describe('two versions of a contract', () => {
  it.each([
    { change: 'nothing', after: made(), verdict: 'same', what: [] },
    {
      change: 'the order of its fields',
      after: made(Object.fromEntries(Object.entries(fields).reverse())),
      verdict: 'same',
      what: [],
    },
    {
      change: 'words about it',
      after: made(fields, { description: 'Sager', persons: ['borgere'] }),
      verdict: 'same',
      what: [],
    },
    {
      change: 'an optional field more',
      after: made({ ...fields, Note: field.text().optional() }),
      verdict: 'minor',
      what: ['Note added'],
    },
    {
      change: 'a required field more',
      after: made({ ...fields, Note: field.text() }),
      verdict: 'major',
      what: ['Note added'],
    },
    { change: 'a field less', after: made(withoutEnd), verdict: 'major', what: ['SlutDato removed'] },
    {
      change: 'a field that is required now',
      after: made({ ...fields, SlutDato: field.date() }),
      verdict: 'major',
      what: ['SlutDato optional'],
    },
    {
      change: 'a field that is optional now: receivers meet rows without it',
      after: made({ ...fields, StartDato: field.date().optional() }),
      verdict: 'major',
      what: ['StartDato optional'],
    },
    {
      change: 'another type',
      after: made({ ...fields, Timer: field.decimal(6, 2).between(0, 37) }),
      verdict: 'major',
      what: ['Timer type'],
    },
    {
      change: 'a code more',
      after: made({ ...fields, Tilstand: field.code(['Åben', 'Lukket', 'Henlagt']) }),
      verdict: 'major',
      what: ['Tilstand values'],
    },
    {
      change: 'another range',
      after: made({ ...fields, Timer: field.decimal(5, 2).between(0, 40) }),
      verdict: 'major',
      what: ['Timer values'],
    },
    {
      change: 'another load mode',
      after: made(fields, { absence: 'slut' }),
      verdict: 'major',
      what: ['null absence'],
    },
    {
      change: 'an optional and a required field more',
      after: made({ ...fields, Note: field.text().optional(), Art: field.text() }),
      verdict: 'major',
      what: ['Art added', 'Note added'],
    },
  ])('with $change is $verdict', ({ after, verdict, what }) => {
    const found = compared([made()], [after])
    expect(found.verdict).toBe(verdict)
    expect(found.changes.map((each) => `${each.field} ${each.what}`)).toEqual(what)
  })

  it('tells before and after', () => {
    const { changes } = compared([made()], [made({ ...fields, Tilstand: field.code(['Åben']) })])
    expect(changes).toEqual([
      {
        contract: 'BSSag',
        field: 'Tilstand',
        what: 'values',
        before: 'Åben | Lukket',
        after: 'Åben',
        verdict: 'major',
      },
    ])
  })

  it('of which the earlier was written without attributes are compared by what it tells', () => {
    const plain = { type: 'record', name: 'BSSag', fields: [{ name: 'SagId', type: 'string' }] }
    const now = comparedContract(contractSchema(made({ SagId: field.key.text() })), 'BSSag')
    expect(compareContracts([comparedContract(plain, 'f')], [now]).verdict).toBe('same')
  })
})

describe('several contracts', () => {
  const csv = { format: 'csv', encoding: 'UTF-8' } as const
  const other = (of: string, optionalFile: boolean): Contract =>
    contract('BSBolig', {
      kilde: kilde(of),
      mode: 'full',
      fields: { BoligId: field.key.text() },
      reader: { ...csv, optionalFile },
    })

  it.each([
    {
      change: 'a file more that deliveries must hold',
      after: [made(), other('BS', false)],
      verdict: 'major',
    },
    { change: 'a file more that may be left out', after: [made(), other('BS', true)], verdict: 'minor' },
    { change: 'a file of a new Kilde', after: [made(), other('BO', false)], verdict: 'minor' },
    { change: 'one less', after: [], verdict: 'major' },
  ])('with $change are $verdict', ({ after, verdict }) => {
    expect(compared([made()], after).verdict).toBe(verdict)
  })
})

describe('flis contracts diff', () => {
  const write = async (schema: unknown): Promise<string> => {
    const cwd = await newFolder()
    await mkdir(join(cwd, 'before'))
    await writeFile(
      join(cwd, 'before', 'KYSag.avsc'),
      typeof schema === 'string' ? schema : JSON.stringify(schema),
    )
    return cwd
  }

  it('of an export of today finds no difference', async () => {
    const cwd = await newFolder()
    await flis(['contracts', 'export', '--out', 'now'], { cwd })
    expect((await flis(['contracts', 'diff', 'now'], { cwd })).out).toBe('no difference\n')
    expect(jsonOf(await flis(['contracts', 'diff', 'now', 'now', '--json'], { cwd }))).toEqual({
      verdict: 'same',
      changes: [],
    })
  })

  it('tells what is not what it was', async () => {
    const cwd = await write({ type: 'record', name: 'KYGammel', fields: [{ name: 'Id', type: 'string' }] })
    const { exit, out } = await flis(['contracts', 'diff', 'before', '--lang', 'da'], { cwd })
    expect(exit).toBe(0)
    expect(out).toMatch(/KYGammel +removed/)
    expect(out.trim().endsWith('major: ikke bagudkompatibel')).toBe(true)
  })

  it.each([
    { holds: 'no JSON', schema: '{', error: 'FLIS-U001' },
    { holds: 'another schema', schema: { type: 'enum', name: 'X', symbols: [] }, error: 'FLIS-U001' },
    { holds: 'a field without a type', schema: { name: 'X', fields: [{ name: 'a' }] }, error: 'FLIS-U001' },
  ])('names a file that holds $holds: $error', async ({ schema, error }) => {
    const ended = await flis(['contracts', 'diff', 'before'], { cwd: await write(schema) })
    expect(ended.exit).toBe(2)
    expect(ended.err).toContain(error)
    expect(ended.err).toContain('KYSag.avsc')
  })

  it.each(['nowhere', '.'])('of the folder %s without exported contracts is U004', async (folder) => {
    const { exit, err } = await flis(['contracts', 'diff', folder], { cwd: await newFolder() })
    expect(exit).toBe(1)
    expect(err).toContain('FLIS-U004')
  })
})
