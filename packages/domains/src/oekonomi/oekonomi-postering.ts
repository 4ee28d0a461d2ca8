import { contract, field, kilde } from '@flis/core'

/** SF1630 FLISOekonomi: any financial system of a kommune. Source: specification 2.4. */
export const FLISOekonomi = kilde('FLISOekonomi')

/**
 * Postings to the accounts. The text is free, so it may name somebody: own choice of category.
 *
 * @example OekonomiPostering.fields.Kontostreng.kind // { type: 'text', digits: 16 }
 */
export const OekonomiPostering = contract('OekonomiPostering', {
  kilde: FLISOekonomi,
  mode: 'full',
  absence: 'slut',
  persons: ['borgere', 'leverandører'],
  fields: {
    PosteringId: field.key.text({ data: 'ingen', description: 'Posteringens id i økonomisystemet' }),
    Regnskabsaar: field.integer({ data: 'ingen', dm: 'Regnskabsår', description: 'Regnskabsåret' }),
    Bogfoeringsdato: field.date({
      data: 'ingen',
      dm: 'Bogføringsdato',
      description: 'Dagen, hvor posteringen er bogført',
    }),
    Kontostreng: field.text({
      data: 'ingen',
      digits: 16,
      description: 'Kontostreng i den autoriserede kontoplan, 16 cifre',
    }),
    Beloeb: field.decimal(18, 2, { data: 'ingen', dm: 'Beløb', description: 'Beløb i kroner' }),
    Tekst: field
      .text({ data: 'kontakt', description: 'Posteringens tekst; fri tekst kan nævne personer' })
      .optional(),
  },
  haendelse: 'Bogfoeringsdato',
  description: 'Posteringer i kommunens regnskab',
})
