import { alder } from './rules/alder.js'
import { danskDatoAf, klokkeslaetAf } from './rules/dansk-dato.js'
import { gyldighed } from './rules/gyldighed.js'
import { indsatsSlut } from './rules/indsats-slut.js'
import { indsatsensTilstand, tilstandslinks } from './rules/indsatsens-tilstand.js'
import { indsatskatalog } from './rules/indsatskatalog.js'
import { kodePar } from './rules/kode-par.js'
import { kommuneAf } from './rules/kommune.js'
import { loebetid } from './rules/loebetid.js'
import { opfoelgningskontaktForIndsats, opfoelgningskontaktForTilstand } from './rules/opfoelgningskontakt.js'
import { seneste } from './rules/seneste.js'
import { senesteBorgervurdering } from './rules/seneste-borgervurdering.js'
import { senesteOpfoelgning } from './rules/seneste-opfoelgning.js'
import { sidsteForloeb } from './rules/sidste-forloeb.js'
import { tilstandSlut } from './rules/tilstand-slut.js'
import { tilstandskatalog } from './rules/tilstandskatalog.js'
import { varighedDage } from './rules/varighed-dage.js'

/** FSIII's rules by name, each of which can be replaced: `fsiii.with({ loebetid: … })`. */
export const fsiiiRules = {
  alder,
  danskDatoAf,
  gyldighed,
  indsatsSlut,
  indsatsensTilstand,
  indsatskatalog,
  klokkeslaetAf,
  kodePar,
  kommuneAf,
  loebetid,
  opfoelgningskontaktForIndsats,
  opfoelgningskontaktForTilstand,
  seneste,
  senesteBorgervurdering,
  senesteOpfoelgning,
  sidsteForloeb,
  tilstandSlut,
  tilstandskatalog,
  tilstandslinks,
  varighedDage,
}

/** What models of FSIII take: the area's own rules, or those that stand in their place. */
export type FSIIIRules = typeof fsiiiRules
