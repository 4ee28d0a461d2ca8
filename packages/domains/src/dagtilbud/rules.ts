import { barnetsVaegt } from './rules/barnets-vaegt.js'
import { boernsalder } from './rules/boernsalder.js'
import { forloeb } from './rules/forloeb.js'
import { fuldtidsboern } from './rules/fuldtidsboern.js'
import { indskrevetTil, indskrevetVedMaanedensSlut } from './rules/indskrevet.js'
import { institutionVedMaanedensSlut } from './rules/institution-ved-maanedens-slut.js'
import { institutionshistorik } from './rules/institutionshistorik.js'
import { minutter } from './rules/minutter.js'
import { overMidnat } from './rules/over-midnat.js'
import { registrering } from './rules/registrering.js'
import { sammenlaegning } from './rules/sammenlaegning.js'

/** Dagtilbud's rules by name, each of which can be replaced: `dagtilbud.with({ fuldtidsboern: … })`. */
export const dagtilbudRules = {
  barnetsVaegt,
  boernsalder,
  forloeb,
  fuldtidsboern,
  indskrevetTil,
  indskrevetVedMaanedensSlut,
  institutionshistorik,
  institutionVedMaanedensSlut,
  minutter,
  overMidnat,
  registrering,
  sammenlaegning,
}

/** What models of Dagtilbud take: the area's own rules, or those that stand in their place. */
export type DagtilbudRules = typeof dagtilbudRules
