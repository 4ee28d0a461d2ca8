const text = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each))

/** Stops the benchmark where two sides did not do the same work: a ratio between them would say nothing. */
export const requireSame = (what: string, ours: unknown, bare: unknown): void => {
  if (ours === undefined || text(ours) !== text(bare))
    throw new Error(`${what}: the results differ\n  ours ${text(ours)}\n  bare ${text(bare)}`)
}
