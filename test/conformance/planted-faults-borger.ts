// Faults that a reader of the specification could make in the models of Borger, one for each rule that an example must
// pin down.

import type { Fault } from './mutant.js'

type Planted = readonly [name: string, from: string, to: string]

const numre: readonly Planted[] = [
  ['replacement numbers begin with day 60', '>= 61', '>= 79'],
  ['annulled persons are somebody', "Status === '30' || ", ''],
  ['deleted double numbers are somebody', " || Status === '50'", ''],
  [
    'of a loop the number given up first',
    'one.StatusDato > best.StatusDato',
    'one.StatusDato < best.StatusDato',
  ],
  [
    'of a loop of one day the lowest number',
    'one.Personnummer > best.Personnummer',
    'one.Personnummer < best.Personnummer',
  ],
  [
    'a number of any status is followed',
    "if (here.Status !== '60') return here",
    "if (here.GaeldendePersonnummer === null && here.Status !== '60') return here",
  ],
  ['a loop takes in what leads into it', 'ofLoop(walked.slice(seen))', 'ofLoop(walked)'],
  [
    'a chain that ends in an unknown number is nobody',
    'if (next === undefined) return here',
    'if (next === undefined) return null',
  ],
  ['a chain is followed one step', '    at = next\n', '    return isNobody(next) ? null : next\n'],
  [
    'replacement numbers are nobody special',
    'if (!isReplacement(nummer)) return',
    'if (nummer.length > 0) return',
  ],
  [
    'only residences tell a replacement number’s kommuner',
    '[...adresser, ...tilknytninger]',
    '[...adresser]',
  ],
  [
    'a replacement number without a kommune is nobody',
    "(kommuner.length === 0 ? ['0000'] : kommuner)",
    'kommuner',
  ],
  [
    'older numbers’ rows are not the citizen’s',
    'nummerkommune: null, numre: own',
    'nummerkommune: null, numre: [nummer]',
  ],
  [
    'a replacement number has the residences of all kommuner',
    '(nummerkommune === null || row.KommuneKode === nummerkommune)',
    'row.Personnummer.length > 0',
  ],
]

const herkomst: readonly Planted[] = [
  ['empty is abroad', "['', '0000', '5001']", "['0000', '5001']"],
  ['0000 is abroad', "['', '0000', '5001']", "['', '5001']"],
  ['5001 is abroad', "['', '0000', '5001']", "['', '0000']"],
  ['5102 is unknown', "['', '0000', '5001']", "['', '0000', '5001', '5102']"],
  ['5103 is unknown', "['', '0000', '5001']", "['', '0000', '5001', '5103']"],
  [
    'RefLand does not make Denmark',
    "land.RegnesSomDanmark === '1'",
    "land.RegnesSomDanmark === '1' && kode === '5100'",
  ],
  [
    'parents are not followed through changed numbers',
    'nummer === null ? null : endOfChain(personer, nummer)',
    'nummer === null ? null : (personer.get(nummer) ?? null)',
  ],
  ['a parent of whom anything is known is known', '.every((kode)', '.some((kode)'],
  ['a parent is known whatever the row says', 'return isKnown ? person : null', 'return person'],
  [
    'DK is either',
    "landOf(person.FoedelandKode, lande) === 'Danmark' && ",
    "landOf(person.FoedelandKode, lande) === 'Danmark' || ",
  ],
  [
    'all known parents must be DK',
    'known.some((parent) => isDK(parent, lande))',
    'known.length > 0 && known.every((parent) => isDK(parent, lande))',
  ],
  [
    'an immigrant must have two known parents',
    "known.length > 0 && born === 'udland'",
    "known.length > 1 && born === 'udland' && citizen !== 'Danmark'",
  ],
  [
    'born here of foreign parents with Danish citizenship is Danish',
    "known.length > 0 && born === 'Danmark') return 3",
    "known.length > 0 && born === 'Danmark') return citizen === 'Danmark' ? 1 : 3",
  ],
  [
    'born abroad with Danish citizenship and no parents is Danish',
    "known.length === 0 && born === 'udland') return 2",
    "known.length === 0 && born === 'udland') return citizen === 'Danmark' ? 1 : 2",
  ],
  [
    'born here with foreign citizenship and no parents is Danish',
    "citizen === 'udland') return 3",
    "citizen === 'udland') return 1",
  ],
  [
    'born here with Danish citizenship and no parents is unknown',
    "citizen === 'Danmark') return 1",
    "citizen === 'Danmark') return 9",
  ],
  [
    'Danish origin has the own birth country',
    "if (kode === 1) return '5100'",
    'if (kode === 1) return own.FoedelandKode',
  ],
  [
    'unknown origin has the own country',
    'if (kode === 9) return null',
    'if (kode === 9) return own.FoedelandKode',
  ],
  ['the father’s country goes first', 'const parent = mor ?? far', 'const parent = far ?? mor'],
  [
    'a descendant’s country is the own birth country',
    'kode === 2 ? own.FoedelandKode : own.StatsborgerskabKode',
    'own.FoedelandKode',
  ],
  [
    'an immigrant’s country is the own citizenship',
    'kode === 2 ? own.FoedelandKode : own.StatsborgerskabKode',
    'own.StatsborgerskabKode',
  ],
  [
    'a parent born in Denmark gives Denmark',
    "landOf(parent.FoedelandKode, lande) === 'Danmark' ? parent.StatsborgerskabKode : parent.FoedelandKode",
    'parent.FoedelandKode',
  ],
  [
    'a parent gives its citizenship',
    "landOf(parent.FoedelandKode, lande) === 'Danmark' ? parent.StatsborgerskabKode : parent.FoedelandKode",
    'parent.StatsborgerskabKode',
  ],
  ['a country that RefLand lacks is not western', 'land === undefined ? null', 'land === undefined ? 0'],
]

