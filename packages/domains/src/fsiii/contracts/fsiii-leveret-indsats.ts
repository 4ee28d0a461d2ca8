import { contract, type FhirMapping, field } from '@flis/core'
import { indsatsKode } from '../indsats-kode.js'
import { codingsAt, referencedIds, textAt } from '../resource.js'
import { ofResources, ownedBySender } from './fsiii.js'
import { FSIIIKode } from './fsiii-kode.js'

const row: FhirMapping = (resource, report) =>
  resource.resourceType === 'Procedure'
    ? {
        Id: textAt(resource, 'id'),
        Personnummer: report.personnummer,
        AfsenderSor: report.afsenderSor,
        IndsatsKode: indsatsKode(codingsAt(resource, 'code')).IndsatsKode,
        LeveretTidspunkt: textAt(resource, 'performedDateTime'),
        TilstandIds: JSON.stringify(referencedIds(resource, 'Condition', 'reasonReference')),
        Status: textAt(resource, 'status'),
      }
    : null

/**
 * Delivered indsatser: a Procedure each. LeveretTidspunkt stays as sent: a date, or an instant; whether a time of
 * day was given is part of what was said.
 *
 * Source: specification FSIII, "Reading a Bundle".
 *
 * @example FSIIILeveretIndsats.withdrawn // { column: 'Status', value: 'entered-in-error' }
 */
export const FSIIILeveretIndsats = contract('FSIIILeveretIndsats', {
  ...ofResources,
  owner: ownedBySender,
  reader: { format: 'fhir', row },
  fields: {
    Id: field.key.text({ description: 'Procedure.id' }),
    Personnummer: field.cpr({ description: 'Borgerens personnummer' }),
    AfsenderSor: field.text({ description: 'SOR-kode for den, der har ansvaret for borgeren' }),
    IndsatsKode: field.codeOf(FSIIIKode, 'Kode', {
      error: 'R204',
      data: 'følsomme',
      description: 'FSIII-kode som sendt',
    }),
    LeveretTidspunkt: field.moment({ description: 'Leveret på denne dato eller på dette tidspunkt' }),
    TilstandIds: field.list({ data: 'følsomme', description: 'Tilstande, som indsatsen skyldes' }),
    Status: field.text({ description: 'Procedure.status' }),
  },
  haendelse: 'LeveretTidspunkt',
  description: 'Leverede indsatser',
})
