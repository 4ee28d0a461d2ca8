import { lastDay, type Month, raw, type Sql, sql, text } from '@flis/core'
import { KYSag } from './contracts/ky-sag.js'
import { KYSagTilstand } from './contracts/ky-sag-tilstand.js'

/** Closed states; the case is open in every other. Source: specification domains/ky.md, SagVarighed. */
export const erLukket = (tilstand: string): string => `${tilstand} in ('Afslag', 'Henlagt', 'Afsluttet')`

/** Cases created by the run month's end. */
export const sagerInden = (month: Month): Sql => sql`(
  select
    _kommune,
    _kildesystem,
    _unit,
    _sidst,
    SagId,
    OprettetDato
  from ${KYSag} as sag
  where OprettetDato <= date ${text(lastDay(month))}
)`

/** States that begin by the run month's end. */
export const tilstandeInden = (month: Month): Sql => sql`(
  select
    _kommune,
    _kildesystem,
    SagId,
    Sekvens,
    Tilstand,
    FraDato
  from ${KYSagTilstand} as state
  where FraDato <= date ${text(lastDay(month))}
)`

/**
 * Sagstilstand. States stand in order of (FraDato, Sekvens) and each holds until the next; the case is Oprettet from
 * its OprettetDato until its first other state, whether or not a row says so; a state row before OprettetDato counts
 * from OprettetDato; states after the run month's end are ignored.
 *
 * Source: release note 7.0, 2.1.2 (FactKYSager og DimKYSagOversigt); specification domains/ky.md, "State of a case".
 *
 * One row for each case: its columns and `tilstande` = a list of {dato, tilstand} in order, the implied Oprettet
 * first. A sorted list per case takes a third of the time of window functions over all states, and the rules on top
 * of it need not sort again.
 *
 * @param sager rows of {@link sagerInden}
 * @param tilstande rows of {@link tilstandeInden}; those of other cases are left out
 */
export const sagstilstand = (sager: Sql, tilstande: Sql): Sql => sql`(
  with states_of_case as (
    select
      _kommune,
      _kildesystem,
      SagId,
      list_sort(list({'fra': FraDato, 'sekvens': Sekvens, 'tilstand': Tilstand})) as in_order
    from ${tilstande} as state
    group by _kommune, _kildesystem, SagId
  )
  select
    sag.*,
    list_prepend(
      {'dato': sag.OprettetDato, 'tilstand': 'Oprettet'},
      list_transform(
        coalesce(states_of_case.in_order, []),
        lambda state: {'dato': greatest(state.fra, sag.OprettetDato), 'tilstand': state.tilstand}
      )
    ) as tilstande
  from ${sager} as sag
  left join states_of_case
    on states_of_case._kommune = sag._kommune
    and states_of_case._kildesystem = sag._kildesystem
    and states_of_case.SagId = sag.SagId
)`

/** The last state of each date of a list of states: the others make intervals of length zero. */
const lastOfEachDate = (tilstande: string): string =>
  `list_filter(${tilstande}, lambda state, i: i = len(${tilstande}) or state.dato < ${tilstande}[i + 1].dato)`

const firstOfEqualNeighbours = (tilstande: string): string =>
  `list_filter(${tilstande}, lambda state, i: i = 1 or state.tilstand <> ${tilstande}[i - 1].tilstand)`

/**
 * The intervals of a case as a list of {dato, tilstand}, each up to the next one's dato: of several states on one
 * date only the last makes an interval, and equal neighbours are one.
 *
 * @param sager rows with a list `tilstande`; gives their columns with `intervaller` added
 */
export const sagsintervaller = (sager: Sql): Sql => sql`(
  select
    * exclude (standing),
    ${raw(firstOfEqualNeighbours('standing'))} as intervaller
  from (
    select
      *,
      ${raw(lastOfEachDate('tilstande'))} as standing
    from ${sager}
  )
)`

/** A case as the examples write it: state rows in the order of their Sekvens, run month 2022-06. */
export interface SagExample {
  readonly name: string
  readonly oprettet: string
  readonly tilstande: readonly (readonly [tilstand: string, fra: string])[]
}

