import { contract, field } from '@flis/core'

/** The code system of FSIII: in FHIR codings, and the url of the CodeSystem that Klassifikationsserveren sends. */
export const FSIII_SYSTEM = 'urn:oid:1.2.208.176.2.21'

/**
 * The codes of FSIII in both of their schemes, as a tree. Every delivery is the whole code system.
 * Source: specification 2.5 and FSIII; releasenotat 7.0, 2.2.1.
 *
 * @example FSIIIKode.key // ['Kode']
 */
export const FSIIIKode = contract('FSIIIKode', {
  kilde: 'FSIIIKoder',
  mode: 'full',
  absence: 'slut',
  keyScope: 'global',
  reader: { format: 'codesystem', system: FSIII_SYSTEM },
  owner: 'everyone',
  fields: {
    Kode: field.key.text({ description: 'Koden, fx H1.1 eller et UUID' }),
    Tekst: field.text({ description: 'Kodens tekst' }),
    Foraelder: field.text({ dm: 'Forælder', description: 'Koden lige over; tom for en rod' }).optional(),
    Skema: field.code(['legacy', 'uuid'], { description: 'Det skema, som koden hører til' }),
    Version: field.text({ description: 'Kodesystemets version' }),
  },
  description: 'Koder i Fælles Sprog III',
})
