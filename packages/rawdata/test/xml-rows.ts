import { type FlisError, FlisFailure, type XmlElement } from '@flis/core'
import { readXml, type XmlRow, type XmlRules } from '../src/xml/read-xml.js'
import { XML_LIMITS, type XmlLimits } from '../src/xml/xml-limits.js'
import { bytesAsChunks } from './bytes-as-chunks.js'
import { failureOf } from './failure-of.js'

/** Every text, by path, and the number of the element around in `under`. */
const everyText = (element: XmlElement): Record<string, string | null> | null =>
  element.texts.Spring === undefined
    ? { ...element.texts, navn: element.name, under: element.parent?.texts.Nr ?? null }
    : null

const PLAN: XmlRules = { root: 'Plan', elements: ['Gruppe', 'Emne'], row: everyText }

interface Given {
  readonly chunk?: number
  readonly limits?: Partial<XmlLimits>
}

export const rowsOf = async (
  content: Buffer | string,
  { chunk, limits }: Given = {},
): Promise<readonly XmlRow[]> => {
  const file = { name: 'plan.xml', chunks: () => bytesAsChunks(content, chunk) }
  const found: XmlRow[] = []
  for await (const rows of readXml(file, PLAN, { ...XML_LIMITS, ...limits })) found.push(...rows)
  return found
}

export const failing = (content: Buffer | string, given?: Given) =>
  failureOf(() => rowsOf(content, given)).then(({ code, facts }) => ({ code, ...facts }))

/** The rows, or the error; anything else fails the test. */
export const outcomeOf = (content: string, given?: Given): Promise<readonly XmlRow[] | FlisError> =>
  rowsOf(content, given).catch((thrown: unknown) => {
    if (thrown instanceof FlisFailure) return thrown.error
    throw thrown
  })

export const emne = (inner: string): string => `<Plan><Emne>${inner}</Emne></Plan>`
