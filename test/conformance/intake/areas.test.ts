import { aula } from './area-aula.js'
import { cprPersons } from './area-cpr.js'
import { dagtilbud } from './area-dagtilbud.js'
import { dream } from './area-dream.js'
import { kle } from './area-kle.js'
import { kyWithout, opgaverAndAfgoerelser } from './area-ky.js'
import { lifa } from './area-lifa.js'
import { referenceTables } from './area-ref.js'
import { sf1630 } from './area-sf1630.js'
import { families } from './family.js'
import { fsiii } from './fhir-r201-r204.js'
import { CODES } from './fhir-texts.js'
import { fsiiiResources } from './fsiii-resources.js'

families(
  [
    opgaverAndAfgoerelser,
    kyWithout,
    kle,
    fsiii,
    fsiiiResources,
    cprPersons,
    lifa,
    dagtilbud,
    dream,
    aula,
    sf1630,
    referenceTables,
  ],
  { before: (lager) => lager.put('FSIIIKoder_0000_2022-09_001_F.json', CODES, { sender: 'KOMBIT' }) },
)
