// Faults that a reader of the specification could make in the models of Dagtilbud, one for each rule that an example must
// pin down.

import type { Fault } from './mutant.js'

type Planted = readonly [name: string, from: string, to: string]

const stretches: readonly Planted[] = [
  [
    'nothing crosses midnight',
    'next !== undefined && registrering === 1 &&',
    'next !== undefined && event.day < 0 &&',
  ],
  [
    'at one instant a check-out comes by its id too',
    'if (isOut(a) !== isOut(b)) return isOut(a) - isOut(b)',
    '',
  ],
  ['a check-out comes first', 'return isOut(a) - isOut(b)', 'return isOut(b) - isOut(a)'],
  [
    'RegistreringId is ordered as a number',
    'a.known.row.RegistreringId < b.known.row.RegistreringId ? -1 : 1',
    "a.known.row.RegistreringId.localeCompare(b.known.row.RegistreringId, 'en', { numeric: true })",
  ],
  [
    'events are in the order of their texts',
    'if (a.instant !== b.instant) return a.instant - b.instant',
    'if (a.instant !== b.instant) return a.known.row.Tidspunkt < b.known.row.Tidspunkt ? -1 : 1',
  ],
  [
    'events are in the order of their minutes',
    'return a.instant - b.instant',
    'return Math.floor(a.instant / 60_000) - Math.floor(b.instant / 60_000) || (a.known.row.RegistreringId < b.known.row.RegistreringId ? -1 : 1)',
  ],
  ['not there is sick', '{\n  0: 2,', '{\n  0: 3,'],
  ['1 is 1: sick is there', '  1: 3,', '  1: 1,'],
  ['2 is sick, too', '  2: 2,', '  2: 3,'],
  ['on a trip is absent', '  4: 1,', '  4: 2,'],
  ['asleep is absent', '  5: 1,', '  5: 2,'],
  ['in an activity is absent', '  6: 1,', '  6: 2,'],
  ['placed is absent', '  7: 1,', '  7: 2,'],
  ['any event ends a night', 'next.status === CHECKED_OUT &&', ''],
  [
    'a night ends before noon',
    '(clock === NOON && /T\\d\\d:\\d\\d(:00(\\.0+)?)?(Z|[+-])/.test(known.row.Tidspunkt))',
    '(clock === NOON && known === undefined)',
  ],
  ['noon lasts a minute', 'clock < NOON ||', 'clock <= NOON ||'],
  ['a night may end past noon', 'isByNoon(next) &&', ''],
  ['sixteen hours are too long', '<= SIXTEEN_HOURS', '< SIXTEEN_HOURS'],
  [
    'a night has any length',
    '  isByNoon(next) &&\n  next.instant - event.instant <= SIXTEEN_HOURS',
    '  isByNoon(next)',
  ],
  ['seventeen hours are short', '16 * 3_600_000', '17 * 3_600_000'],
  [
    'sixteen hours are those of the clock',
    'next.instant - event.instant <= SIXTEEN_HOURS',
    '(next.day - event.day) * 1440 + (next.clock - (next.clock % 100)) * 0.6 + (next.clock % 100) - (event.clock - (event.clock % 100)) * 0.6 - (event.clock % 100) <= 960',
  ],
  [
    'an absence crosses midnight',
    'registrering === 1 && endsOvernight(event, next)',
    'endsOvernight(event, next)',
  ],
  [
    'a night is not cut',
    'return { parts: [before, after], isEnded: true }',
    'return { parts: [{ ...before, to: after.to, slut: after.slut }], isEnded: true }',
  ],
  ['the first part of a night ends at 2359', 'to: midnight, slut: 0 }', 'to: midnight, slut: 2359 }'],
  ['the second begins when the first did', '      start: 0,', '      start: event.clock,'],
  [
    'a check-out of a night ended nothing',
    'return { parts: [before, after], isEnded: true }',
    'return { parts: [before, after], isEnded: false }',
  ],
  ['any next event ends', 'if (next !== undefined && next.day === event.day)', 'if (next !== undefined)'],
  [
    'absences have no end',
    'if (next !== undefined && next.day === event.day)',
    'if (next !== undefined && next.day === event.day && registrering === 1)',
  ],
  ['check-outs end no absence', 'isRunning = isEnded', 'isRunning = isEnded && parts[0]?.registrering === 1'],
  ['no end is midnight', '[{ ...begun, to: null, slut: -1 }]', '[{ ...begun, to: null, slut: 0 }]'],
  ['stretches of no time stay', 'if (stretch.to === stretch.from) continue', ''],
  [
    'stretches of no minutes go',
    'if (stretch.to === stretch.from) continue',
    'if (stretch.to !== null && stretch.to - stretch.from < 60_000) continue',
  ],
  [
    'what lasts no time parts what it stands between',
    'if (stretch.to === stretch.from) continue\n    const before = result.at(-1)',
    'const before = result.at(-1)\n    if (stretch.to === stretch.from) { if (before !== undefined) result[result.length - 1] = { ...before, to: (before.to ?? 0) - 1 }; continue }',
  ],
  ['nothing is merged', 'if (isContinued)', 'if (isContinued && result.length < 0)'],
  ['dates are merged', 'before.day === stretch.day &&', ''],
  ['all registrations are merged', 'before.registrering === stretch.registrering &&', ''],
  ['what is apart is merged', ' &&\n      before.to === stretch.from', ''],
  ['what is apart by seconds is merged', 'before.to === stretch.from', 'before.slut === stretch.start'],
  [
    'what has no end is not merged',
    'before.to === stretch.from',
    'before.to === stretch.from && stretch.to !== null',
  ],
  ['nothing more is a finding at once', '(next !== undefined || isPast(event))', 'true'],
  ['nothing more is a finding never', '(next !== undefined || isPast(event))', 'next !== undefined'],
  ['a periode is past on the day after', '<= dimTid(runEnd)', '< dimTid(runEnd)'],
  ['whatever comes next waits for the periode', '(next !== undefined || isPast(event))', 'isPast(event)'],
  ['absences lack a check-out', 'if (isPresence && !isEnded', 'if (!isEnded'],
  [
    'a second check-out is nothing',
    'if (!isRunning) uden.push(event)',
    'if (!isRunning && nth === 0) uden.push(event)',
  ],
  ['after a check-out something runs on', 'isRunning = false\n      continue', 'continue'],
  ['check-outs of nobody are nothing', 'if (!isRunning) uden.push(event)', ''],
  ['what comes later makes rows', 'if (event.day > runEnd) break', ''],
  [
    'what comes later ends nothing',
    'const next = events[nth + 1]',
    'const next = events.filter(({ day }) => day <= runEnd)[nth + 1]',
  ],
  ['a night shows both parts', '.filter(({ day }) => day <= runEnd), manglende', ', manglende'],
  ['institutions are one', 'BarnUuid, InstitutionSTIL])', 'BarnUuid])'],
  ['children are one', 'BarnUuid, InstitutionSTIL])', 'InstitutionSTIL])'],
  ['kommuner are one', '[known.kommune, known.kildesystem, BarnUuid', '[BarnUuid'],
  ['minutes are rounded', 'Math.floor((to - from) / 60_000)', 'Math.round((to - from) / 60_000)'],
  [
    'minutes are those of the clock',
    'Math.floor((to - from) / 60_000)',
    '(slut === 0 ? 1440 : Math.floor(slut / 100) * 60 + (slut % 100)) - Math.floor(start / 100) * 60 - (start % 100)',
  ],
  [
    'a child is itself in any kommune',
    'isOf(one, scope) && one.row.BarnUuid',
    'isOf(one, { ...scope, kommune: one.kommune }) && one.row.BarnUuid',
  ],
  ['whom CPR does not know is somebody', 'borger: isKnown ? personnummer : null', 'borger: personnummer'],
  [
    'whom CPR does not know has no weight',
    'weightOn(basis, first.kommune, personnummer, day)',
    'weightOn(basis, first.kommune, isKnown ? personnummer : null, day)',
  ],
  ['weights of any kommune', 'one.kommune === kommune && one.row.Personnummer', 'one.row.Personnummer'],
  ['the lowest weight', '.sort()\n    .at(-1) ?? null', '.sort()\n    .at(0) ?? null'],
  ['weights at any time', ' && isEnrolled(one, day))', ')'],
  [
    'weights at the run’s end',
    'weightOn(basis, first.kommune, personnummer, day)',
    'weightOn(basis, first.kommune, personnummer, runEnd)',
  ],
  [
    'weights of presences only',
    'fuldtidsbørn: weightOn(',
    'fuldtidsbørn: registrering !== 1 ? null : weightOn(',
  ],
]

