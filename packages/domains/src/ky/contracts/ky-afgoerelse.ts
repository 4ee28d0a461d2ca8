import { contract, field } from '@flis/core'
import { sagId, withTheirCase } from './ky.js'

/** Decisions in a case. A decision that is made again is another row of its id; the latest is the one that counts. */
export const KYAfgoerelse = contract('KYAfgoerelse', {
  ...withTheirCase,
  fields: {
    AfgoerelseId: field.key.text({ dm: 'AfgørelseId', description: 'Afgørelsens id i ydelsessystemet' }),
    RaekkeNr: field.key.integer({ dm: 'RækkeNr', description: 'Rækkens nummer i afgørelsen' }),
    SagId: field.text(sagId),
    Afgoerelsestype: field.text({
      data: 'økonomi',
      dm: 'Afgørelsestype',
      description: 'Afgørelsens type, som ydelsessystemet skriver den',
    }),
    AfgoerelseTidspunkt: field.timestamp({
      dm: 'AfgørelseTidspunkt',
      description: 'Tidspunktet, hvor afgørelsen blev truffet',
    }),
  },
  haendelse: 'AfgoerelseTidspunkt',
  description: 'Afgørelser i Kommunernes Ydelsessystem',
})
