import { contract, type FhirMapping, field, sql } from '@flis/core'
import { fsiiiCode } from '../conformed-code.js'
import { codingsAt, extensionsNamed, referencedIds, textAt } from '../resource.js'
import { danskDato } from '../rules/dansk-dato.js'
import { SVAERHEDSGRADER, svaerhedsgrad } from '../rules/svaerhedsgrad.js'
import { tilstandsomraade } from '../rules/tilstandsomraade.js'
import { ofResources, ownedBySender } from './fsiii.js'
import { FSIIIKode } from './fsiii-kode.js'

const WITHDRAWN = 'entered-in-error'

const hasCode = (resource: Parameters<FhirMapping>[0], path: string, code: string): boolean =>
  codingsAt(resource, path).some((each) => each.code === code)

/** A Condition entered in error has no clinicalStatus (FHIR's rule con-5): the one status says both. */
const statusOf = (resource: Parameters<FhirMapping>[0]): string | null =>
  hasCode(resource, 'verificationStatus', WITHDRAWN)
    ? WITHDRAWN
    : (codingsAt(resource, 'clinicalStatus')[0]?.code ?? null)

const row: FhirMapping = (resource, report) =>
  resource.resourceType === 'Condition'
    ? {
        Id: textAt(resource, 'id'),
        Personnummer: report.personnummer,
        AfsenderSor: report.afsenderSor,
        TilstandKode: fsiiiCode(codingsAt(resource, 'code')),
        RegistreretDato: danskDato(textAt(resource, 'recordedDate')),
        Svaerhedsgrad: svaerhedsgrad(codingsAt(resource, 'severity')),
        Status: statusOf(resource),
        ErAktiv:
          statusOf(resource) === 'active' && hasCode(resource, 'category', 'problem-list-item') ? '1' : '0',
        ReportTidspunkt: report.tidspunkt,
        KontaktIds: JSON.stringify(
          extensionsNamed(resource, /follow-?up-?encounter/i).flatMap((each) =>
            referencedIds(each, 'Encounter', 'valueReference'),
          ),
        ),
      }
    : null

/**
 * Tilstande: a Condition each. Status is the clinical status, or `entered-in-error` where the verification status says
 * so. KontaktIds stands beside the specification's list: a contact's tilstande are also those that name it.
 *
 * Source: specification FSIII, "Reading a Bundle".
 *
 * @example FSIIITilstand.withdrawn // { column: 'Status', value: 'entered-in-error' }
 */
export const FSIIITilstand = contract('FSIIITilstand', {
  ...ofResources,
  owner: ownedBySender,
  reader: { format: 'fhir', row },
  fields: {
    Id: field.key.text({ description: 'Condition.id' }),
    Personnummer: field.cpr({ description: 'Borgerens personnummer' }),
    AfsenderSor: field.text({ description: 'SOR-kode for den, der har ansvaret for borgeren' }),
    TilstandKode: field.codeOf(FSIIIKode, 'Kode', {
      error: 'R204',
      data: 'følsomme',
      description: 'FSIII-kode som sendt',
    }),
    Omraade: field.code(['hjemmepleje', 'sygepleje'], {
      dm: 'Område',
      data: 'følsomme',
      description: 'Området, som kodens rod hører til',
    }),
    RegistreretDato: field.date({ data: 'følsomme', description: 'Dansk dato for registreringen' }),
    Svaerhedsgrad: field
      .integer({
        codes: SVAERHEDSGRADER,
        error: 'R204',
        dm: 'Sværhedsgrad',
        data: 'følsomme',
        description: '0–4; 9 = vurderet ikke relevant',
      })
      .optional(),
    Status: field.text({ description: 'Condition.clinicalStatus, eller entered-in-error' }),
    ErAktiv: field.boolean({ description: 'Aktiv, og på borgerens problemliste' }),
    ReportTidspunkt: field.timestamp({ description: 'Rapportens tidspunkt' }),
    KontaktIds: field.list({ description: 'Kontakter, hvor der skal følges op på tilstanden' }),
  },
  derived: {
    Omraade: sql`(
      select koder.Omraade
      from ${tilstandsomraade()} as koder
      where koder.Kode = "TilstandKode"
    )`,
  },
  checks: [
    field.rule({
      code: 'R204',
      columns: ['TilstandKode'],
      when: `"TilstandKode" <> '' and "Omraade" is null`,
    }),
  ],
  haendelse: 'RegistreretDato',
  description: 'Tilstande',
})