const time: readonly Planted[] = [
  ['Denmark has one time', 'instant < lastSundayAtOneUtc(year, 10) ? 2 : 1', 'instant < 0 ? 2 : 1'],
  [
    'the clock changes at midnight',
    'return last - weekday * MS_PER_DAY + MS_PER_HOUR',
    'return last - weekday * MS_PER_DAY - MS_PER_HOUR',
  ],
]

const hours: readonly Planted[] = [
  [
    'hours are rounded',
    "Number(whole) * 100 + Number(part.padEnd(2, '0'))",
    'Math.round(Number(timer)) * 100',
  ],
  ['36 is full', 'enrolled > 3600', 'enrolled >= 3600'],
  ['25 is half', 'enrolled >= 2500', 'enrolled > 2500'],
  ['hours are whole', "Number(whole) * 100 + Number(part.padEnd(2, '0'))", 'Number(whole) * 100'],
  ['none is half', 'if (enrolled === 0) return null', ''],
  ['full is three quarters', "return '1.00'", "return '0.75'"],
]

const facts: readonly Planted[] = [
  ['SlutDato is exclusive', 'day <= dayOf(slut))', 'day < dayOf(slut))'],
  ['StartDato is not yet a day', 'dayOf(row.StartDato) <= day', 'dayOf(row.StartDato) < day'],
  ['any day of the month counts', '.filter((day) => isEnrolled(indskrivning, day))', ''],
  ['the age is that at the start', 'alderOn(født, day)', 'alderOn(født, dayOf(row.StartDato))'],
  ['months after the run month', 'lastDay(runMonth))\n      .map', 'lastDay(runMonth) + 40)\n      .map'],
  ['whom CPR does not know is somebody', 'født === undefined ? null : row.Personnummer', 'row.Personnummer'],
  ['an institution’s newest version', '?? versions[0]', '?? versions.at(-1)'],
  ['else none', ' ?? versions[0]', ''],
  [
    'always the earliest',
    'versions.find(({ fra, til }) => dayOf(fra) <= day && (til === null || day <= dayOf(til))) ??',
    '',
  ],
  ['versions have no end', ' && (til === null || day <= dayOf(til))) ??', ') ??'],
  [
    'institutions are those of the kommune',
    'one.row.InstitutionsNr === row.InstitutionsNr)',
    'one.row.InstitutionsNr === row.InstitutionsNr && one.row.AdmKommuneKode === kommune)',
  ],
  ['an overlap of other children', ' &&\n            other.row.Personnummer === one.row.Personnummer', ''],
  ['an overlap of kommuner', ' &&\n            other.kommune === one.kommune', ''],
  [
    'a day in common is none',
    'Math.max(firstOfA, firstOfB) <= Math.min',
    'Math.max(firstOfA, firstOfB) < Math.min',
  ],
  [
    'the last day is what the row says',
    '  slut === null ? OPEN : dayOf(slut),',
    '  row.SlutDato === null ? OPEN : dayOf(row.SlutDato),',
  ],
]