export const sagstilstandExamples: readonly (SagExample & {
  /** Each holds until the next. */
  readonly intervaller: readonly (readonly [tilstand: string, fra: string])[]
})[] = [
  {
    name: 'without a state row the case is Oprettet',
    oprettet: '2022-05-10',
    tilstande: [],
    intervaller: [['Oprettet', '2022-05-10']],
  },
  {
    name: 'the case is Oprettet until its first other state, whether or not a row says so',
    oprettet: '2022-01-31',
    tilstande: [
      ['Bevilget', '2022-02-10'],
      ['Afsluttet', '2022-04-01'],
    ],
    intervaller: [
      ['Oprettet', '2022-01-31'],
      ['Bevilget', '2022-02-10'],
      ['Afsluttet', '2022-04-01'],
    ],
  },
  {
    name: 'a row that says Oprettet adds nothing, a later one is a state like Under Oplysning',
    oprettet: '2022-01-10',
    tilstande: [
      ['Oprettet', '2022-01-12'],
      ['Under Oplysning', '2022-01-20'],
      ['Oprettet', '2022-02-01'],
    ],
    intervaller: [
      ['Oprettet', '2022-01-10'],
      ['Under Oplysning', '2022-01-20'],
      ['Oprettet', '2022-02-01'],
    ],
  },
  {
    name: 'a state before OprettetDato counts from OprettetDato',
    oprettet: '2022-03-05',
    tilstande: [
      ['Under Oplysning', '2022-03-01'],
      ['Bevilget', '2022-03-20'],
    ],
    intervaller: [
      ['Under Oplysning', '2022-03-05'],
      ['Bevilget', '2022-03-20'],
    ],
  },
  {
    name: 'of states before OprettetDato the last as written stands',
    oprettet: '2022-03-05',
    tilstande: [
      ['Afslag', '2022-03-02'],
      ['Bevilget', '2022-03-01'],
    ],
    intervaller: [['Afslag', '2022-03-05']],
  },
  {
    name: 'of several states on one date only the last, by Sekvens, makes an interval',
    oprettet: '2022-01-10',
    tilstande: [
      ['Under Oplysning', '2022-02-01'],
      ['Bevilget', '2022-02-01'],
      ['Henlagt', '2022-02-01'],
    ],
    intervaller: [
      ['Oprettet', '2022-01-10'],
      ['Henlagt', '2022-02-01'],
    ],
  },
  {
    name: 'created and Henlagt on one day',
    oprettet: '2022-02-28',
    tilstande: [['Henlagt', '2022-02-28']],
    intervaller: [['Henlagt', '2022-02-28']],
  },
  {
    name: 'equal neighbours are one interval',
    oprettet: '2022-01-10',
    tilstande: [
      ['Bevilget', '2022-02-01'],
      ['Bevilget', '2022-03-01'],
      ['Afslag', '2022-04-01'],
      ['Bevilget', '2022-04-01'],
    ],
    intervaller: [
      ['Oprettet', '2022-01-10'],
      ['Bevilget', '2022-02-01'],
    ],
  },
  {
    name: 'order is by FraDato before Sekvens',
    oprettet: '2022-01-10',
    tilstande: [
      ['Bevilget', '2022-03-01'],
      ['Under Oplysning', '2022-02-01'],
    ],
    intervaller: [
      ['Oprettet', '2022-01-10'],
      ['Under Oplysning', '2022-02-01'],
      ['Bevilget', '2022-03-01'],
    ],
  },
  {
    name: "states after the run month's end are ignored",
    oprettet: '2022-05-10',
    tilstande: [
      ['Bevilget', '2022-06-30'],
      ['Afsluttet', '2022-07-01'],
    ],
    intervaller: [
      ['Oprettet', '2022-05-10'],
      ['Bevilget', '2022-06-30'],
    ],
  },
  {
    name: 'a case created after the run month is not there',
    oprettet: '2022-07-02',
    tilstande: [],
    intervaller: [],
  },
]
