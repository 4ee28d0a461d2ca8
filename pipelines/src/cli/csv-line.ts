const cell = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  const text = Array.isArray(value) ? JSON.stringify(value) : String(value)
  return text === '' || /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * A line of csv: `;` between fields, quoted by RFC 4180 where they must be. NULL is nothing, the empty text `""`.
 *
 * @example csvLine(['a;b', null, '']) // "a;b";;""\r\n
 */
export const csvLine = (values: readonly unknown[]): string => `${values.map(cell).join(';')}\r\n`
