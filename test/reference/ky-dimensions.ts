// The small dimensions of KY, without member −1. Source: KY, "Dimensions"; layers 3.3.

import type { KleEmne, KYScope } from './ky-rows.js'

export interface KleNummerRow {
  readonly nummer: string
  readonly titel: string
  readonly gruppe: string | null
  readonly gruppeTitel: string | null
  readonly hovedgruppe: string | null
  readonly hovedgruppeTitel: string | null
  readonly gyldigFra: string | null
  readonly gyldigTil: string | null
}

const earlierOf = (a: string | null, b: string | null): string | null => {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

/** The number itself or the one above it that is of a level. */
const atLevel = (
  plan: ReadonlyMap<string, KleEmne>,
  emne: KleEmne,
  niveau: KleEmne['Niveau'],
): KleEmne | null => {
  let here: KleEmne | undefined = emne
  while (here !== undefined && here.Niveau !== niveau)
    here = here.Foraelder === null ? undefined : plan.get(here.Foraelder)
  return here ?? null
}

/** Rows of DimKleNummer: each number of the newest versions, withdrawn ones too. */
export const dimKleNummer = (emner: readonly KleEmne[]): KleNummerRow[] => {
  const plan = new Map(emner.map((emne) => [emne.Nummer, emne]))
  return emner.map((emne) => {
    const gruppe = atLevel(plan, emne, 'Gruppe')
    const hovedgruppe = atLevel(plan, emne, 'Hovedgruppe')
    return {
      nummer: emne.Nummer,
      titel: emne.Titel,
      gruppe: gruppe?.Nummer ?? null,
      gruppeTitel: gruppe?.Titel ?? null,
      hovedgruppe: hovedgruppe?.Nummer ?? null,
      hovedgruppeTitel: hovedgruppe?.Titel ?? null,
      gyldigFra: emne.OprettetDato,
      gyldigTil: earlierOf(emne.UdgaaetDato, emne.bortfaldet ?? null),
    }
  })
}

export interface IdRow {
  readonly kommune: string
  readonly kildesystem: string
  readonly id: string
}

const idsOf = (
  scopes: readonly KYScope[],
  idOf: (row: { SagsbehandlerId: string | null; OrganisationId: string | null }) => string | null,
): IdRow[] =>
  scopes.flatMap(({ kommune, kildesystem, sager, opgaver }) => {
    const ids = new Set<string>()
    for (const row of [...sager, ...opgaver]) {
      const id = idOf(row)
      if (id !== null) ids.add(id)
    }
    return [...ids].sort().map((id) => ({ kommune, kildesystem, id }))
  })

/** Rows of DimKYSagsbehandler: an id is one caseworker only within its (kommune, kildesystem). */
export const dimKYSagsbehandler = (scopes: readonly KYScope[]): IdRow[] =>
  idsOf(scopes, (row) => row.SagsbehandlerId)

/** Rows of DimKYOrganisation. */
export const dimKYOrganisation = (scopes: readonly KYScope[]): IdRow[] =>
  idsOf(scopes, (row) => row.OrganisationId)

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort()

export const dimYdelsesart = (scopes: readonly KYScope[]): string[] =>
  distinct(scopes.flatMap((scope) => scope.ydelser.map((row) => row.Ydelsesart)))

export const dimYdelsestype = (scopes: readonly KYScope[]): string[] =>
  distinct(scopes.flatMap((scope) => scope.ydelser.map((row) => row.Ydelsestype)))

export const dimAfgørelsestype = (scopes: readonly KYScope[]): string[] =>
  distinct(scopes.flatMap((scope) => scope.afgoerelser.map((row) => row.Afgoerelsestype)))
