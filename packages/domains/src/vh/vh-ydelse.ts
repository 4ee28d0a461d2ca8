import { contract, field } from '@flis/core'
import { withTheirYdelse } from './flis-voksne-og-handicappede.js'

/** Benefits to adults with disabilities. By which paragraph and where can tell of health: følsomme. */
export const VHYdelse = contract('VHYdelse', {
  ...withTheirYdelse,
  fields: {
    YdelseId: field.key.text({ data: 'ingen', description: 'Ydelsens id i fagsystemet' }),
    Personnummer: field.cpr({ data: 'CPR', description: 'Borgerens personnummer' }),
    KommuneKode: field.kommune({ data: 'kontakt', description: 'Borgerens kommune' }),
    Paragraf: field.text({ data: 'følsomme', description: 'Paragraffen, som ydelsen gives efter' }),
    TilbudId: field.text({ data: 'følsomme', description: 'Tilbuddet, som borgeren får' }).optional(),
    StartDato: field.date({ data: 'følsomme', description: 'Ydelsens første dag' }),
    SlutDato: field.date({ data: 'følsomme', description: 'Ydelsens sidste dag; tom = løbende' }).optional(),
  },
  checks: [field.order('StartDato', 'SlutDato')],
  haendelse: 'StartDato',
  description: 'Ydelser til voksne og handicappede',
})
