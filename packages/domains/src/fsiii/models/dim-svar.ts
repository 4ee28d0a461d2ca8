import { column, type DimensionModel, dimension, joined, sql, text } from '@flis/core'

interface Svar {
  readonly kode: string
  readonly tekst: string
}

/**
 * A dimension of a few answers that the contract itself knows: an answer of another code never comes this far, so the
 * members are the same whatever the code system holds. Texts as in its versions 20200908, 20230622 and 20240530.
 */
const svar = <const Name extends string>(
  name: Name,
  description: string,
  members: readonly Svar[],
): DimensionModel<Name> =>
  dimension(name, {
    natural: ['Kode'],
    columns: {
      Kode: column('VARCHAR', 'Koden i det ældre skema'),
      Tekst: column('VARCHAR', 'Kodens tekst'),
    },
    description,
    sql: () => sql`
      select Kode, Tekst
      from (values
        ${joined(
          members.map(({ kode, tekst }) => sql`(${text(kode)}, ${text(tekst)})`),
          ',\n        ',
        )}
      ) as svar(Kode, Tekst)`,
  })

/** Results of a follow-up. Source: specification FSIII, DM. */
export const DimOpfølgning = svar('DimOpfølgning', 'Resultat af opfølgning', [
  { kode: 'E1', tekst: 'Fortsættes' },
  { kode: 'E2', tekst: 'Ændres inden for rammen' },
  { kode: 'E3', tekst: 'Afsluttes' },
  { kode: 'E4', tekst: 'Revisitation' },
])

/** How a citizen says that an activity is carried out. Source: specification FSIII, DM. */
export const DimBorgervurdering = svar('DimBorgervurdering', 'Borgerens vurdering af sin udførelse', [
  { kode: 'C1', tekst: 'Udfører selv' },
  { kode: 'C2', tekst: 'Udfører dele af' },
  { kode: 'C3', tekst: 'Udfører ikke selv' },
  { kode: 'C4', tekst: 'Ikke relevant' },
])

/** What a citizen says that it means. Source: specification FSIII, DM. */
export const DimBorgervurderingBetydning = svar(
  'DimBorgervurderingBetydning',
  'Borgerens vurdering af betydningen',
  [
    { kode: 'D1', tekst: 'Oplever ikke begrænsninger' },
    { kode: 'D2', tekst: 'Oplever begrænsninger' },
  ],
)
