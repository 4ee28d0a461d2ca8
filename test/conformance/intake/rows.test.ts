import { describe } from 'vitest'
import { casts } from './casts.js'
import { cprNumbers } from './cpr-numbers.js'
import { csvTraps } from './csv-traps.js'
import { families } from './family.js'
import { longFhirLines } from './fhir-r201-r204.js'
import { codeSystem } from './fhir-texts.js'
import { lines, longLines } from './lines-r001-r003.js'
import { unknownAndMissing } from './unknown-and-missing.js'
import { values } from './values-r101-r120.js'
import { largeZips } from './zip-l030-l033.js'

describe('with the settings as they come:', () =>
  families([lines, csvTraps, values, casts, cprNumbers, unknownAndMissing], { settings: { areas: ['KY'] } }))

describe('with narrow limits:', () =>
  families([longLines, longFhirLines, largeZips], {
    settings: { areas: ['KY', 'FSIII'], limits: { lineBytes: 1024, unpackedBytes: 8000 } },
    before: (lager) =>
      lager.put('FSIIIKoder_0000_2022-09_001_F.json', codeSystem('1', 'G1.29'), { sender: 'KOMBIT' }),
  }))
