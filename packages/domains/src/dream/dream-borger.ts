import { contract, field, kilde } from '@flis/core'

/** DREAM of STAR, the whole country in one wide file. Source: specification 2.5. */
export const DREAM = kilde('DREAM', { senders: ['STAR'], scope: 'national' })

/** What the contracts of DREAM have in common. */
export const ofDream = {
  kilde: DREAM,
  mode: 'full',
  absence: 'behold',
  persons: ['borgere'],
  keyScope: 'global',
  unit: ['Personnummer'],
} as const

/** The columns of a citizen that do not change with time. Benefits tell of health and means: følsomme (own choice). */
export const citizen = {
  Personnummer: field.key.cpr({ description: 'Borgerens personnummer' }),
  Akasse: field
    .text({ data: 'følsomme', description: 'Arbejdsløshedskasse; kan røbe fagforening' })
    .optional(),
  Match: field.text({ data: 'følsomme', description: 'Matchgruppe' }).optional(),
  Visitation: field.text({ data: 'følsomme', description: 'Visitationskategori' }).optional(),
  Modtagerstatus: field.text({ data: 'følsomme', description: 'Status som modtager af ydelser' }).optional(),
} as const

/**
 * A line of DREAM's wide file: a citizen with a column for each week and month, more of them at each delivery. Rådata
 * keep it so; DSA_HIST has it as DreamUge, DreamMaaned, DreamPerson. A benefit code that is not three digits is R102.
 */
export const DreamBorger = contract('DreamBorger', {
  ...ofDream,
  fields: citizen,
  reader: {
    format: 'csv',
    encoding: 'UTF-8',
    optionalFile: false,
    wide: [
      {
        prefix: 'y',
        form: 'YYWW',
        field: field
          .text({ digits: 3, data: 'følsomme', description: 'Ydelseskode i en ISO-uge' })
          .optional(),
      },
      {
        prefix: 'branche',
        form: 'YYYY_MM',
        field: field.text({ data: 'økonomi', description: 'Branche i en måned' }).optional(),
      },
      {
        prefix: 'grad',
        form: 'YYYY_MM',
        field: field
          .decimal(5, 2, { data: 'økonomi', description: 'Beskæftigelsesgrad i en måned' })
          .optional(),
      },
      {
        prefix: 'virksomhedsform',
        form: 'YYYY_MM',
        field: field.text({ data: 'økonomi', description: 'Virksomhedsform i en måned' }).optional(),
      },
      {
        prefix: 'bopkom',
        form: 'YYYY_MM',
        field: field.kommune({ data: 'kontakt', description: 'Bopælskommune i en måned' }).optional(),
      },
      {
        prefix: 'arbkom',
        form: 'YYYY_MM',
        field: field
          .kommune({ data: 'økonomi', description: 'Arbejdsstedets kommune i en måned' })
          .optional(),
      },
    ],
  },
  description: 'Borgere i DREAM, som de leveres: en linje pr. borger, en kolonne pr. uge og måned',
})
