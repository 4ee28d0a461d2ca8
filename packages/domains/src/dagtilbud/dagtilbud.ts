import { dataomraade, withRules } from '@flis/core'
import { DimAlder, DimKlokkeslæt, DimKommune, DimTid } from '@flis/dm'
import { Aula } from './contracts/aula.js'
import { AulaBarn } from './contracts/aula-barn.js'
import { AulaRegistrering } from './contracts/aula-registrering.js'
import { DagtilbudIndskrivning } from './contracts/dagtilbud-indskrivning.js'
import { DagtilbudInstitution } from './contracts/dagtilbud-institution.js'
import { FLISDagtilbud } from './contracts/flis-dagtilbud.js'
import {
  checkudUdenAnkomst,
  manglendeCheckud,
  overlappendeIndskrivninger,
  udenTimer,
  ukendtInstitution,
} from './fund.js'
import { AulaBarnNummer } from './models/aula-barn-nummer.js'
import { barnVaegt } from './models/barn-vaegt.js'
import { dimInstitution } from './models/dim-institution.js'
import { DimInstitutionSTIL } from './models/dim-institution-stil.js'
import { DimPasningstilbud } from './models/dim-pasningstilbud.js'
import { DimRegistrering } from './models/dim-registrering.js'
import { factDagtilbud } from './models/fact-dagtilbud.js'
import { factDagtilbudKommeGå } from './models/fact-dagtilbud-komme-gaa.js'
import { dagtilbudRules } from './rules.js'

/**
 * The area Dagtilbud: children's enrolments in day care month by month, and when they come and go by Aula.
 *
 * Source: releasenotat 7.0, 2.4; specification 2.5, domains/dagtilbud.md.
 *
 * @example dagtilbud.kilder.map((each) => each.name) // ['FLISDagtilbud', 'Aula']
 */
export const dagtilbud = withRules(dagtilbudRules, (rules) =>
  dataomraade('Dagtilbud', {
    kilder: [FLISDagtilbud, Aula],
    contracts: [DagtilbudIndskrivning, DagtilbudInstitution, AulaRegistrering, AulaBarn],
    models: [
      DimTid,
      DimKommune,
      DimAlder,
      DimKlokkeslæt,
      dimInstitution(rules),
      DimPasningstilbud,
      DimInstitutionSTIL,
      DimRegistrering,
      AulaBarnNummer,
      barnVaegt(rules),
      factDagtilbud(rules),
      factDagtilbudKommeGå(rules),
    ],
    findings: [
      udenTimer,
      overlappendeIndskrivninger,
      ukendtInstitution,
      manglendeCheckud,
      checkudUdenAnkomst,
    ],
    description: 'Indskrivninger i dagtilbud og komme- og gåtider fra Aula',
  }),
)
