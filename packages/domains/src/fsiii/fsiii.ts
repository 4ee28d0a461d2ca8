import { dataomraade, kilde, withRules } from '@flis/core'
import { DimAlder, DimKlokkeslæt, DimKommune, DimTid } from '@flis/dm'
import { FSIIIBorgervurdering } from './contracts/fsiii-borgervurdering.js'
import { FSIIIKode } from './contracts/fsiii-kode.js'
import { FSIIIKontakt } from './contracts/fsiii-kontakt.js'
import { FSIIILeveretIndsats } from './contracts/fsiii-leveret-indsats.js'
import { FSIIIOpfoelgning } from './contracts/fsiii-opfoelgning.js'
import { FSIIIPlanlagtIndsats } from './contracts/fsiii-planlagt-indsats.js'
import { FSIIITilstand } from './contracts/fsiii-tilstand.js'
import {
  foer2022,
  planlagtSlutPasseret,
  svaerhedsgradUventet,
  ukendtFoedselsdato,
  ukendtKommune,
  ukendtReference,
} from './fund.js'
import { broPlanlagtIndsatsTilstand } from './models/bro-planlagt-indsats-tilstand.js'
import { dimLeveretIndsats, dimPlanlagtIndsats } from './models/dim-indsats.js'
import { DimSor } from './models/dim-sor.js'
import { DimBorgervurdering, DimBorgervurderingBetydning, DimOpfølgning } from './models/dim-svar.js'
import { dimTilstand } from './models/dim-tilstand.js'
import { factLeveretIndsats } from './models/fact-leveret-indsats.js'
import { factPlanlagtIndsats } from './models/fact-planlagt-indsats.js'
import { factTilstand } from './models/fact-tilstand.js'
import { fsiiiRules } from './rules.js'

/**
 * The area FSIII (Fælles Sprog III): tilstande and indsatser from the municipalities' EOJ systems, and the codes that they use.
 * FSIII waits for its codes: before a code system has landed its deliveries are held (L051).
 *
 * Source: releasenotat 7.0, 2.2; specification FSIII.
 *
 * @example fsiii.contracts.map((each) => each.name) // ['FSIIIKode', 'FSIIITilstand', …]
 */
export const fsiii = withRules(fsiiiRules, (rules) =>
  dataomraade('FSIII', {
    kilder: [
      kilde('FSIII', {
        senders: ['Trifork'],
        scope: 'both',
        types: ['D'],
        formats: ['zip', 'json', 'ndjson'],
        awaits: 'FSIIIKode',
      }),
      kilde('FSIIIKoder', { senders: ['KOMBIT'], scope: 'national', types: ['F'], formats: ['json'] }),
    ],
    contracts: [
      FSIIIKode,
      FSIIITilstand,
      FSIIIPlanlagtIndsats,
      FSIIILeveretIndsats,
      FSIIIOpfoelgning,
      FSIIIBorgervurdering,
      FSIIIKontakt,
    ],
    models: [
      DimTid,
      DimKommune,
      DimAlder,
      DimKlokkeslæt,
      DimSor,
      dimTilstand(rules),
      dimPlanlagtIndsats(rules),
      dimLeveretIndsats(rules),
      DimOpfølgning,
      DimBorgervurdering,
      DimBorgervurderingBetydning,
      factTilstand(rules),
      factPlanlagtIndsats(rules),
      factLeveretIndsats(rules),
      broPlanlagtIndsatsTilstand(rules),
    ],
    findings: [
      planlagtSlutPasseret,
      foer2022,
      svaerhedsgradUventet,
      ukendtReference,
      ukendtFoedselsdato,
      ukendtKommune,
    ],
    description: 'Tilstande og indsatser fra kommunernes elektroniske omsorgsjournaler',
  }),
)
