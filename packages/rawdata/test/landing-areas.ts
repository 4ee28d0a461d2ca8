import { contract, dataomraade, type FhirMapping, field, kilde } from '@flis/core'

export const KYSag = contract('KYSag', {
  kilde: 'KY',
  mode: 'full',
  fields: {
    SagId: field.key.text(),
    KleNummer: field.text(),
    OprettetDato: field.date(),
    Note: field.text().optional(),
  },
})

const KYYdelse = contract('KYYdelse', {
  kilde: 'KY',
  mode: 'full',
  fields: { YdelseId: field.key.text(), SagId: field.text(), SlutDato: field.date().optional() },
})

const KYNotat = contract('KYNotat', {
  kilde: 'KY',
  mode: 'full',
  reader: { format: 'csv', encoding: 'UTF-8', optionalFile: true },
  fields: { NotatId: field.key.text() },
})

export const ky = dataomraade('KY', {
  kilder: [kilde('KY', { senders: ['NC'] })],
  contracts: [KYSag, KYYdelse, KYNotat],
  models: [],
})

const Skoledistrikt = contract('Skoledistrikt', {
  kilde: 'LIFA',
  mode: 'full',
  reader: { format: 'csv', encoding: 'ISO-8859-1', optionalFile: false },
  fields: { AdresseId: field.key.text(), DistriktsNavn: field.text() },
})

export const borger = dataomraade('Borger', {
  kilder: [kilde('LIFA', { scope: 'national', formats: ['csv', 'zip'] })],
  contracts: [Skoledistrikt],
  models: [],
})

const taking =
  (type: string): FhirMapping =>
  (resource, report) =>
    resource.resourceType === type
      ? {
          Id: typeof resource.id === 'string' ? resource.id : null,
          Personnummer: report.personnummer,
          AfsenderSor: report.afsenderSor,
        }
      : null

const fhirFields = {
  Id: field.key.text(),
  Personnummer: field.cpr(),
  AfsenderSor: field.text().optional(),
}

const Plan = contract('Plan', {
  kilde: 'FSIII',
  mode: 'upsert',
  keyScope: 'global',
  reader: { format: 'fhir', row: taking('CarePlan') },
  fields: fhirFields,
})

const Levering = contract('Levering', {
  kilde: 'FSIII',
  mode: 'upsert',
  keyScope: 'global',
  reader: { format: 'fhir', row: taking('Procedure') },
  fields: fhirFields,
})

export const KODE_SYSTEM = 'urn:oid:1.2.208.176.2.21'

const Kode = contract('Kode', {
  kilde: 'FSIIIKoder',
  mode: 'full',
  keyScope: 'global',
  reader: { format: 'codesystem', system: KODE_SYSTEM },
  fields: { Kode: field.key.text(), Tekst: field.text(), Foraelder: field.text().optional() },
})

export const fsiii = dataomraade('FSIII', {
  kilder: [
    kilde('FSIII', {
      senders: ['Trifork'],
      scope: 'both',
      types: ['D'],
      formats: ['zip', 'json', 'ndjson'],
    }),
    kilde('FSIIIKoder', { senders: ['KOMBIT'], scope: 'national', formats: ['json', 'zip'] }),
  ],
  contracts: [Kode, Plan, Levering],
  models: [],
})
