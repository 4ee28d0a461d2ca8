import { contract, field } from '@flis/core'
import { sagId, withTheirCase } from './ky.js'

/** The states that a case enters. */
export const KYSagTilstand = contract('KYSagTilstand', {
  ...withTheirCase,
  fields: {
    SagId: field.key.text(sagId),
    Sekvens: field.key.integer({
      description: 'Tilstandens nummer i sagen; ordner tilstande med samme dato',
    }),
    Tilstand: field.code(['Oprettet', 'Under Oplysning', 'Bevilget', 'Afslag', 'Henlagt', 'Afsluttet'], {
      data: 'økonomi',
      dm: 'Sagstilstand',
      description: 'Tilstanden, som sagen går over i',
    }),
    FraDato: field.date({ description: 'Dagen, hvor tilstanden begynder' }),
  },
  haendelse: 'FraDato',
  description: 'Sagers tilstande i Kommunernes Ydelsessystem',
})
