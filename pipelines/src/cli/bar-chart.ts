/** Eighths of a cell, from empty to full. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

const bar = (share: number, width: number): string => {
  const eighths = Math.round(share * width * 8)
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '')
}

/**
 * A small chart in text: a bar for each value, the longest `width` cells long.
 *
 * @example barChart([['2022-09', 1.5], ['2022-10', 3]], 20)
 */
export const barChart = (
  values: readonly (readonly [label: string, value: number])[],
  width = 40,
): readonly string[] => {
  const most = Math.max(...values.map(([, value]) => value), Number.MIN_VALUE)
  const labels = Math.max(...values.map(([label]) => [...label].length), 0)
  const numbers = values.map(([, value]) => value.toFixed(1))
  const digits = Math.max(...numbers.map((each) => each.length), 0)
  return values.map(
    ([label, value], index) =>
      `${label.padEnd(labels)}  ${(numbers[index] ?? '').padStart(digits)}  ${bar(Math.max(0, value) / most, width)}`,
  )
}