const bopael: readonly Planted[] = [
  [
    'an open residence runs on though it is no longer delivered',
    'row.sidstHoldt === undefined ? Number.POSITIVE_INFINITY : dayOf(row.sidstHoldt) + 1',
    'Number.POSITIVE_INFINITY',
  ],
  [
    'a residence that is no longer delivered ends with its month though it has an end',
    'if (row.TilDato !== null) return dayOf(row.TilDato)\n  return row.sidstHoldt',
    'if (row.TilDato !== null && row.sidstHoldt === undefined) return dayOf(row.TilDato)\n  return row.sidstHoldt',
  ],
  ['TilDato is inclusive', 'day < endOf(row)', 'day <= endOf(row)'],
  ['a residence begins the day after', 'dayOf(row.FraDato) <= day', 'dayOf(row.FraDato) < day'],
  ['the residence that began first counts', 'return a.FraDato > b.FraDato', 'return a.FraDato < b.FraDato'],
  ['an older number’s residence goes first', 'return isOwn(a)\n', 'return isOwn(b)\n'],
  ['what is no longer held goes first', 'return isHeld(a)\n', 'return isHeld(b)\n'],
  ['the earlier extract’s residence goes first', ': one > other', ': one < other'],
]

const geografi: readonly Planted[] = [
  ['house numbers stay as they are written', 'parts === null ? written', 'written.length > 0 ? written'],
  ['letters stay small', 'text.trim().toUpperCase()', 'text.trim()'],
  ['the letter is not in the key', "parts[2] ?? ''", "''"],
  ['Børnehaveklasse is the first grade', "'Børnehaveklasse') return 0", "'Børnehaveklasse') return 1"],
  [
    'klassetrin is the difference',
    '(klassetrin(row.StartTrin) ?? 0) + 1',
    '(klassetrin(row.StartTrin) ?? 0)',
  ],
  ['the fewest grades', 'return antal(a) > antal(b)', 'return antal(a) < antal(b)'],
  ['of equal ones the highest first grade', 'return start(a) < start(b)', 'return start(a) > start(b)'],
  [
    'numbers are compared as numbers',
    'return a.DistriktsNr < b.DistriktsNr',
    'return Number(a.DistriktsNr) < Number(b.DistriktsNr)',
  ],
  ['only LIFA’s addresses', '...chosen.keys(), ...adresser.map(addressOf)', '...chosen.keys()'],
  [
    'only addresses where somebody lives',
    '...chosen.keys(), ...adresser.map(addressOf)',
    '...adresser.map(addressOf)',
  ],
]

const dim: readonly Planted[] = [
  ['status 03 lives nowhere', "Status === '01' || Status === '03'", "Status === '01'"],
  ['everybody has a residence', 'isResident(person) && isHeld', 'isHeld'],
  ['who is no longer delivered has a residence', 'isResident(person) && isHeld', 'isResident(person)'],
  ['of several kommuner the first that began', '.at(-1)\n', '.at(0)\n'],
  ['of several kommuner the highest code', 'Math.min(...codes)', 'Math.max(...codes)'],
  ['a kommune that acts pays too', 'row.Rolle === rolle && ', ''],
  ['protection ends the day after', 'day < dayOf(BeskyttelseTil)', 'day <= dayOf(BeskyttelseTil)'],
  ['protection begins the day after', 'dayOf(BeskyttelseFra) <= day', 'dayOf(BeskyttelseFra) < day'],
  ['open protection is none', 'BeskyttelseTil === null ||', 'BeskyttelseTil !== null &&'],
  [
    'the mother counts twice',
    'far: knownParent(person.FarPersonnummer',
    'far: knownParent(person.MorPersonnummer',
  ],
]

