import { contractsOf, type Dataomraade, type Model, type Month, relationsOf } from '@flis/core'
import { inBuildOrder } from '@flis/dm'

/** A table of some layer, and what it is made from. */
export interface GraphNode {
  readonly name: string
  readonly layer: 'kilde' | 'contract' | 'model'
  /** Names of the nodes that it reads. */
  readonly reads: readonly string[]
}

const ANY_MONTH = { month: '2000-01' as Month, from: null }

const modelNode = (model: Model): GraphNode => ({
  name: model.name,
  layer: 'model',
  reads: [...new Set(relationsOf(model.sql(ANY_MONTH)).map((each) => each.name))],
})

const below = (nodes: readonly GraphNode[], name: string): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (each: string): void => {
    if (found.has(each)) return
    found.add(each)
    for (const read of nodes.find((node) => node.name === each)?.reads ?? []) visit(read)
  }
  visit(name)
  return found
}

/**
 * From Kilder over contracts to models, what is read before what reads it.
 *
 * @param of only this table and what it is made from
 *
 * @example lineageGraph([ky], 'FactKYYdelser').map((each) => each.name)
 */
export const lineageGraph = (areas: readonly Dataomraade[], of?: string): readonly GraphNode[] => {
  const contracts = contractsOf(areas)
  const kilder = [...new Set(contracts.map((each) => `Kilde ${each.kilde}`))]
  const nodes: readonly GraphNode[] = [
    ...kilder.map((name): GraphNode => ({ name, layer: 'kilde', reads: [] })),
    ...contracts.map(
      (each): GraphNode => ({
        name: each.name,
        layer: 'contract',
        reads: [`Kilde ${each.kilde}`],
      }),
    ),
    ...inBuildOrder(areas).map(modelNode),
  ]
  if (of === undefined) return nodes
  const wanted = below(nodes, of)
  return nodes.filter((each) => wanted.has(each.name))
}

/** The graph as text: each table with what it reads. */
export const graphText = (nodes: readonly GraphNode[]): string =>
  nodes
    .filter((each) => each.layer !== 'kilde')
    .map((each) => (each.reads.length === 0 ? each.name : `${each.name} ← ${each.reads.join(', ')}`))
    .join('\n')

/** The graph for Mermaid. */
export const graphMermaid = (nodes: readonly GraphNode[]): string => {
  const id = (name: string): string => `n${nodes.findIndex((each) => each.name === name)}`
  const box = ({ name, layer }: GraphNode): string =>
    layer === 'kilde' ? `(["${name}"])` : layer === 'contract' ? `["${name}"]` : `[["${name}"]]`
  return [
    'flowchart LR',
    ...nodes.map((each) => `  ${id(each.name)}${box(each)}`),
    ...nodes.flatMap((each) => each.reads.map((read) => `  ${id(read)} --> ${id(each.name)}`)),
  ].join('\n')
}
