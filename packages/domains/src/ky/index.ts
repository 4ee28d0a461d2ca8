import { dataomraade } from '@flis/core'
import { DimKommune, DimTid } from '@flis/dm'
import { KY, KYSag, KYSagTilstand, KYYdelse } from './contracts.js'
import { DimKYSagOversigt } from './dim-ky-sag-oversigt.js'
import { DimYdelsesart } from './dim-ydelsesart.js'
import { DimYdelsestype } from './dim-ydelsestype.js'
import { FactKYYdelser } from './fact-ky-ydelser.js'
import { forsvundet, lukketUdenAfgoerelse, tilstandFoerOprettelse, ukendtSag } from './fund.js'

/**
 * The area KY: cases and benefits of Kommunernes Ydelsessystem, from 2020 on.
 * Source: release note 7.0, 2.1; specification domains/ky.md.
 */
export const ky = dataomraade('KY', {
  kilder: [KY],
  contracts: [KYSag, KYSagTilstand, KYYdelse],
  models: [DimTid, DimKommune, DimYdelsesart, DimYdelsestype, DimKYSagOversigt, FactKYYdelser],
  findings: [tilstandFoerOprettelse, ukendtSag, lukketUdenAfgoerelse, forsvundet],
  description: 'Sager og ydelser i Kommunernes Ydelsessystem',
})

export { DimKYSagOversigt, DimYdelsesart, DimYdelsestype, FactKYYdelser, KYSag, KYSagTilstand, KYYdelse }
