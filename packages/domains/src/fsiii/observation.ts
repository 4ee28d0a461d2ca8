import { FSIII_SYSTEM } from './contracts/fsiii-kode.js'
import { codingsAt } from './resource.js'
import { BORGERVURDERING_KODER, borgervurderingKode } from './rules/borgervurdering-kode.js'

type Resource = Readonly<Record<string, unknown>>

/** SNOMED's code of a follow-up. */
const OPFOELGNING = '712744002'

/** A follow-up: an Observation of SNOMED's code for it. */
export const isOpfoelgning = (resource: Resource): boolean =>
  resource.resourceType === 'Observation' &&
  codingsAt(resource, 'code').some((each) => each.code === OPFOELGNING && each.system !== FSIII_SYSTEM)

const isKode = (code: string | null): boolean => BORGERVURDERING_KODER.some((each) => each === code)

/**
 * A citizen's own view: another Observation with an FSIII value, of which question or answer is one of C and D. The guide
 * has a third kind (areas of interest, which may say B6, not relevant, of an area I1..I12): that is no citizen's view.
 */
export const isBorgervurdering = (resource: Resource): boolean => {
  if (resource.resourceType !== 'Observation' || isOpfoelgning(resource)) return false
  const answer = borgervurderingKode(codingsAt(resource, 'valueCodeableConcept'))
  const question = borgervurderingKode(codingsAt(resource, 'code'))
  return answer !== null && (isKode(question) || isKode(answer[0] ?? null))
}
