import { contract, type FhirMapping, field } from '@flis/core'
import { codingsAt, extensionsNamed, referencedIds, textAt } from '../resource.js'
import { KONTAKTTYPER, kontakttype } from '../rules/kontakttype.js'
import { ofResources } from './fsiii.js'

const row: FhirMapping = (resource, report) =>
  resource.resourceType === 'Encounter'
    ? {
        Id: textAt(resource, 'id'),
        Personnummer: report.personnummer,
        Type: kontakttype(codingsAt(resource, 'type')),
        Status: textAt(resource, 'status'),
        StartTidspunkt: textAt(resource, 'period', 'start'),
        TilstandIds: JSON.stringify(referencedIds(resource, 'Condition', 'reasonReference')),
        IndsatsIds: JSON.stringify([
          ...new Set([
            ...extensionsNamed(resource, /based-?on-?intervention/i).flatMap((each) =>
              referencedIds(each, 'CarePlan', 'valueReference'),
            ),
            ...referencedIds(resource, 'CarePlan', 'reasonReference'),
          ]),
        ]),
      }
    : null

/**
 * Contacts: an Encounter each. TilstandIds are those that the contact itself names; tilstande that name the contact
 * stand in FSIIITilstand.KontaktIds, for which of their versions is the newest is known in DM only.
 *
 * Source: specification FSIII, "Reading a Bundle".
 *
 * @example FSIIIKontakt.fields.Type.kind // { type: 'code', codes: ['opfølgning', 'udførelse'] }
 */
export const FSIIIKontakt = contract('FSIIIKontakt', {
  ...ofResources,
  reader: { format: 'fhir', row },
  fields: {
    Id: field.key.text({ description: 'Encounter.id' }),
    Personnummer: field.cpr({ description: 'Borgerens personnummer' }),
    Type: field.code(KONTAKTTYPER, { data: 'følsomme', description: 'opfølgning eller udførelse' }),
    Status: field.text({ description: 'Encounter.status' }),
    StartTidspunkt: field.moment({ data: 'følsomme', description: 'Kontaktens dato eller tidspunkt' }),
    TilstandIds: field.list({ data: 'følsomme', description: 'Tilstande, som kontakten selv nævner' }),
    IndsatsIds: field.list({ data: 'følsomme', description: 'Planlagte indsatser, som kontakten udfører' }),
  },
  haendelse: 'StartTidspunkt',
  description: 'Kontakter',
})
