import { DANISH_ZONE, fail } from '@flis/core'
import { Cron } from 'croner'
import { DateTime } from 'luxon'

/** Minute, hour, day of the month, month, weekday. */
const FIVE_FIELDS = /^\S+( \S+){4}$/

/** Times on the wall are counted as if they were UTC: a day has 24 hours there, and each time of day once. */
const onTheWall = (expression: string): Cron => new Cron(expression, { timezone: 'UTC' })

/**
 * The instant of a time on the Danish wall: of two (the hour that comes again in October) the first, of none (the hour
 * that is left out in March) as much later as the clock has been put forward.
 */
const instantOf = (wall: DateTime): DateTime => {
  const { year, month, day, hour, minute } = wall
  const instant = DateTime.fromObject({ year, month, day, hour, minute }, { zone: DANISH_ZONE })
  const hourBefore = instant.minus({ hours: 1 })
  return hourBefore.hour === instant.hour ? hourBefore : instant
}

/** Longer than a clock is ever put back or forward. */
const CHANGE_HOURS = 2

/**
 * The first time after an instant that a cron expression names, in Danish time. On days when the clock changes each time
 * of day counts once: a time that comes twice is its first, one that is left out is an hour later. Null when there is none.
 *
 * @example nextOccurrence('30 2 * * *', DateTime.fromISO('2022-03-26T12:00:00+01:00'))?.toISO() // 2022-03-27T03:30:00.000+02:00
 */
export const nextOccurrence = (expression: string, after: DateTime): DateTime | null => {
  const cron = onTheWall(expression)
  const here = after.setZone(DANISH_ZONE)
  // Shortly after the clock was put forward a time that was left out may still be to come.
  const hours = here.minus({ hours: CHANGE_HOURS }).offset === here.offset ? 0 : CHANGE_HOURS
  let wall = here.setZone('utc', { keepLocalTime: true }).minus({ hours })
  for (;;) {
    const next = cron.nextRun(wall.toJSDate())
    if (next === null) return null
    wall = DateTime.fromJSDate(next, { zone: 'utc' })
    const instant = instantOf(wall)
    if (instant > after) return instant
  }
}

/**
 * The last time that a cron expression names after one instant and up to another; null when there is none.
 *
 * @example lastOccurrence('0 3 11 * *', lastSeen, now)
 */
export const lastOccurrence = (expression: string, after: DateTime, until: DateTime): DateTime | null => {
  // The last one is looked for in ever longer stretches before the end: a short rhythm has many since a long time ago.
  for (let hours = 1; ; hours *= 8) {
    const stretch = until.minus({ hours })
    const from = stretch > after ? stretch : after
    let found: DateTime | null = null
    let next = nextOccurrence(expression, from)
    while (next !== null && next <= until) {
      found = next
      next = nextOccurrence(expression, next)
    }
    if (found !== null || from === after) return found
  }
}

/** A day from which every expression that ever fits has a next time. */
const EVER = DateTime.fromObject({ year: 2000 }, { zone: 'utc' })

const firstEver = (expression: string, wrong: (detail: string) => never): DateTime | null => {
  try {
    return nextOccurrence(expression, EVER)
  } catch (thrown) {
    // The parser throws errors of its own kind, with the reason in the text only.
    return wrong(thrown instanceof Error ? thrown.message : 'not a cron expression')
  }
}

/** A cron expression that names times: C001 for one that does not, or never any. */
export const checkOccurrences = (setting: string, expression: string): void => {
  const wrong = (detail: string): never => fail('C001', { column: setting, found: expression, detail })
  if (!FIVE_FIELDS.test(expression)) wrong('expected minute, hour, day, month and weekday')
  if (firstEver(expression, wrong) === null) wrong('no day is ever one of these')
}
