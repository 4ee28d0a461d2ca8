declare const kodesystem: unique symbol
type Kode<System extends string, Value extends number = number> = Value & { readonly [kodesystem]: System }

/** A status as Aula numbers them. Aula's 1, 2, 3 and FLIS' mean different things, so that the two never mix. */
export type AulaStatus = Kode<'Aula'>
/** A registration as FLIS numbers them, 1–3: the key of DimRegistrering. */
export type FlisRegistrering = Kode<'FLIS'>

const aula = (status: number): AulaStatus => status as AulaStatus
const flis = (registrering: number): FlisRegistrering => registrering as FlisRegistrering

/** FLIS' registrations. */
export const TIL_STEDE = flis(1)
export const FRAVAERENDE = flis(2)
export const SYG = flis(3)

/** Aula's status that ends what runs, and makes nothing of its own. */
export const CHECKET_UD = aula(8)

/** What each of Aula's statuses is in FLIS; CHECKET_UD is none. */
const REGISTRERING_AF_STATUS: readonly (readonly [FlisRegistrering, readonly AulaStatus[]])[] = [
  [TIL_STEDE, [3, 4, 5, 6, 7].map(aula)],
  [FRAVAERENDE, [0, 2].map(aula)],
  [SYG, [aula(1)]],
]

/**
 * Registrering: what an Aula status is in FLIS, 1 til stede, 2 fraværende, 3 syg; NULL for one that checks out (8), which
 * ends what runs. Statuses that Aula's list does not have are in quarantine (R310).
 *
 * Source: releasenotat 7.0, 2.4.1 "Typer af registrering"; specification Dagtilbud, "Aula registration to FLIS registration".
 *
 * @param status column with Aula's status
 * @example registrering('Status')
 */
export const registrering = (status: string): string => {
  const cases = REGISTRERING_AF_STATUS.map(
    ([of, statuses]) => `when ${status} in (${statuses.join(', ')}) then ${of}`,
  )
  return `(case ${cases.join(' ')} end)::integer`
}

/** Aula's status, what it is called, and the registration with its text; null: none of its own. */
export const registreringExamples = [
  { status: 0, hedder: 'ikke til stede', registrering: 2, tekst: 'Fraværende' },
  { status: 1, hedder: 'syg', registrering: 3, tekst: 'Syg' },
  { status: 2, hedder: 'rapporteret fravær/ferie', registrering: 2, tekst: 'Fraværende' },
  { status: 3, hedder: 'til stede', registrering: 1, tekst: 'Til stede' },
  { status: 4, hedder: 'på tur', registrering: 1, tekst: 'Til stede' },
  { status: 5, hedder: 'sover', registrering: 1, tekst: 'Til stede' },
  { status: 6, hedder: 'til aktivitet', registrering: 1, tekst: 'Til stede' },
  { status: 7, hedder: 'fysisk placering', registrering: 1, tekst: 'Til stede' },
  { status: 8, hedder: 'checket ud', registrering: null, tekst: null },
] as const
