import { dataomraade } from '@flis/core'
import { DimKommune, DimTid } from '@flis/dm'
import { KLE, KleEmne } from './contracts/kle-emne.js'
import { KY } from './contracts/ky.js'
import { KYAfgoerelse } from './contracts/ky-afgoerelse.js'
import { KYOpgave } from './contracts/ky-opgave.js'
import { KYSag } from './contracts/ky-sag.js'
import { KYSagTilstand } from './contracts/ky-sag-tilstand.js'
import { KYYdelse } from './contracts/ky-ydelse.js'
import { DimKYSagOversigt } from './dim-ky-sag-oversigt.js'
import { DimYdelsesart } from './dim-ydelsesart.js'
import { DimYdelsestype } from './dim-ydelsestype.js'
import { FactKYYdelser } from './fact-ky-ydelser.js'
import { forsvundet, lukketUdenAfgoerelse, tilstandFoerOprettelse, ukendtSag } from './fund.js'

/**
 * The area KY: cases, tasks, benefits and decisions of Kommunernes Ydelsessystem, from 2020 on.
 * Source: release note 7.0, 2.1; specification domains/ky.md.
 */
export const ky = dataomraade('KY', {
  kilder: [KY, KLE],
  contracts: [KYSag, KYSagTilstand, KYOpgave, KYYdelse, KYAfgoerelse, KleEmne],
  models: [DimTid, DimKommune, DimYdelsesart, DimYdelsestype, DimKYSagOversigt, FactKYYdelser],
  findings: [tilstandFoerOprettelse, ukendtSag, lukketUdenAfgoerelse, forsvundet],
  description: 'Sager, opgaver, ydelser og afgørelser i Kommunernes Ydelsessystem, og KLE',
})

export {
  DimKYSagOversigt,
  DimYdelsesart,
  DimYdelsestype,
  FactKYYdelser,
  KleEmne,
  KYAfgoerelse,
  KYOpgave,
  KYSag,
  KYSagTilstand,
  KYYdelse,
}
