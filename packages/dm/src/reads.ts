import {
  type Contract,
  compileSql,
  type Follow,
  type Model,
  type Month,
  relationsOf,
  type Sql,
  unitExpression,
} from '@flis/core'

/** What a model's SQL refers to is the same for every month. */
const ANY = { month: '2000-01' as Month, from: null }

/** Definitions are values that never change: what is asked of one is asked once. */
const once = <Answer>(ask: (model: Model) => Answer): ((model: Model) => Answer) => {
  const known = new WeakMap<Model, Answer>()
  return (model) => {
    const before = known.get(model)
    if (before !== undefined) return before
    const answer = ask(model)
    known.set(model, answer)
    return answer
  }
}

const sqlOf = once((model): Sql => model.sql(ANY))

/** The SQL of a model with its relations by name: it changes with the model's code. */
export const templateOf = once((model): string =>
  compileSql(sqlOf(model), (relation) => `<${relation.of} ${relation.name}>`),
)

/** Models that a model refers to. */
export const modelsRead = once((model): readonly Model[] =>
  relationsOf(sqlOf(model))
    .filter((relation) => relation.of === 'model')
    .map((relation) => relation.definition as Model),
)

/** Contracts that a model reads, directly and through the models that it refers to. */
export const contractsRead = once(
  (model): { readonly direct: ReadonlySet<Contract>; readonly through: ReadonlySet<Contract> } => ({
    direct: new Set(
      relationsOf(sqlOf(model)).flatMap(({ of, definition }) =>
        of === 'model' || of === 'members' ? [] : [definition as Contract],
      ),
    ),
    through: new Set(modelsRead(model).flatMap(contractsBehind)),
  }),
)

/** All contracts that a model's rows come from. */
export const contractsBehind = (model: Model): readonly Contract[] => {
  const { direct, through } = contractsRead(model)
  return [...new Set([...direct, ...through])]
}

/** Units of two Kilder are never taken for the same, though both may be citizens: they come at different times. */
const unitOf = (contract: Contract): string => `${contract.kilde} ${unitExpression(contract)}`

const haveUnit = (contracts: readonly Contract[], unit: string): boolean =>
  contracts.every((each) => unitOf(each) === unit)

/** The tables whose changed members a model follows. */
export const followsOf = ({ recompute }: Model): readonly Follow[] =>
  recompute.by === 'unit' ? (recompute.follows ?? []) : []

/** Whether a model's units are those of a day: what happens on a day can be shown before its month has ended. */
export const isByDay = ({ recompute }: Model): boolean =>
  recompute.by === 'unit' && recompute.days !== undefined

/** How a model by unit depends on what it reads. */
export interface UnitReads {
  /** Contracts of the model's units: a changed unit of theirs is one of the model's. */
  readonly own: readonly Contract[]
  /** Contracts of other units: their changes concern every unit. */
  readonly foreign: readonly Contract[]
  /** Models of the same units: their rows change with them. */
  readonly beside: readonly Model[]
  /** Models of other units: their changed members concern the units that refer to them. */
  readonly lookups: readonly Model[]
}

/**
 * Sorts what a model by unit reads. A model of the same units stands beside it, unless it is followed. A table that is made of the same units'
 * contracts alone (the kinds of benefit that occur) holds whatever they refer to: it needs no looking after.
 */
export const unitReads = once((model): UnitReads => {
  const direct = [...contractsRead(model).direct]
  const unit = direct[0] === undefined ? '' : unitOf(direct[0])
  const foreign = direct.filter((each) => unitOf(each) !== unit)
  const followed = followsOf(model).map((each) => each.model)
  const below = modelsRead(model).filter((each) => !followed.includes(each))
  const besides = below.filter(
    (each) => each.recompute.by === 'unit' && haveUnit([...contractsRead(each).direct], unit),
  )
  const inner = besides.map(unitReads)
  const unfollowed = below.filter((each) => !besides.includes(each) && !haveUnit(contractsBehind(each), unit))
  const lookups = [...followed, ...unfollowed]
  return {
    own: [
      ...new Set([...direct.filter((each) => !foreign.includes(each)), ...inner.flatMap((each) => each.own)]),
    ],
    foreign: [...new Set([...foreign, ...inner.flatMap((each) => each.foreign)])],
    beside: besides,
    lookups: [...new Set([...lookups, ...inner.flatMap((each) => each.lookups)])],
  }
})

/** Whether a unit's rows can come from several kommuner: a citizen's resources, by ids that are unique everywhere. */
export const spansKommuner = once(
  (model): boolean =>
    model.recompute.by === 'unit' && unitReads(model).own.some((each) => each.keyScope === 'global'),
)

/** Whether all rows of a model by unit come from deliveries for the whole country: no kommune is replaced by itself. */
export const isOfTheCountry = once((model): boolean => {
  const { own } = unitReads(model)
  return own.length > 0 && own.every((each) => each.deliveredBy?.scope === 'national')
})

/** Whether a model's rows can change because months pass. */
export const dependsOnMonth = once((model): boolean => {
  const text = (month: string): string =>
    compileSql(model.sql({ month: month as Month, from: null }), (relation) => relation.name)
  return text('2000-01') !== text('2010-06')
})

/** Whether a model's rows are as of the run day: they can change within a month too. */
export const dependsOnDay = once((model): boolean => {
  const text = (day: string): string => compileSql(model.sql({ ...ANY, day }), (relation) => relation.name)
  return text('2000-01-05') !== text('2000-01-20')
})
