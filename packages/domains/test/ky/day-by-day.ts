/** KY's rules as a plain walk through the days of a case: slow, and nothing like the SQL that it is held against. */

export interface Sag {
  readonly kommune: string
  readonly name: string
  readonly oprettet: string
  readonly tilstande: readonly (readonly [tilstand: string, fra: string])[]
  readonly ydelser: readonly { readonly id: string; readonly start: string; readonly slut: string | null }[]
  readonly opgaver: readonly {
    readonly id: string
    readonly tilstand: string
    readonly oprettet: string
    readonly afsluttet: string | null
  }[]
  /** In the order of their ids; `dag` is the day on which it was made, at noon. */
  readonly afgoerelser: readonly { readonly id: string; readonly dag: string; readonly type: string }[]
}

interface Day {
  readonly date: string
  /** At the end of the day. */
  readonly tilstand: string
  readonly standsFrom: string
  readonly counts: boolean
  readonly open: boolean
  readonly closedFrom: string | undefined
  readonly decidedOn: string | undefined
  readonly sagsbehandlingstid: number
  readonly sagVarighed: number
  /** The measures as they stand in the morning of the next day, before anything is entered on it. */
  readonly nextMorning: { readonly sagsbehandlingstid: number; readonly sagVarighed: number }
}

const MS_A_DAY = 86_400_000
export const dayAfter = (date: string, n = 1): string =>
  new Date(Date.parse(date) + n * MS_A_DAY).toISOString().slice(0, 10)
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / MS_A_DAY
const lastOf = (date: string): string => {
  const [year = 0, month = 0] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

const CLOSED = ['Afslag', 'Henlagt', 'Afsluttet']
const DECIDED = ['Bevilget', 'Afslag', 'Henlagt']

const daysOf = (sag: Sag, end: string): readonly Day[] => {
  const inOrder = sag.tilstande
    .map(([tilstand, fra], sekvens) => ({ tilstand, fra, sekvens }))
    .sort((a, b) => a.fra.localeCompare(b.fra) || a.sekvens - b.sekvens)
  const days: Day[] = []
  let tilstand = 'Oprettet'
  let standsFrom = sag.oprettet
  let granted = false
  let closedFrom: string | undefined
  let decidedOn: string | undefined
  for (let date = sag.oprettet; date <= end; date = dayAfter(date)) {
    const before = tilstand
    let openToday = !CLOSED.includes(tilstand)
    for (const each of inOrder) {
      const [, counts] = [each.fra, sag.oprettet].sort()
      if (counts !== date) continue
      if (CLOSED.includes(each.tilstand)) closedFrom ??= date
      else {
        closedFrom = undefined
        openToday = true
      }
      if (DECIDED.includes(each.tilstand)) decidedOn ??= date
      if (each.tilstand === 'Bevilget') granted = true
      tilstand = each.tilstand
    }
    if (tilstand !== before) standsFrom = date
    const now = closedFrom ?? date
    days.push({
      date,
      tilstand,
      standsFrom,
      counts: granted && openToday,
      open: openToday,
      closedFrom,
      decidedOn,
      sagsbehandlingstid: daysBetween(sag.oprettet, decidedOn ?? now),
      sagVarighed: daysBetween(sag.oprettet, now),
      nextMorning: {
        sagsbehandlingstid: daysBetween(sag.oprettet, decidedOn ?? closedFrom ?? dayAfter(date)),
        sagVarighed: daysBetween(sag.oprettet, closedFrom ?? dayAfter(date)),
      },
    })
  }
  return days
}

const sorted = (rows: readonly (readonly (string | number)[])[]): readonly string[] =>
  rows.map((row) => row.join(' ')).sort()

/** kommune, SagId, Sagstilstand, FraDato, TilDato, ErAktuel, Sagsbehandlingstid, SagVarighed */
export const intervalsDayByDay = (sager: readonly Sag[], end: string): readonly string[] =>
  sorted(
    sager.flatMap((sag) => {
      const days = daysOf(sag, end)
      return days
        .filter((day) => day.standsFrom === day.date)
        .map((day) => {
          const next = days.find((each) => each.date > day.date && each.standsFrom === each.date)
          const then =
            next === undefined
              ? (days.at(-1) ?? day)
              : (days.find((each) => dayAfter(each.date) === next.date)?.nextMorning ?? day)
          return [
            sag.kommune,
            sag.name,
            day.tilstand,
            day.date,
            next?.date ?? '9999-12-31',
            next === undefined ? 1 : 0,
            then.sagsbehandlingstid,
            then.sagVarighed,
          ]
        })
    }),
  )

/** DimTid, kommune, YdelseId, days, Dagmaske, Ydelsesvarighed, FraDato of the interval at month end, latest decision */
export const ydelserDayByDay = (sager: readonly Sag[], end: string): readonly string[] =>
  sorted(
    sager.flatMap((sag) => {
      const days = daysOf(sag, end)
      return sag.ydelser.flatMap(({ id, start, slut }) => {
        const counted = days.filter(
          (day) => day.counts && start <= day.date && (slut === null || day.date <= slut),
        )
        return [...new Set(counted.map((day) => lastOf(day.date)))].map((monthEnd) => {
          const inMonth = counted.filter((day) => lastOf(day.date) === monthEnd)
          return [
            monthEnd.replaceAll('-', ''),
            sag.kommune,
            id,
            inMonth.length,
            inMonth.reduce((mask, day) => mask + 2 ** (Number(day.date.slice(8)) - 1), 0),
            counted.filter((day) => day.date <= monthEnd).length,
            days.find((day) => day.date === monthEnd)?.standsFrom ?? '',
            latestType(sag, monthEnd),
          ]
        })
      })
    }),
  )

const latestType = (sag: Sag, monthEnd: string): string =>
  [...sag.afgoerelser]
    .filter(({ dag }) => dag <= monthEnd)
    .sort((a, b) => a.dag.localeCompare(b.dag) || (a.id < b.id ? -1 : 1))
    .at(-1)?.type ?? 'Ukendt'

const inMonth = (date: string | null | undefined, monthEnd: string): number =>
  date !== null && date !== undefined && lastOf(date) === monthEnd ? 1 : 0

/**
 * DimTid, kommune, SagId, Sagstilstand, Sagsbehandlingstid, SagVarighed, the three flags, FraDato of the interval at
 * month end, the latest decision's type
 */
export const sagerDayByDay = (sager: readonly Sag[], end: string): readonly string[] =>
  sorted(
    sager.flatMap((sag) => {
      const days = daysOf(sag, end)
      const months = [...new Set(days.filter((day) => day.open).map((day) => lastOf(day.date)))]
      return months.map((monthEnd) => {
        const last = days.find((day) => day.date === monthEnd)
        return [
          monthEnd.replaceAll('-', ''),
          sag.kommune,
          sag.name,
          last?.tilstand ?? '',
          last?.sagsbehandlingstid ?? '',
          last?.sagVarighed ?? '',
          inMonth(sag.oprettet, monthEnd),
          inMonth(last?.closedFrom, monthEnd),
          inMonth(last?.decidedOn, monthEnd),
          last?.standsFrom ?? '',
          latestType(sag, monthEnd),
        ]
      })
    }),
  )

/** DimTid, kommune, OpgaveId, Opgavetid, the two flags, FraDato of the case's interval at month end */
export const opgaverDayByDay = (sager: readonly Sag[], end: string): readonly string[] =>
  sorted(
    sager.flatMap((sag) => {
      const days = daysOf(sag, end)
      return sag.opgaver.flatMap(({ id, tilstand, oprettet, afsluttet }) => {
        const slut = tilstand === 'Åben' || afsluttet === null || afsluttet > end ? null : afsluttet
        const months = new Set<string>()
        for (let date = oprettet; date <= (slut ?? end); date = dayAfter(date)) months.add(lastOf(date))
        return [...months].map((monthEnd) => [
          monthEnd.replaceAll('-', ''),
          sag.kommune,
          id,
          daysBetween(oprettet, slut !== null && slut < monthEnd ? slut : monthEnd),
          inMonth(oprettet, monthEnd),
          inMonth(slut, monthEnd),
          days.find((day) => day.date === monthEnd)?.standsFrom ?? '',
        ])
      })
    }),
  )
