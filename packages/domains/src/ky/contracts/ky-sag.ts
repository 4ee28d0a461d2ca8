import { contract, field } from '@flis/core'
import { sagId, withTheirCase } from './ky.js'

/** Cases. */
export const KYSag = contract('KYSag', {
  ...withTheirCase,
  fields: {
    SagId: field.key.text(sagId),
    KleNummer: field.text({ data: 'følsomme', description: 'Sagens emne i KLE; kan røbe helbred' }),
    YdelsesmodtagerCpr: field.cpr({ description: 'Borgeren, som ydelsen er til' }),
    BevillingsmodtagerCpr: field.cpr({ description: 'Borgeren, som bevillingen er givet til' }).optional(),
    SagsbehandlerId: field.text({ description: 'Sagsbehandlerens id i ydelsessystemet' }).optional(),
    OrganisationId: field.text({ description: 'Den behandlende enheds id i ydelsessystemet' }).optional(),
    OprettetDato: field.date({ description: 'Dagen, hvor sagen blev oprettet' }),
  },
  haendelse: 'OprettetDato',
  description: 'Sager i Kommunernes Ydelsessystem',
})
