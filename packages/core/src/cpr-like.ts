const CPR_LIKE = /(?<!\d)\d{6}[-–\s]?\d{4}(?!\d| bytes)/g

/** A text with whatever looks like a CPR number cut out. */
export const withoutCpr = (text: string): string => text.replace(CPR_LIKE, '(cpr)')
