// How many rows a file of reports holds, from specification 2.3: a resource that a contract takes (here CarePlans),
// and one for each Bundle that is refused whole.

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const CPR = 'urn:oid:1.2.208.176.1.2'

const numbersOf = (resource: Json): readonly string[] =>
  resource.resourceType === 'Patient' && Array.isArray(resource.identifier)
    ? resource.identifier.flatMap((each: unknown) =>
        isObject(each) && each.system === CPR && typeof each.value === 'string' ? [each.value] : [],
      )
    : []

const rowsOf = (value: unknown): number => {
  if (!isObject(value) || value.resourceType !== 'Bundle') return 1
  const entries: unknown = value.entry ?? []
  if (!Array.isArray(entries)) return 1
  const resources = entries.flatMap((each: unknown) =>
    isObject(each) && isObject(each.resource) ? [each.resource] : [],
  )
  if (new Set(resources.flatMap(numbersOf)).size !== 1) return 1
  return resources.filter((each) => each.resourceType === 'CarePlan').length
}

export const rowsOfBundles = (bytes: Buffer, longest: number): number => {
  const lines: Buffer[] = []
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(10, start)
    const end = found < 0 ? bytes.length : found
    lines.push(bytes.subarray(start, end))
    start = end + 1
  }
  const texts = lines.map((line) => ({
    long: line.length > longest,
    text: line
      .toString()
      .replace(/^\uFEFF/, '')
      .trim(),
  }))
  while (texts.length > 0 && texts.at(-1)?.text === '') texts.pop()
  return texts.reduce((sum, { long, text }) => {
    if (long) return sum + 1
    try {
      return sum + rowsOf(JSON.parse(text))
    } catch {
      return sum + 1
    }
  }, 0)
}
