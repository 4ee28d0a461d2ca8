// Faults that a reader of FSIII's prose could make, each of which an example of delivery reports must pin down.

import type { Fault } from './mutant.js'

const inTilstand = (name: string, from: string, to: string): Fault => ({
  name,
  file: 'fsiii-tilstand',
  from,
  to,
})

const inIndsats = (name: string, from: string, to: string): Fault => ({
  name,
  file: 'fsiii-indsats',
  from,
  to,
})

const inNewest = (name: string, from: string, to: string): Fault => ({ name, file: 'fsiii-newest', from, to })

const inReading = (name: string, from: string, to: string): Fault => ({ name, file: 'fsiii-read', from, to })

const tilstandFaults: readonly Fault[] = [
  inTilstand(
    'a tilstand that is not active ended with its newest report',
    'firstOfLastRun(versions, (version) => !version.erAktiv)',
    'firstOfLastRun(versions.slice(-1), (version) => !version.erAktiv)',
  ),
  inTilstand(
    'once ended it stays ended',
    'firstOfLastRun(versions, (version) => !version.erAktiv)',
    'versions.find((version) => !version.erAktiv)',
  ),
  inTilstand(
    'it may end before it was recorded',
    'Math.max(registered, danish(saidSo.reportTidspunkt).day)',
    'danish(saidSo.reportTidspunkt).day',
  ),
  inTilstand(
    'the report’s date is that of UTC',
    'danish(saidSo.reportTidspunkt).day)',
    'danish(saidSo.reportTidspunkt.slice(0, 10)).day)',
  ),
  inTilstand('an end after the run month is shown', 'said === null || said > runEnd ? null : said', 'said'),
  inTilstand('an end on its last day is not shown', 'said > runEnd ?', 'said >= runEnd ?'),
  inTilstand('a tilstand recorded later has a row', 'if (registered > runEnd) continue', ''),
  inTilstand('one recorded on the last day has none', 'registered > runEnd', 'registered >= runEnd'),
  inTilstand(
    'entered-in-error stays',
    "if (tilstand === undefined || tilstand.status === 'entered-in-error') continue",
    'if (tilstand === undefined) continue',
  ),
  inTilstand(
    'once withdrawn it never comes back',
    "tilstand.status === 'entered-in-error') continue",
    "versions.some((one) => one.status === 'entered-in-error')) continue",
  ),
  inTilstand(
    'age is that at the run month’s end',
    'alderOf(tilstand.personnummer, registered, basis)',
    'alderOf(tilstand.personnummer, runEnd, basis)',
  ),
  inTilstand('only contacts that name the tilstand count', ' || tilstand.kontaktIds.includes(row.id)', ''),
  inTilstand('only contacts that the tilstand names count', 'row.tilstandIds.includes(tilstand.id) || ', ''),
  inTilstand(
    'contacts that any version named count',
    'tilstand.kontaktIds.includes(row.id)',
    'versions.some((version) => version.kontaktIds.includes(row.id))',
  ),
  inTilstand(
    'the date of the own view is the earlier of the two',
    'Math.max(...vurderet)',
    'Math.min(...vurderet)',
  ),
  inTilstand('C and D are not told apart', "row.vaerdi.startsWith('D')", "row.vaerdi !== ''"),
]

const observedFaults: readonly Fault[] = [
  inNewest(
    'what was observed after the run month counts',
    '.filter((row) => danish(row.tidspunkt).day <= upTo)',
    '',
  ),
  inNewest(
    'the latest is the latest reported',
    'danish(a.tidspunkt).instant - danish(b.tidspunkt).instant ||',
    '',
  ),
  inNewest(
    'only the day of the Tidspunkt counts',
    'danish(a.tidspunkt).instant - danish(b.tidspunkt).instant',
    'danish(a.tidspunkt).day - danish(b.tidspunkt).day',
  ),
  inNewest(
    'the report’s time does not decide',
    'Date.parse(a.reportTidspunkt) - Date.parse(b.reportTidspunkt) ||',
    '',
  ),
  inNewest(
    'of one report the lower Id',
    'text(a.id, b.id),\n    )\n    .at(-1)',
    'text(b.id, a.id),\n    )\n    .at(-1)',
  ),
  inNewest('contacts of type udførelse count', 'row.type === OPFØLGNING_CONTACT && ', ''),
  inNewest('contacts that have been held count', " && row.status === 'planned'", ''),
  inNewest('the first contact, not the latest', 'Math.max(...days)', 'Math.min(...days)'),
  inNewest(
    'withdrawn resources stand',
    "newest === undefined || newest.status === 'entered-in-error' ? [] : [newest]",
    'newest === undefined ? [] : [newest]',
  ),
  inNewest(
    'the version before a withdrawal stands',
    'versionLists(rows).flatMap((versions) => {',
    "versionLists(rows.filter((row) => row.status !== 'entered-in-error')).flatMap((versions) => {",
  ),
]

