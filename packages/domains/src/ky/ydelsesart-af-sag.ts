import { lastDay, type Month, type Sql, sql, text } from '@flis/core'
import { KYYdelse } from './contracts/ky-ydelse.js'

/**
 * Ydelsesart af en sag: that of its earliest ydelse, by StartDato and then YdelseId. It is told of the case as of the
 * run: a ydelse that starts after the run month's end is not seen, an earlier one that comes late changes all months.
 *
 * Gives one row for each case with a ydelse: _kommune, _kildesystem, SagId, Ydelsesart.
 *
 * Source: specification domains/ky.md, FactKYSager.
 *
 * @example sql`select Ydelsesart from ${ydelsesartAfSag(month)} as earliest where SagId = 'S1'`
 */
export const ydelsesartAfSag = (month: Month): Sql => sql`(
  select
    _kommune,
    _kildesystem,
    SagId,
    min({'start': StartDato, 'id': YdelseId, 'art': Ydelsesart}).art as Ydelsesart
  from ${KYYdelse} as ydelse
  where StartDato <= date ${text(lastDay(month))}
  group by _kommune, _kildesystem, SagId
)`

/** Ydelser of a case in run month 2022-06 (YdelseId, StartDato, Ydelsesart) → its Ydelsesart; null = none. */
export const ydelsesartAfSagExamples: readonly {
  readonly name: string
  readonly ydelser: readonly (readonly [id: string, start: string, art: string])[]
  readonly ydelsesart: string | null
}[] = [
  { name: 'without a ydelse: none', ydelser: [], ydelsesart: null },
  {
    name: 'of several the one that starts first',
    ydelser: [
      ['Y1', '2022-03-01', 'Kontanthjælp'],
      ['Y2', '2022-02-01', 'Førtidspension'],
    ],
    ydelsesart: 'Førtidspension',
  },
  {
    name: 'of those that start on one day the one with the first id',
    ydelser: [
      ['Y20', '2022-02-01', 'Førtidspension'],
      ['Y2', '2022-02-01', 'Kontanthjælp'],
    ],
    ydelsesart: 'Kontanthjælp',
  },
  {
    name: "one that starts on the run month's last day is seen",
    ydelser: [['Y1', '2022-06-30', 'Kontanthjælp']],
    ydelsesart: 'Kontanthjælp',
  },
  {
    name: "one that starts after the run month's end is not seen",
    ydelser: [['Y1', '2022-07-01', 'Kontanthjælp']],
    ydelsesart: null,
  },
]
