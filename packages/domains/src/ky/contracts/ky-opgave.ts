import { contract, field } from '@flis/core'
import { withTheirCase } from './ky.js'

/** Tasks of the caseworkers, most of them in a case. A task without one belongs to no case's unit. */
export const KYOpgave = contract('KYOpgave', {
  ...withTheirCase,
  fields: {
    OpgaveId: field.key.text({ description: 'Opgavens id i ydelsessystemet' }),
    SagId: field.text({ description: 'Sagen, som opgaven hører til; tom = ingen sag' }).optional(),
    Opgavetype: field.text({ data: 'økonomi', description: 'Opgavens type' }).optional(),
    BorgerCpr: field
      .cpr({ description: 'Borgeren, som opgaven drejer sig om; tom = sagens ydelsesmodtager' })
      .optional(),
    SagsbehandlerId: field
      .text({ description: 'Sagsbehandlerens id i ydelsessystemet; tom = sagens' })
      .optional(),
    OrganisationId: field
      .text({ description: 'Den behandlende enheds id i ydelsessystemet; tom = sagens' })
      .optional(),
    Tilstand: field.code(['Åben', 'Afbrudt', 'Gennemført'], {
      data: 'økonomi',
      description: 'Opgavens tilstand; Afbrudt og Gennemført lukker den',
    }),
    OprettetDato: field.date({ description: 'Dagen, hvor opgaven blev oprettet' }),
    AfsluttetDato: field.date({ description: 'Dagen, hvor opgaven blev lukket; tom = åben' }).optional(),
  },
  checks: [field.order('OprettetDato', 'AfsluttetDato')],
  haendelse: 'OprettetDato',
  description: 'Opgaver i Kommunernes Ydelsessystem',
})
