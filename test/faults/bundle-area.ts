import { contract, dataomraade, field, kilde } from '@flis/core'

const SYSTEM = 'urn:oid:1.2.208.176.2.21'

const BundtKode = contract('BundtKode', {
  kilde: 'BUNKoder',
  mode: 'full',
  keyScope: 'global',
  reader: { format: 'codesystem', system: SYSTEM },
  fields: {
    Kode: field.key.text(),
    Tekst: field.text(),
    Foraelder: field.text().optional(),
    Skema: field.code(['legacy', 'uuid']),
    Version: field.text(),
  },
})

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Of a Bundle's resources only CarePlans, and of these four members. */
const Bundtplan = contract('Bundtplan', {
  kilde: 'BUN',
  mode: 'upsert',
  keyScope: 'global',
  unit: ['Personnummer'],
  reader: {
    format: 'fhir',
    row: (resource, report) =>
      resource.resourceType === 'CarePlan'
        ? {
            Id: textOf(resource.id),
            Personnummer: report.personnummer,
            Kode: textOf(resource.kode),
            Start: textOf(resource.start),
            Status: textOf(resource.status),
          }
        : null,
  },
  fields: {
    Id: field.key.text(),
    Personnummer: field.cpr(),
    Kode: field.codeOf(BundtKode, 'Kode', { error: 'R204' }),
    Start: field.date(),
    Status: field.text(),
  },
})

export const bundleArea = dataomraade('Bundter', {
  kilder: [
    kilde('BUN', { types: ['D'], formats: ['zip', 'json', 'ndjson'], awaits: 'BundtKode' }),
    kilde('BUNKoder', { scope: 'national', formats: ['json'] }),
  ],
  contracts: [BundtKode, Bundtplan],
  models: [],
})
