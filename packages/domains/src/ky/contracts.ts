import { contract, field, kilde } from '@flis/core'

/**
 * Kommunernes Ydelsessystem, delivered by Netcompany. Source: release note 7.0, 2.1.1; specification 2.5.
 * The categories of personal data are an own choice: what tells of health or social conditions is følsomme, the
 * rest of what tells that somebody gets a benefit is økonomi.
 */
export const KY = kilde('KY', { senders: ['NC'] })

const shared = {
  kilde: KY.name,
  mode: 'full',
  absence: 'behold',
  persons: ['borgere'],
  // States and benefits are computed with their case.
  unit: ['SagId'],
} as const

const SagId = { description: 'Sagens id i ydelsessystemet' }

/** Cases. */
export const KYSag = contract('KYSag', {
  ...shared,
  fields: {
    SagId: field.key.text(SagId),
    KleNummer: field.text({ data: 'følsomme', description: 'Sagens emne i KLE; kan røbe helbred' }),
    YdelsesmodtagerCpr: field.cpr({ description: 'Borgeren, som ydelsen er til' }),
    BevillingsmodtagerCpr: field.cpr({ description: 'Borgeren, som bevillingen er givet til' }).optional(),
    SagsbehandlerId: field.text({ description: 'Sagsbehandlerens id i ydelsessystemet' }).optional(),
    OrganisationId: field.text({ description: 'Den behandlende enheds id i ydelsessystemet' }).optional(),
    OprettetDato: field.date({ description: 'Dagen, hvor sagen blev oprettet' }),
  },
  description: 'Sager i Kommunernes Ydelsessystem',
})

/** The states that a case enters. */
export const KYSagTilstand = contract('KYSagTilstand', {
  ...shared,
  fields: {
    SagId: field.key.text(SagId),
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
  description: 'Sagers tilstande i Kommunernes Ydelsessystem',
})

/** Benefits granted in a case. */
export const KYYdelse = contract('KYYdelse', {
  ...shared,
  fields: {
    YdelseId: field.key.text({ description: 'Ydelsens id i ydelsessystemet' }),
    SagId: field.text({ description: 'Sagen, som ydelsen hører til' }),
    Ydelsesart: field.text({ data: 'følsomme', description: 'Ydelsens art; kan røbe helbred' }),
    Ydelsestype: field.text({ data: 'økonomi', description: 'Ydelsens type' }),
    StartDato: field.date({ data: 'økonomi', description: 'Ydelsens første dag' }),
    SlutDato: field
      .date({ data: 'økonomi', description: 'Ydelsens sidste dag, inklusive; tom = løbende' })
      .optional(),
  },
  checks: [field.order('StartDato', 'SlutDato')],
  description: 'Ydelser i Kommunernes Ydelsessystem',
})
