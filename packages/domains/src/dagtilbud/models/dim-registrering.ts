import { column, dimension, joined, sql, text } from '@flis/core'
import { FRAVAERENDE, SYG, TIL_STEDE } from '../rules/registrering.js'

const REGISTRERINGER = [
  { kode: TIL_STEDE, tekst: 'Til stede' },
  { kode: FRAVAERENDE, tekst: 'Fraværende' },
  { kode: SYG, tekst: 'Syg' },
]

/** FLIS' three registrations; the key is the code. Source: releasenotat 7.0, 2.4.1; specification 3.3. */
export const DimRegistrering = dimension('DimRegistrering', {
  coded: (code) => `(${code})::integer`,
  columns: { Registrering: column('VARCHAR', 'Til stede, Fraværende, Syg eller Ukendt.') },
  description: 'Registreringer af børn i FLIS',
  sql: () => sql`
    select DimRegistreringID, Registrering
    from (values
      ${joined(
        REGISTRERINGER.map(({ kode, tekst }) => sql`(${kode}, ${text(tekst)})`),
        ', ',
      )}
    ) as registreringer(DimRegistreringID, Registrering)`,
})
