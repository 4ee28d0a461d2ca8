import { SAMPLE_CONCEPTS, type SampleConcept } from './codes.js'

interface FhirConcept {
  readonly code: string
  readonly display: string
  readonly definition: string
  readonly concept?: readonly FhirConcept[]
}

const written = (scheme: 'legacy' | 'uuid', each: SampleConcept): FhirConcept => ({
  code: each[scheme],
  display: each.display,
  definition: each.display,
  ...(each.concepts === undefined ? {} : { concept: each.concepts.map((child) => written(scheme, child)) }),
})

const counted = (concepts: readonly SampleConcept[]): number =>
  concepts.reduce((sum, each) => sum + 1 + counted(each.concepts ?? []), 0)

/** How many codes the delivery FSIIIKoder holds: each concept under both of its codes. */
export const SAMPLE_CODE_COUNT = 2 * counted(SAMPLE_CONCEPTS)

/**
 * The delivery FSIIIKoder: a CodeSystem in which every concept stands twice, in the UUID tree and in the
 * legacy tree, with the same display path.
 */
export const codeSystemJson = (version: string): string =>
  `${JSON.stringify(
    {
      resourceType: 'CodeSystem',
      id: 'FSIII',
      url: 'urn:oid:1.2.208.176.2.21',
      version,
      name: 'FSIII',
      title: 'FSIII',
      status: 'active',
      experimental: true,
      description: 'A small made-up selection of codes from FSIII',
      caseSensitive: true,
      hierarchyMeaning: 'is-a',
      content: 'fragment',
      count: SAMPLE_CODE_COUNT,
      concept: [
        ...SAMPLE_CONCEPTS.map((each) => written('uuid', each)),
        ...SAMPLE_CONCEPTS.map((each) => written('legacy', each)),
      ],
    },
    null,
    1,
  )}\n`
