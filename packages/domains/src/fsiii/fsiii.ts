import { dataomraade, kilde } from '@flis/core'
import { DimAlder, DimKlokkeslæt, DimKommune, DimTid } from '@flis/dm'
import { FSIIIBorgervurdering } from './contracts/fsiii-borgervurdering.js'
import { FSIIIKode } from './contracts/fsiii-kode.js'
import { FSIIIKontakt } from './contracts/fsiii-kontakt.js'
import { FSIIILeveretIndsats } from './contracts/fsiii-leveret-indsats.js'
import { FSIIIOpfoelgning } from './contracts/fsiii-opfoelgning.js'
import { FSIIIPlanlagtIndsats } from './contracts/fsiii-planlagt-indsats.js'
import { FSIIITilstand } from './contracts/fsiii-tilstand.js'
import { foer2022, planlagtSlutPasseret, svaerhedsgradUventet, ukendtReference } from './fund.js'
import { DimLeveretIndsats, DimPlanlagtIndsats } from './models/dim-indsats.js'
import { DimSor } from './models/dim-sor.js'
import { FactLeveretIndsats } from './models/fact-leveret-indsats.js'
import { FactPlanlagtIndsats } from './models/fact-planlagt-indsats.js'

/**
 * The area FSIII (Fælles Sprog III): indsatser from the municipalities' EOJ systems, and the codes that they use.
 * FSIII waits for its codes: before a code system has landed its deliveries are held (L051).
 *
 * Source: releasenotat 7.0, 2.2; specification FSIII.
 *
 * @example fsiii.contracts.map((each) => each.name) // ['FSIIIKode', 'FSIIITilstand', …]
 */
export const fsiii = dataomraade('FSIII', {
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
    DimPlanlagtIndsats,
    DimLeveretIndsats,
    FactPlanlagtIndsats,
    FactLeveretIndsats,
  ],
  findings: [planlagtSlutPasseret, foer2022, svaerhedsgradUventet, ukendtReference],
  description: 'Tilstande og indsatser fra kommunernes elektroniske omsorgsjournaler',
})
