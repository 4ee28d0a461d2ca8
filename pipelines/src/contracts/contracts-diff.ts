import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Contract, exists, fail } from '@flis/core'
import {
  type ComparedContract,
  type ComparedField,
  comparedContract,
  contractSchema,
} from './contract-schema.js'

/** `minor`: only optional fields were added, so that what was delivered before is still good. Everything else is `major`. */
export type Verdict = 'same' | 'minor' | 'major'

/** One thing that is not what it was. */
export interface ContractChange {
  readonly contract: string
  readonly field: string | null
  /** `added`, `removed`, or the property that changed: `type`, `optional`, `key`, `values`, `mode` … */
  readonly what: string
  readonly before: string | null
  readonly after: string | null
  readonly verdict: 'minor' | 'major'
}

export interface ContractsDiff {
  readonly verdict: Verdict
  readonly changes: readonly ContractChange[]
}

const told = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Properties that both versions tell of and that differ; one that an older file lacks says nothing. */
const differing = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly { readonly what: string; readonly before: string; readonly after: string }[] =>
  Object.keys(after)
    .filter((what) => what in before && told(before[what]) !== told(after[what]))
    .sort()
    .map((what) => ({ what, before: told(before[what]), after: told(after[what]) }))

const propertiesOf = ({ type, optional, more }: ComparedField) => ({ ...more, type, optional })

const fieldChanges = (
  contract: string,
  before: readonly ComparedField[],
  after: readonly ComparedField[],
): readonly ContractChange[] => {
  const was = new Map(before.map((each) => [each.name, each]))
  const is = new Map(after.map((each) => [each.name, each]))
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((field): readonly ContractChange[] => {
    const [old, now] = [was.get(field), is.get(field)]
    if (old === undefined && now !== undefined) {
      const verdict = now.optional ? 'minor' : 'major'
      return [{ contract, field, what: 'added', before: null, after: now.type, verdict }]
    }
    if (now === undefined || old === undefined)
      return [{ contract, field, what: 'removed', before: old?.type ?? null, after: null, verdict: 'major' }]
    return differing(propertiesOf(old), propertiesOf(now)).map((each) => ({
      contract,
      field,
      ...each,
      verdict: 'major',
    }))
  })
}

/** A contract that is new is minor where nobody must send it: its file may be left out, or its whole Kilde is new. */
const addedContract = (
  { name, more }: ComparedContract,
  kilder: ReadonlySet<string>,
): readonly ContractChange[] => {
  const required = more.format === 'csv' && more.optionalFile !== true && kilder.has(told(more.kilde))
  return [
    {
      contract: name,
      field: null,
      what: 'added',
      before: null,
      after: told(more.format ?? ''),
      verdict: required ? 'major' : 'minor',
    },
  ]
}

/**
 * Tells minor from major between two versions of some contracts.
 *
 * Source: specification 2.4: minor versions are backward compatible, they may only add optional fields.
 */
export const compareContracts = (
  before: readonly ComparedContract[],
  after: readonly ComparedContract[],
): ContractsDiff => {
  const was = new Map(before.map((each) => [each.name, each]))
  const is = new Map(after.map((each) => [each.name, each]))
  const kilder = new Set(before.map((each) => told(each.more.kilde)))
  const names = [...new Set([...was.keys(), ...is.keys()])].sort()
  const changes = names.flatMap((contract): readonly ContractChange[] => {
    const [old, now] = [was.get(contract), is.get(contract)]
    if (old === undefined) return now === undefined ? [] : addedContract(now, kilder)
    if (now === undefined)
      return [
        {
          contract,
          field: null,
          what: 'removed',
          before: told(old.more.format ?? ''),
          after: null,
          verdict: 'major',
        },
      ]
    return [
      ...differing(old.more, now.more).map((each) => ({
        contract,
        field: null,
        ...each,
        verdict: 'major' as const,
      })),
      ...fieldChanges(contract, old.fields, now.fields),
    ]
  })
  const verdict =
    changes.length === 0 ? 'same' : changes.some((each) => each.verdict === 'major') ? 'major' : 'minor'
  return { verdict, changes }
}

const schemaOf = async (file: string): Promise<ComparedContract> => {
  const text = await readFile(file, 'utf8')
  let schema: unknown
  try {
    schema = JSON.parse(text)
  } catch {
    return fail('U001', { file, expected: 'a schema that flis contracts export has written' })
  }
  return comparedContract(schema, file)
}

const exported = async (folder: string): Promise<readonly ComparedContract[]> => {
  const names = (await exists(folder)) ? (await readdir(folder)).filter((each) => each.endsWith('.avsc')) : []
  if (names.length === 0)
    return fail('U004', { file: folder, expected: '.avsc files of flis contracts export' })
  return Promise.all(names.sort().map((each) => schemaOf(join(folder, each))))
}

/**
 * Compares contracts as they were exported (`flis contracts export`) with those that are there now, or with a later
 * export: major or minor. Errors: U004 (no schemas in the folder), U001 (a file that is none).
 *
 * @example (await contractsDiff('./interface/1.0', contractsOf([ky]))).verdict // 'minor'
 */
export const contractsDiff = async (
  before: string,
  after: string | readonly Contract[],
): Promise<ContractsDiff> =>
  compareContracts(
    await exported(before),
    typeof after === 'string'
      ? await exported(after)
      : after.map((each) => comparedContract(contractSchema(each), each.name)),
  )
