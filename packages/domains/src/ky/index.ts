import { dataomraade, withRules } from '@flis/core'
import { DimJaNej, DimKommune, DimTid } from '@flis/dm'
import { KLE, KleEmne } from './contracts/kle-emne.js'
import { KY } from './contracts/ky.js'
import { KYAfgoerelse } from './contracts/ky-afgoerelse.js'
import { KYOpgave } from './contracts/ky-opgave.js'
import { KYSag } from './contracts/ky-sag.js'
import { KYSagTilstand } from './contracts/ky-sag-tilstand.js'
import { KYYdelse } from './contracts/ky-ydelse.js'
import { DimAfgørelsestype } from './dim-afgoerelsestype.js'
import { DimKleNummer, dimKleNummer } from './dim-kle-nummer.js'
import { DimKYOpgaveOversigt, dimKYOpgaveOversigt } from './dim-ky-opgave-oversigt.js'
import { DimKYOrganisation } from './dim-ky-organisation.js'
import { DimKYSagOversigt, dimKYSagOversigt } from './dim-ky-sag-oversigt.js'
import { DimKYSagsbehandler } from './dim-ky-sagsbehandler.js'
import { DimYdelsesart } from './dim-ydelsesart.js'
import { DimYdelsestype } from './dim-ydelsestype.js'
import { FactKYAfgørelser, factKYAfgørelser } from './fact-ky-afgoerelser.js'
import { FactKYOpgaver, factKYOpgaver } from './fact-ky-opgaver.js'
import { FactKYSager, factKYSager } from './fact-ky-sager.js'
import { FactKYYdelser, factKYYdelser } from './fact-ky-ydelser.js'
import {
  aabenMedDato,
  forsvundet,
  lukketUdenAfgoerelse,
  lukketUdenDato,
  tilstandFoerOprettelse,
  ukendtKleNummer,
  ukendtSag,
} from './fund.js'
import { kyRules } from './rules.js'

/**
 * The area KY: cases, tasks, benefits and decisions of Kommunernes Ydelsessystem, from 2020 on.
 * Source: release note 7.0, 2.1; specification domains/ky.md.
 */
export const ky = withRules(kyRules, (rules) =>
  dataomraade('KY', {
    kilder: [KY, KLE],
    contracts: [KYSag, KYSagTilstand, KYOpgave, KYYdelse, KYAfgoerelse, KleEmne],
    models: [
      DimTid,
      DimKommune,
      DimJaNej,
      dimKleNummer(rules),
      DimKYSagsbehandler,
      DimKYOrganisation,
      DimYdelsesart,
      DimYdelsestype,
      DimAfgørelsestype,
      dimKYSagOversigt(rules),
      dimKYOpgaveOversigt(rules),
      factKYSager(rules),
      factKYOpgaver(rules),
      factKYYdelser(rules),
      factKYAfgørelser(rules),
    ],
    findings: [
      tilstandFoerOprettelse,
      ukendtSag,
      ukendtKleNummer,
      lukketUdenAfgoerelse,
      lukketUdenDato,
      aabenMedDato,
      forsvundet,
    ],
    description: 'Sager, opgaver, ydelser og afgørelser i Kommunernes Ydelsessystem, og KLE',
  }),
)

export {
  DimAfgørelsestype,
  DimKleNummer,
  DimKYOpgaveOversigt,
  DimKYOrganisation,
  DimKYSagOversigt,
  DimKYSagsbehandler,
  DimYdelsesart,
  DimYdelsestype,
  FactKYAfgørelser,
  FactKYOpgaver,
  FactKYSager,
  FactKYYdelser,
  KleEmne,
  KYAfgoerelse,
  KYOpgave,
  KYSag,
  KYSagTilstand,
  KYYdelse,
  kyRules,
}
