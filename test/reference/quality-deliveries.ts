/**
 * The quality tests of deliveries and sources as plain arithmetic, written from specification 3.2. It imports nothing of
 * the packages.
 */

const perThousand = (part: number, whole: number): number => Math.floor((part * 1000) / whole)

/** K02: the share of a delivery's rows that broke its contract. */
export const kontraktbrud = (rowsIn: number, broken: number): { measured: string; count: number } => ({
  measured: String(rowsIn === 0 ? 0 : perThousand(broken, rowsIn)),
  count: broken,
})

/** K07: what was expected and has not come; late once the deadline is past. */
export const manglende = (
  expected: readonly { readonly source: string; readonly periode: string; readonly due: string }[],
  came: readonly { readonly source: string; readonly periode: string }[],
  today: string,
): readonly { readonly source: string; readonly severity: 'fejl' | 'opmærksomhed' }[] =>
  expected
    .filter(({ source, periode }) => !came.some((one) => one.source === source && one.periode === periode))
    .map(({ source, due }) => ({ source, severity: due < today ? 'fejl' : 'opmærksomhed' }))

/** K08: rows that do not balance on the way of one full delivery. */
export const ubalance = (of: {
  readonly rowsIn: number
  readonly accepted: number
  readonly quarantined: number
  readonly duplicates: number
  readonly broken: number
  readonly inRaadata: number
  readonly standing: number
}): Readonly<Record<string, number>> => ({
  'rækker, verificeret': Math.abs(of.accepted + of.quarantined + of.duplicates - of.rowsIn),
  'rækker i Rådata': Math.abs(of.inRaadata - (of.rowsIn - of.broken)),
  'rækker i DSA_HIST': Math.max(0, of.accepted - of.standing, of.standing - of.accepted - of.quarantined),
})
