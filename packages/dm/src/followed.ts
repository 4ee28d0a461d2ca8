import { followName, type Model } from '@flis/core'
import { followsOf, unitReads } from './reads.js'

/** What somebody looks at in a model: some columns, or all where none are named. */
export interface Followed {
  readonly name: string
  readonly columns?: readonly string[]
}

/** Under which name it stands in `ops.meta`. */
export const FOLLOWED = 'followed '
export const followedKey = ({ name, columns }: Followed): string =>
  `${FOLLOWED}${followName({ model: { name }, ...(columns === undefined ? {} : { columns }) })}`

/** What some models look at in others. A model that is read and not followed is looked at whole. */
export const followedBy = (models: readonly Model[]): readonly Followed[] => {
  const all = models
    .filter((each) => each.recompute.by === 'unit')
    .flatMap((model): readonly Followed[] => {
      const follows = followsOf(model)
      const whole = unitReads(model).lookups.filter((each) => !follows.some((one) => one.model === each))
      return [
        ...follows.map(({ model: { name }, columns }) => ({
          name,
          ...(columns === undefined ? {} : { columns }),
        })),
        ...whole.map(({ name }) => ({ name })),
      ]
    })
  return [...new Map(all.map((each) => [followedKey(each), each])).values()]
}