const whoFaults: readonly Fault[] = [
  inNewest(
    'the sender’s kommune goes before the delivery’s',
    "if (row.kommune !== '0000') return Number(row.kommune)",
    '',
  ),
  inNewest('an age before birth is shown', 'age < 0 || ', ''),
  {
    name: 'born 29 February completes a year on 28 February',
    file: 'danish-day',
    from: 'date.slice(5) < birth.slice(5)',
    to: "date.slice(5) < birth.slice(5).replace('02-29', '02-28')",
  },
]

const readingFaults: readonly Fault[] = [
  inReading('active off the problem list is active', ' && isOnProblemList(resource)', ''),
  inReading(
    'B6 is 5',
    'SVAERHEDSGRAD[codeIn(resource.severity)] ?? null',
    '{ ...SVAERHEDSGRAD, B6: 5 }[codeIn(resource.severity)] ?? null',
  ),
  inReading('no severity is 9', '[codeIn(resource.severity)] ?? null', '[codeIn(resource.severity)] ?? 9'),
  inReading(
    'UUIDs of answers are not understood',
    'SVAR[codeIn(concept)] ?? codeIn(concept)',
    'codeIn(concept)',
  ),
  inReading(
    'a follow-up is about tilstande only',
    "[...idsOf(resource.focus, 'Condition'), ...idsOf(resource.focus, 'CarePlan')]",
    "idsOf(resource.focus, 'Condition')",
  ),
  inReading(
    'a contact’s reasons are tilstande only',
    "...idsOf(resource.reasonReference, 'CarePlan'),\n",
    '\n',
  ),
  inReading(
    'the extension of a contact is not read',
    "...namedBy(resource, 'BasedOnInterventionExtension', 'CarePlan'),",
    '',
  ),
]

const linkFaults: readonly Fault[] = [
  inIndsats(
    'the linked tilstand recorded last',
    'danish(a.registreret).day - danish(b.registreret).day',
    'danish(b.registreret).day - danish(a.registreret).day',
  ),
  inIndsats(
    'the higher code of those recorded on one day',
    'text(a.tilstandKode, b.tilstandKode)',
    'text(b.tilstandKode, a.tilstandKode)',
  ),
  inIndsats('links to what never came are in the bridge', '.filter((id) => standing.has(id))', ''),
  inIndsats('plans without rows have links', '.filter((plan) => inFact.has(plan.id))', ''),
  inIndsats('a link said twice is there twice', '[...new Set(plan.tilstandIds)]', 'plan.tilstandIds'),
  inIndsats(
    'withdrawn tilstande are links',
    'new Set(newestStanding(basis.tilstande).map((tilstand) => tilstand.id))',
    'new Set(basis.tilstande.map((tilstand) => tilstand.id))',
  ),
  inIndsats(
    'age of a plan is that at the row’s month',
    'alderOf(plan.personnummer, start, basis)',
    'alderOf(plan.personnummer, lastDay(month), basis)',
  ),
]

const codeFaults: readonly Fault[] = [
  {
    name: 'codes that share a path with others are one member',
    file: 'fsiii-koder',
    from: ' || more.length > 0) continue',
    to: ') continue',
  },
  {
    name: 'a pair of any code system is a pair',
    file: 'fsiii-koder',
    from: 'judging?.pairs.get(uuid) === legacy',
    to: 'judging !== undefined',
  },
  {
    name: 'the oldest code system judges',
    file: 'fsiii-koder',
    from: '    .reverse()\n    .map(({ concept })',
    to: '    .map(({ concept })',
  },
]

export const toldFaults: readonly Fault[] = [
  ...tilstandFaults,
  ...observedFaults,
  ...whoFaults,
  ...readingFaults,
  ...linkFaults,
  ...codeFaults,
]
