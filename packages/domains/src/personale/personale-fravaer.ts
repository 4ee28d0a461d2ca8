import { contract, field } from '@flis/core'
import { withTheirEmployment } from './flis-personale.js'

/** Absence from work. What tells of the cause can tell of health: følsomme. */
export const PersonaleFravaer = contract('PersonaleFravaer', {
  ...withTheirEmployment,
  fields: {
    FravaerId: field.key.text({ data: 'ingen', dm: 'FraværId', description: 'Fraværets id i lønsystemet' }),
    AnsaettelseId: field.text({
      data: 'ingen',
      dm: 'AnsættelseId',
      description: 'Ansættelsen, som fraværet er fra',
    }),
    FravaersAarsag: field.text({
      data: 'følsomme',
      dm: 'FraværsÅrsag',
      description: 'Årsagen til fraværet; kan røbe helbred',
    }),
    FraDato: field.date({ data: 'følsomme', description: 'Fraværets første dag' }),
    TilDato: field.date({ data: 'følsomme', description: 'Fraværets sidste dag' }),
    Timer: field.decimal(7, 2, { data: 'følsomme', description: 'Fraværets timer' }),
  },
  checks: [field.order('FraDato', 'TilDato')],
  haendelse: 'FraDato',
  description: 'Fravær fra ansættelser i kommunen',
})
