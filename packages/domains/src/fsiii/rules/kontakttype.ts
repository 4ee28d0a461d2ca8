import type { Coding } from '../resource.js'

const TYPER: Readonly<Record<string, string>> = {
  '9f03dfbb-7a97-45a5-94db-d4c3501714a9': 'opfølgning',
  '784275f1-6822-4a88-b361-d958007d5253': 'udførelse',
}

export const KONTAKTTYPER = ['opfølgning', 'udførelse'] as const

/**
 * Kontakttype: a contact is planned to follow up, or to carry out what was planned. The first known code tells; another
 * goes on as it was sent, for verification to refuse.
 *
 * Source: specification FSIII, FSIIIKontakt.
 *
 * @example kontakttype(codingsAt(encounter, 'type')) // 'opfølgning'
 */
export const kontakttype = (codings: readonly Coding[]): string | null => {
  const codes = codings.flatMap(({ code }) => code ?? [])
  return codes.map((each) => TYPER[each]).find((each) => each !== undefined) ?? codes[0] ?? null
}

/** Codes sent → the type. */
export const kontakttypeExamples = [
  { koder: ['9f03dfbb-7a97-45a5-94db-d4c3501714a9'], type: 'opfølgning' },
  { koder: ['784275f1-6822-4a88-b361-d958007d5253'], type: 'udførelse' },
  { koder: ['lokal', '784275f1-6822-4a88-b361-d958007d5253'], type: 'udførelse' },
  { koder: ['lokal'], type: 'lokal' },
  { koder: [], type: null },
] as const
