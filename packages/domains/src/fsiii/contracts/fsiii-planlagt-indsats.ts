import { contract, type FhirMapping, field } from '@flis/core'
import { indsatsKode } from '../indsats-kode.js'
import { codingsAt, referencedIds, textAt } from '../resource.js'
import { danskDato } from '../rules/dansk-dato.js'
import { ofResources, ownedBySender } from './fsiii.js'
import { FSIIIKode } from './fsiii-kode.js'

const row: FhirMapping = (resource, report) =>
  resource.resourceType === 'CarePlan'
    ? {
        Id: textAt(resource, 'id'),
        Personnummer: report.personnummer,
        AfsenderSor: report.afsenderSor,
        ...indsatsKode(codingsAt(resource, 'activity', 'detail', 'code')),
        StartDato: danskDato(textAt(resource, 'period', 'start')),
        SlutDato: danskDato(textAt(resource, 'period', 'end')),
        Status: textAt(resource, 'status'),
        TilstandIds: JSON.stringify(
          referencedIds(resource, 'Condition', 'activity', 'detail', 'reasonReference'),
        ),
        ReportTidspunkt: report.tidspunkt,
      }
    : null

/**
 * Planned indsatser: a CarePlan each. A withdrawal (`entered-in-error`) is a row like any other and must be whole:
 * what a report does not say is never invented.
 *
 * Source: specification FSIII, "Reading a Bundle".
 *
 * @example FSIIIPlanlagtIndsats.unit // ['Personnummer']
 */
export const FSIIIPlanlagtIndsats = contract('FSIIIPlanlagtIndsats', {
  ...ofResources,
  owner: ownedBySender,
  reader: { format: 'fhir', row },
  fields: {
    Id: field.key.text({ description: 'CarePlan.id' }),
    Personnummer: field.cpr({ description: 'Borgerens personnummer' }),
    AfsenderSor: field.text({ description: 'SOR-kode for den, der har ansvaret for borgeren' }),
    IndsatsKode: field.codeOf(FSIIIKode, 'Kode', {
      error: 'R204',
      data: 'følsomme',
      description: 'FSIII-kode som sendt',
    }),
    LokalKode: field.text({ data: 'følsomme', description: 'Kommunens egen kode' }).optional(),
    LokalTekst: field.text({ data: 'følsomme', description: 'Kommunens egen tekst' }).optional(),
    StartDato: field.date({ description: 'Dansk dato, hvor indsatsen begynder' }),
    SlutDato: field.date({ description: 'Dansk dato, hvor indsatsen er endt eller skal ende' }).optional(),
    Status: field.text({ description: 'CarePlan.status' }),
    TilstandIds: field.list({ data: 'følsomme', description: 'Tilstande, som indsatsen skyldes' }),
    ReportTidspunkt: field.timestamp({ description: 'Rapportens tidspunkt' }),
  },
  checks: [field.order('StartDato', 'SlutDato')],
  haendelse: 'StartDato',
  description: 'Planlagte indsatser',
})
