/** One line of the table: what was measured and what it was to be. */
export interface Figure {
  readonly name: string
  readonly ours?: number
  readonly bare?: number
  /** Of ours to bare, where it is another than these two seconds. */
  readonly ratio?: number
  /** Rows that came out (rollout) or went in (csv). */
  readonly rows?: number
  /** Peak resident memory of our process, bytes. */
  readonly memory?: number
  readonly goals?: {
    readonly seconds?: number
    readonly ratio?: number
    readonly memory?: number
    /** A goal that is wished for, not required: a miss is said and does not fail. */
    readonly rowsPerSecond?: number
  }
  /** Said beneath the line. */
  readonly notes?: readonly string[]
  /** Every round, for whoever wants the spread. */
  readonly rounds?: Readonly<Record<string, readonly number[]>>
}

export const ratioOf = (figure: Figure): number | undefined =>
  figure.ratio ??
  (figure.ours === undefined || figure.bare === undefined ? undefined : figure.ours / figure.bare)

/** Processor seconds beside the measured ones: where the two ratios part, something else was using the machine. */
export const cpuNote = (ours: number, bare: number): string =>
  `processor ${ours.toFixed(2)} s against ${bare.toFixed(2)} s: ${(ours / bare).toFixed(2)}`

/** Seconds by name, on one line. */
export const spread = (seconds: Readonly<Record<string, number>>): string =>
  Object.entries(seconds)
    .map(([name, each]) => `${name} ${each.toFixed(2)} s`)
    .join(' · ')

const rowsPerSecond = ({ rows, ours, bare }: Figure): number | undefined => {
  const seconds = ours ?? bare
  return rows === undefined || seconds === undefined ? undefined : rows / seconds
}

const goal = ({ goals = {} }: Figure): string =>
  [
    goals.ratio === undefined ? [] : [`ratio ≤ ${goals.ratio}`],
    goals.seconds === undefined ? [] : [`< ${goals.seconds} s`],
    goals.memory === undefined ? [] : [`< ${goals.memory / 1e9} GB`],
    goals.rowsPerSecond === undefined ? [] : [`${goals.rowsPerSecond / 1e6} M rows/s`],
  ]
    .flat()
    .join(', ')

/** The requirements that a figure misses; empty = it holds them all. */
export const missed = (figure: Figure): readonly string[] => {
  const { goals = {} } = figure
  const ratio = ratioOf(figure)
  return [
    goals.ratio !== undefined && !(ratio !== undefined && ratio <= goals.ratio) ? ['ratio'] : [],
    goals.seconds !== undefined && !(figure.ours !== undefined && figure.ours < goals.seconds)
      ? ['seconds']
      : [],
    goals.memory !== undefined && !(figure.memory !== undefined && figure.memory < goals.memory)
      ? ['memory']
      : [],
  ].flat()
}

const verdict = (figure: Figure): string => {
  if (figure.goals === undefined) return ''
  const failing = missed(figure)
  if (failing.length > 0) return `MISSED: ${failing.join(', ')}`
  const wished = figure.goals.rowsPerSecond
  return wished !== undefined && (rowsPerSecond(figure) ?? 0) < wished ? 'ok (rows/s below its goal)' : 'ok'
}

const seconds = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(2))

const cells = (figure: Figure): readonly string[] => {
  const speed = rowsPerSecond(figure)
  const ratio = ratioOf(figure)
  return [
    figure.name,
    seconds(figure.ours),
    seconds(figure.bare),
    ratio === undefined ? '' : ratio.toFixed(2),
    goal(figure),
    figure.memory === undefined ? '' : (figure.memory / 1e6).toFixed(0),
    speed === undefined ? '' : `${(speed / 1e6).toFixed(2)} M`,
    verdict(figure),
  ]
}

const HEAD = ['', 'ours s', 'bare s', 'ratio', 'goal', 'memory MB', 'rows/s', 'verdict']
const LEFT = new Set([0, 4, 7])

/** The figures as one aligned table, notes beneath their lines. */
export const figureTable = (figures: readonly Figure[]): string => {
  const rows = [HEAD, ...figures.map(cells)]
  const widths = HEAD.map((_, nth) => Math.max(...rows.map((row) => row[nth]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, nth) => (LEFT.has(nth) ? cell.padEnd(widths[nth] ?? 0) : cell.padStart(widths[nth] ?? 0)))
      .join('  ')
      .trimEnd()
  return [
    line(HEAD),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...figures.flatMap((figure) => [
      line(cells(figure)),
      ...(figure.notes ?? []).map((note) => `    ${note}`),
    ]),
  ].join('\n')
}
