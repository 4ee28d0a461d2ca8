/** A month counts as thirty days, whatever its length. The same signature as KY's own rule: expressions in, SQL out. */
export const fuldtidsperson = (dage: string): string => `least(${dage} / 30, 1)::decimal(9,6)`
