// Faults that a reader of the specification could make, one for each rule that an example must pin down.

import type { Fault } from './mutant.js'

export const fsiiiFaults: readonly Fault[] = [
  {
    name: 'a planned end ends an active indsats',
    file: 'fsiii-indsats',
    from: 'if (newest === undefined || !isEnded(newest)) return null',
    to: 'if (newest === undefined || (!isEnded(newest) && newest.slut === null)) return null',
  },
  {
    name: 'revoked is not an end',
    file: 'fsiii-indsats',
    from: "plan.status === 'completed' || plan.status === 'revoked'",
    to: "plan.status === 'completed'",
  },
  {
    name: 'the newest report that said so dates the end, not the first',
    file: 'fsiii-newest',
    from: 'first = version\n',
    to: 'first ??= version\n',
  },
  {
    name: 'an earlier ending, since taken back, dates the end',
    file: 'fsiii-newest',
    from: 'if (!is(version) || version.personnummer !== newest?.personnummer) break',
    to: 'if (!is(version)) continue',
  },
  {
    name: 'the report may end it before its start',
    file: 'fsiii-indsats',
    from: 'Math.max(danish(newest.start).day, danish(saidSo.reportTidspunkt).day)',
    to: 'danish(saidSo.reportTidspunkt).day',
  },
  {
    name: 'an end after the run month is shown',
    file: 'fsiii-indsats',
    from: 'said === null || said > runEnd ? null : said',
    to: 'said',
  },
  {
    name: 'an end on the last day of the run month is not shown',
    file: 'fsiii-indsats',
    from: 'said > runEnd ?',
    to: 'said >= runEnd ?',
  },
  {
    name: 'Løbetid begins at 0',
    file: 'fsiii-indsats',
    from: 'løbetid: index + 1',
    to: 'løbetid: index',
  },
  {
    name: 'VarighedDage is inclusive',
    file: 'fsiii-indsats',
    from: 'lastDay(month)) - start',
    to: 'lastDay(month)) - start + 1',
  },
  {
    name: 'entered-in-error stays',
    file: 'fsiii-indsats',
    from: "if (plan === undefined || plan.status === 'entered-in-error') continue",
    to: 'if (plan === undefined) continue',
  },
  {
    name: 'a Procedure that is not completed is delivered',
    file: 'fsiii-indsats',
    from: "if (procedure.status !== 'completed') continue",
    to: '',
  },
  {
    name: 'a date alone is midnight',
    file: 'fsiii-indsats',
    from: 'clock ?? -1',
    to: 'clock ?? 0',
  },
  {
    name: 'a delivery after the run month is shown',
    file: 'fsiii-indsats',
    from: 'if (monthOf(day) > runMonth) continue',
    to: '',
  },
  {
    name: 'Denmark has no summer time',
    file: 'danish-day',
    from: '? 2 : 1',
    to: '? 1 : 1',
  },
  {
    name: 'summer time ends on the first of October',
    file: 'danish-day',
    from: 'lastSundayAtOneUtc(year, 10)',
    to: 'Date.UTC(year, 9, 1)',
  },
]

export const historyFaults: readonly Fault[] = [
  {
    name: 'deliveries count in order of arrival',
    file: 'historise-full',
    from: '.sort((a, b) => a.extract - b.extract)',
    to: '',
  },
  {
    name: 'a quarantined key counts as absent',
    file: 'historise-full',
    from: 'row === undefined ? quarantined.has(key)',
    to: 'row === undefined ? false',
  },
  {
    name: 'an absent key stays current',
    file: 'historise-full',
    from: 'row === undefined ? quarantined.has(key)',
    to: 'row === undefined ? true',
  },
  {
    name: 'every delivery opens a new version',
    file: 'historise-full',
    from: 'if (continues) continue',
    to: 'if (continues && row === undefined) continue',
  },
  {
    name: 'NULL and the empty text are equal',
    file: 'historise-full',
    from: 'Object.is(right.get(column), value)',
    to: "Object.is(right.get(column) ?? '', value ?? '')",
  },
  {
    name: 'the extract that ended a key is said to have held it',
    file: 'historise-full',
    from: 'extract < version.til',
    to: 'extract <= version.til',
  },
  {
    name: 'lastUpdated does not order versions',
    file: 'historise-upsert',
    from: 'byNumber(updated(a), updated(b)) ||',
    to: '',
  },
  {
    name: 'lastUpdated is compared as text',
    file: 'historise-upsert',
    from: 'byNumber(updated(a), updated(b))',
    to: "((a.lastUpdated ?? '') < (b.lastUpdated ?? '') ? -1 : (a.lastUpdated ?? '') > (b.lastUpdated ?? '') ? 1 : 0)",
  },
  {
    name: 'extract time goes before the report’s time',
    file: 'historise-upsert',
    from: 'byNumber(Date.parse(a.reportTidspunkt), Date.parse(b.reportTidspunkt)) ||\n  byNumber(a.extract, b.extract)',
    to: 'byNumber(a.extract, b.extract) ||\n  byNumber(Date.parse(a.reportTidspunkt), Date.parse(b.reportTidspunkt))',
  },
  {
    name: 'a resource sent again is a new version',
    file: 'historise-upsert',
    from: 'previous === undefined || !isSameVersion(previous, row)',
    to: 'row !== undefined',
  },
  {
    name: 'the stretch of an overtaken version runs backwards',
    file: 'historise-upsert',
    from: 'Math.max(version.extract, Math.min(CURRENT, ...overtakers))',
    to: 'Math.min(CURRENT, ...overtakers)',
  },
]
