/** Hours a week as hundredths, so that they are compared unrounded. */
const hundredths = (timer: string): number => {
  const [whole = '0', part = ''] = timer.split('.')
  return Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

/**
 * Fuldtidsbørn of enrolled hours per week, as a decimal with two places; null where nothing is enrolled.
 * Source: Dagtilbud, "FactDagtilbud and fuldtidsbørn".
 */
export const fuldtidsbørn = (timer: string | null): string | null => {
  const enrolled = timer === null ? 0 : hundredths(timer)
  if (enrolled === 0) return null
  if (enrolled > 3600) return '1.00'
  if (enrolled >= 2500) return '0.75'
  return '0.50'
}
