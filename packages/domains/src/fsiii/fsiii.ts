import { dataomraade, kilde } from '@flis/core'
import { DimAlder, DimKlokkeslæt, DimKommune, DimTid } from '@flis/dm'
import { FSIIIKode } from './contracts/fsiii-kode.js'
import { FSIIILeveretIndsats } from './contracts/fsiii-leveret-indsats.js'
import { FSIIIPlanlagtIndsats } from './contracts/fsiii-planlagt-indsats.js'
import { foer2022, planlagtSlutPasseret } from './fund.js'
import { DimLeveretIndsats, DimPlanlagtIndsats } from './models/dim-indsats.js'
import { FactLeveretIndsats } from './models/fact-leveret-indsats.js'
import { FactPlanlagtIndsats } from './models/fact-planlagt-indsats.js'

/**
 * The area FSIII (Fælles Sprog III): indsatser from the municipalities' EOJ systems, and the codes that they use.
 * FSIII waits for its codes: before a code system has landed its deliveries are held (L051).
 *
 * Source: releasenotat 7.0, 2.2; specification FSIII.
 *
 * @example fsiii.contracts.map((each) => each.name) // ['FSIIIKode', 'FSIIIPlanlagtIndsats', 'FSIIILeveretIndsats']
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
  contracts: [FSIIIKode, FSIIIPlanlagtIndsats, FSIIILeveretIndsats],
  models: [
    DimTid,
    DimKommune,
    DimAlder,
    DimKlokkeslæt,
    DimPlanlagtIndsats,
    DimLeveretIndsats,
    FactPlanlagtIndsats,
    FactLeveretIndsats,
  ],
  findings: [planlagtSlutPasseret, foer2022],
  description: 'Tilstande og indsatser fra kommunernes elektroniske omsorgsjournaler',
})
