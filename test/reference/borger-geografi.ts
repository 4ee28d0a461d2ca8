// Addresses and their school districts. Source: Borger, "DimGeografi and skoledistrikt".

import type { BorgerBasis, Skoledistrikt } from './borger-rows.js'

export interface GeografiRow {
  readonly kommune: string
  readonly vej: string
  readonly husnr: string
  readonly vejnavn: string | null
  readonly postnr: string | null
  readonly distriktsnr: string | null
  readonly distriktsnavn: string | null
  readonly klassetrin: number | null
}

interface Sted {
  readonly KommuneKode: string
  readonly VejKode: string
  readonly HusNr: string
}

/** Three digits and a letter, however many zeros or a space; what has another form stays, in capitals. */
export const husnummer = (text: string): string => {
  const written = text.trim().toUpperCase()
  const parts = /^0*(\d{1,3}) ?([A-ZÆØÅ]?)$/.exec(written)
  return parts === null ? written : `${(parts[1] ?? '').padStart(3, '0')}${parts[2] ?? ''}`
}

export const addressOf = ({ KommuneKode, VejKode, HusNr }: Sted): string =>
  `${KommuneKode} ${VejKode.padStart(4, '0')} ${husnummer(HusNr)}`

/** 0..10, or a label; null where it is none of these. */
export const klassetrin = (text: string): number | null => {
  if (text === 'Børnehaveklasse') return 0
  const parts = /^(0|[1-9]\d*)(\. klasse)?$/.exec(text)
  const trin = parts === null ? null : Number(parts[1])
  return trin !== null && trin <= 10 ? trin : null
}

const antal = (row: Skoledistrikt): number =>
  (klassetrin(row.SlutTrin) ?? 0) - (klassetrin(row.StartTrin) ?? 0) + 1

/** Most grades; then the lowest first grade; then the lowest number as text. */
const isBetter = (a: Skoledistrikt, b: Skoledistrikt): boolean => {
  if (antal(a) !== antal(b)) return antal(a) > antal(b)
  const start = (row: Skoledistrikt): number => klassetrin(row.StartTrin) ?? 0
  if (start(a) !== start(b)) return start(a) < start(b)
  if (a.DistriktsNr !== b.DistriktsNr) return a.DistriktsNr < b.DistriktsNr
  return a.AdresseId < b.AdresseId
}

/** Rows of DimGeografi, without member −1: each address of LIFA and of a residence once. */
export const dimGeografi = ({ adresser, skoledistrikter }: BorgerBasis): GeografiRow[] => {
  const chosen = new Map<string, Skoledistrikt>()
  for (const row of skoledistrikter) {
    const best = chosen.get(addressOf(row))
    if (best === undefined || isBetter(row, best)) chosen.set(addressOf(row), row)
  }
  return [...new Set([...chosen.keys(), ...adresser.map(addressOf)])].sort().map((address) => {
    const [kommune = '', vej = '', ...husnr] = address.split(' ')
    const row = chosen.get(address)
    return {
      kommune,
      vej,
      husnr: husnr.join(' '),
      vejnavn: row?.VejNavn ?? null,
      postnr: row?.PostNr ?? null,
      distriktsnr: row?.DistriktsNr ?? null,
      distriktsnavn: row?.DistriktsNavn ?? null,
      klassetrin: row === undefined ? null : antal(row),
    }
  })
}
