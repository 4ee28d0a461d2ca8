import { contract, field } from '@flis/core'
import { withTheirCase } from './ky.js'

/** Benefits granted in a case. */
export const KYYdelse = contract('KYYdelse', {
  ...withTheirCase,
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
  haendelse: 'StartDato',
  description: 'Ydelser i Kommunernes Ydelsessystem',
})
