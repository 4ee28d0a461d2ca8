import {
  type Contract,
  contractsOf,
  type Dataomraade,
  type FlisCode,
  fail,
  type Model,
  nearest,
} from '@flis/core'
import { inBuildOrder } from '@flis/dm'

/** One of some named things; the error names the nearest. */
export const foundByName = <T extends { readonly name: string }>(
  all: readonly T[],
  name: string,
  code: FlisCode,
  facts: (found: { readonly expected?: string }) => Parameters<typeof fail>[1],
): T => {
  const exact = all.find((each) => each.name === name)
  if (exact !== undefined) return exact
  const expected = nearest(
    name,
    all.map((each) => each.name),
  )
  return fail(code, facts(expected === undefined ? {} : { expected }))
}

/** A contract by name (U002 names the nearest). */
export const contractNamed = (areas: readonly Dataomraade[], name: string): Contract =>
  foundByName(contractsOf(areas), name, 'U002', (near) => ({ contract: name, ...near }))

/** A model by name (U002 names the nearest). */
export const modelNamed = (areas: readonly Dataomraade[], name: string): Model =>
  foundByName(inBuildOrder(areas), name, 'U002', (near) => ({ table: name, ...near }))
