import { contract, field } from '@flis/core'
import { withTheirYdelse } from './flis-voksne-og-handicappede.js'

/** The target groups of a benefit, which tell of health: følsomme. */
export const VHMaalgruppe = contract('VHMaalgruppe', {
  ...withTheirYdelse,
  fields: {
    YdelseId: field.key.text({ data: 'ingen', description: 'Ydelsen, som målgruppen er angivet for' }),
    Maalgruppe: field.key.text({
      data: 'følsomme',
      dm: 'Målgruppe',
      description: 'Målgruppen, som borgeren er i',
    }),
  },
  description: 'Målgrupper for ydelser til voksne og handicappede',
})