const folketal: readonly Planted[] = [
  ['the run month and 120 before', 'const MONTHS = 120', 'const MONTHS = 121'],
  [
    'the run month is not in it',
    'const month = last - (MONTHS - 1) + nth',
    'const month = last - MONTHS + nth',
  ],
  [
    'who is no longer delivered counts on',
    'if (person.sidstHoldt !== undefined && day > dayOf(person.sidstHoldt)) return false',
    '',
  ],
  ['people count before birth', 'if (day < dayOf(person.Foedselsdato)) return false', ''],
  ['the dead count on StatusDato', 'day < dayOf(person.StatusDato)', 'day <= dayOf(person.StatusDato)'],
  ['the dead never count', 'isResident(person) || day < dayOf(person.StatusDato)', 'isResident(person)'],
  ['the dead count for ever', 'isResident(person) || day < dayOf(person.StatusDato)', 'true'],
  [
    'StatusDato limits everybody',
    'isResident(person) || day < dayOf(person.StatusDato)',
    '(isResident(person) && day >= dayOf(person.StatusDato)) || (!isResident(person) && day < dayOf(person.StatusDato))',
  ],
  ['the first of the month counts', 'const day = lastDay(month)', "const day = dayOf(month + '-01')"],
  ['an age above 125 is told', 'age <= 125 ? age : -1', 'age'],
]

const bevaegelser: readonly Planted[] = [
  ['29 February’s first birthday is 28 February', '-03-01`', '-02-28`'],
  ['the first birthday is a year and a day', 'stay.fra <= firstBirthday', 'stay.fra - 1 <= firstBirthday'],
  ['the first birthday is not within a year', 'stay.fra <= firstBirthday', 'stay.fra < firstBirthday'],
  ['a birth is told on the first residence’s day', "event(birth, 'Født'", "event(stay.fra, 'Født'"],
  ['a first residence is no immigration', "else event(stay.fra, 'Indvandret', kommuneOf(stay))", ''],
  [
    'a gap is no immigration',
    "before.til < stay.fra) {\n        event(stay.fra, 'Indvandret', kommuneOf(stay))",
    'before.til < stay.fra) {',
  ],
  ['a move after a gap is a move', 'before.til < stay.fra', 'before.til + 1 < stay.fra'],
  ['moves within a kommune are told', 'kommuneOf(before) !== kommuneOf(stay)', 'before !== stay'],
  [
    'Fraflyttet is told of the new kommune',
    "'Fraflyttet', kommuneOf(before), kommuneOf(stay)",
    "'Fraflyttet', kommuneOf(stay), kommuneOf(before)",
  ],
  [
    'Tilflyttet has no counterpart',
    "'Tilflyttet', kommuneOf(stay), kommuneOf(before)",
    "'Tilflyttet', kommuneOf(stay)",
  ],
  ['the dead of status 80', "Status === '90' ? 'Død'", "Status === '80' ? 'Død'"],
  [
    'who disappeared has emigrated',
    "person.Status === '80' ? 'Udvandret' : null",
    "['70', '80'].includes(person.Status) ? 'Udvandret' : null",
  ],
  ['a death has the kommune of the first residence', '.at(-1)\n', '.at(0)\n'],
  ['events before the ten years are told', 'day < first || ', ''],
  ['events after the run month are told', 'if (day < first || day > last) return', 'if (day < first) return'],
  ['residences after the run month tell of a birth', '.filter((stay) => stay.fra <= last)', ''],
  ['nobody dies without a residence', 'if (leaves !== null) {', 'if (leaves !== null && stays.length > 0) {'],
]

const basis: readonly Planted[] = [
  ['a gone row is measured to the year’s last day', 'digits.slice(4, 6)', "'12'"],
  ['a delta is a full delivery', 'type: one.type,', "type: 'F',"],
  ['a full delivery is a delta', 'type: one.type,', "type: 'D',"],
  ['LIFA’s rows stay', '.filter(({ endedBy }) => endedBy === null)', ''],
  ['a refused row of LIFA is withdrawn', 'broken ? [key(row)] : []', '[]'],
  [
    'a delivered RefLand is not heeded',
    'if (lande.length === 0) return shipped',
    'if (lande.length >= 0) return shipped',
  ],
]

const inFile = (file: string, faults: readonly Planted[]): Fault[] =>
  faults.map(([name, from, to]) => ({ name, file, from, to }))

export const borgerFaults: readonly Fault[] = [
  ...inFile('borger-numre', numre),
  ...inFile('borger-herkomst', herkomst),
  ...inFile('borger-bopael', bopael),
  ...inFile('borger-geografi', geografi),
  ...inFile('borger-dim', dim),
  ...inFile('borger-folketal', folketal),
  ...inFile('borger-bevaegelser', bevaegelser),
  ...inFile('borger-basis', basis),
]
