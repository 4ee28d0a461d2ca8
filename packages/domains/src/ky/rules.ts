import { afgoerelsestypeAfSag } from './afgoerelsestype-af-sag.js'
import { bevilgetPeriode } from './bevilget-periode.js'
import { dagmaske } from './dagmaske.js'
import { fuldtidsperson } from './fuldtidsperson.js'
import { haendtIMaaned } from './haendt-i-maaned.js'
import { kleGruppering } from './kle-gruppering.js'
import { nyesteAfgoerelse } from './nyeste-afgoerelse.js'
import { opgaveSlut } from './opgave-slut.js'
import { opgavetid } from './opgavetid.js'
import { sagIMaaned } from './sag-i-maaned.js'
import { sagVarighed } from './sag-varighed.js'
import { sagsbehandlingstid } from './sagsbehandlingstid.js'
import { sagstilstand } from './sagstilstand.js'
import { ydelsesartAfSag } from './ydelsesart-af-sag.js'
import { ydelsesvarighed } from './ydelsesvarighed.js'

/** KY's rules by name, each of which can be replaced: `ky.with({ fuldtidsperson: … })`. */
export const kyRules = {
  afgoerelsestypeAfSag,
  bevilgetPeriode,
  dagmaske,
  fuldtidsperson,
  haendtIMaaned,
  kleGruppering,
  nyesteAfgoerelse,
  opgaveSlut,
  opgavetid,
  sagIMaaned,
  sagVarighed,
  sagsbehandlingstid,
  sagstilstand,
  ydelsesartAfSag,
  ydelsesvarighed,
}

export type KYRules = typeof kyRules