const institutions: readonly Planted[] = [
  ['a version is valid from its extract', '}-01` : periode)', '}-28` : periode)'],
  ['what is gone ended with the month that lacks it', '}-01`) - 1)', '}-01`) + 27)'],
  [
    'a daily periode is a month',
    ': dateOf(dayOf(periode) - 1)',
    ": dateOf(dayOf(periode.slice(0, 8) + '01') - 1)",
  ],
  [
    'a daily version is valid from the month’s first',
    '-01` : periode)',
    "-01` : periode.slice(0, 8) + '01')",
  ],
  ['what is gone ended on the day that lacks it', 'dateOf(dayOf(periode) - 1)', 'periode'],
  ['the later end counts', 'return a < b ? a : b', 'return a < b ? b : a'],
  ['an open end is the earlier', 'return a ?? b', 'return null'],
  ['institutions never end', 'til: isGone ? endedBefore(periodeOf(til)) : null', 'til: null'],
]

const bases: readonly Planted[] = [
  ['kommuner share ids', '(one) => name(one) ===', "(one) => one.kommune > '' || name(one) ==="],
  ['what is gone goes on', 'endedBy === null\n', 'endedBy !== -1\n'],
  [
    'what is gone ends by its absence alone',
    'earlier(content.SlutDato, endedBefore(',
    'earlier(null, endedBefore(',
  ],
]

const appends: readonly Planted[] = [
  [
    'arrival decides',
    'a.extract !== b.extract ? a.extract - b.extract : a.leverance < b.leverance ? -1 : 1',
    '0 * (a.extract - b.extract)',
  ],
  [
    'the first content stays',
    'if (before !== undefined && told(before.content) === told(content)) continue',
    'if (before !== undefined) continue',
  ],
  [
    'of two contents the first',
    '.filter((row) => !firsts.some((other) => other.key === row.key && other.linje !== row.linje))',
    '.filter((row) => !firsts.some((other) => other.key === row.key && other.linje < row.linje))',
  ],
  ['broken rows count', '.filter((row) => !row.broken)', ''],
]

const inFile =
  (file: string) =>
  ([name, from, to]: Planted): Fault => ({ name, file, from, to })

export const dagtilbudFaults: readonly Fault[] = [
  ...stretches.map(inFile('dagtilbud-komme-gaa')),
  ...time.map(inFile('danish-day')),
  ...hours.map(inFile('dagtilbud-timer')),
  ...facts.map(inFile('dagtilbud-fact-dagtilbud')),
  ...institutions.map(inFile('dagtilbud-institutioner')),
  ...bases.map(inFile('dagtilbud-basis')),
  ...appends.map(inFile('historise-append')),
]
