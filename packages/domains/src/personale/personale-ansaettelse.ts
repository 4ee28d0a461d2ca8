import { contract, field } from '@flis/core'
import { withTheirEmployment } from './flis-personale.js'

/** Employments. The categories of personal data are an own choice: what tells of pay is økonomi. */
export const PersonaleAnsaettelse = contract('PersonaleAnsaettelse', {
  ...withTheirEmployment,
  fields: {
    AnsaettelseId: field.key.text({
      data: 'ingen',
      dm: 'AnsættelseId',
      description: 'Ansættelsens id i lønsystemet',
    }),
    Personnummer: field.cpr({ data: 'CPR', description: 'Medarbejderens personnummer' }),
    StillingsKode: field.text({ data: 'økonomi', description: 'Stillingens kode' }),
    OverenskomstNummer: field
      .text({ data: 'økonomi', description: 'Overenskomsten, som ansættelsen følger' })
      .optional(),
    InstitutionsNummer: field
      .text({ data: 'ingen', description: 'Institutionen, hvor medarbejderen er ansat' })
      .optional(),
    AnsaettelsesDato: field.date({
      data: 'ingen',
      dm: 'AnsættelsesDato',
      description: 'Ansættelsens første dag',
    }),
    AnsaettelsesStopDato: field
      .date({
        data: 'ingen',
        dm: 'AnsættelsesStopDato',
        description: 'Ansættelsens sidste dag; tom = løbende',
      })
      .optional(),
    BeskaeftigelsesDecimal: field.decimal(5, 4, {
      data: 'økonomi',
      dm: 'BeskæftigelsesDecimal',
      description: 'Andel af fuld tid; 1 = fuldtid',
    }),
  },
  checks: [field.order('AnsaettelsesDato', 'AnsaettelsesStopDato')],
  haendelse: 'AnsaettelsesDato',
  description: 'Ansættelser i kommunen',
})
