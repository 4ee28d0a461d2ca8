// Numbers, herkomst and what stands at the run date, as questions to a random history of Borger.

import { covers } from '../reference/borger-bopael.js'
import { isReplacement } from '../reference/borger-numre.js'
import type { Person } from '../reference/borger-rows.js'
import { dayOf, lastDay } from '../reference/danish-day.js'
import { type Drawn, type DrawnBorger, EDGE_MONTH, type Edge, someone } from './borger-drawn.js'

const END = lastDay(EDGE_MONTH)

const of60 = ({ personer }: Drawn): Person[] => [...personer.values()].filter(({ Status }) => Status === '60')

const next = ({ personer }: Drawn, person: Person): Person | undefined =>
  person.GaeldendePersonnummer === null ? undefined : personer.get(person.GaeldendePersonnummer)

const hasLength = (of: Drawn, least: number): boolean =>
  of60(of).some((first) => {
    const seen: Person[] = []
    for (
      let at: Person | undefined = first;
      at !== undefined;
      at = at.Status === '60' ? next(of, at) : undefined
    ) {
      if (seen.includes(at)) return false
      seen.push(at)
    }
    return seen.length >= least && seen.at(-1)?.Status !== '60'
  })

const isLoop = (of: Drawn): boolean =>
  of60(of).some((one) => {
    const other = next(of, one)
    return other?.Status === '60' && next(of, other)?.Personnummer === one.Personnummer
  })

const numbers: readonly Edge[] = [
  ['a number has changed', (of) => hasLength(of, 2)],
  ['a number has changed twice', (of) => hasLength(of, 3)],
  ['two numbers name each other', isLoop],
  [
    'two numbers that name each other were given up on one day',
    (of) => isLoop(of) && new Set(of60(of).map(({ StatusDato }) => StatusDato)).size === 1,
  ],
  ['a chain leads into a loop', (of) => isLoop(of) && of60(of).length > 2],
  [
    'of a loop the number given up last is not the highest',
    someone(
      ({ borger }, of) =>
        isLoop(of) &&
        borger.person.Status === '60' &&
        borger.numre.some((one) => one > borger.person.Personnummer),
    ),
  ],
  ['a chain ends in an unknown number', (of) => of60(of).some((one) => next(of, one) === undefined)],
  [
    'a chain ends in an annulled or deleted number',
    (of) => of60(of).some((one) => ['30', '50'].includes(next(of, one)?.Status ?? '')),
  ],
  [
    'a deleted number names another',
    (of) => [...of.personer.values()].some((one) => one.Status === '50' && next(of, one) !== undefined),
  ],
  [
    'a citizen has the residences of an older number',
    someone(({ adresser, borger }) =>
      adresser.some((row) => row.Personnummer !== borger.person.Personnummer),
    ),
  ],
  [
    'a replacement number in two kommuner',
    (of) => of.borgere.filter(({ borger }) => borger.nummerkommune !== null).length > 1,
  ],
  ['a replacement number without a kommune', someone(({ borger }) => borger.nummerkommune === '0000')],
  [
    'a replacement number has become an ordinary one',
    someone(({ borger }) => borger.nummerkommune === null && borger.numre.some(isReplacement)),
  ],
]

const rules: readonly Edge[] = [1, 2, 3, 4, 5, 6, 7].map((nr) => [
  `rule ${nr} of herkomst`,
  someone(({ rule }) => rule === nr),
])

const parentBy =
  (is: (row: Person, of: Drawn) => boolean) =>
  (of: Drawn): boolean =>
    of.borgere.some(({ borger, mor, far }) =>
      [[borger.person.MorPersonnummer, mor] as const, [borger.person.FarPersonnummer, far] as const].some(
        ([nummer, known]) => {
          const row = nummer === null ? undefined : of.personer.get(nummer)
          return known !== null && row !== undefined && is(row, of)
        },
      ),
    )

const origin: readonly Edge[] = [
  ['a known parent by an older number', parentBy(({ Status }) => Status === '60')],
  ['a known parent who is dead or gone', parentBy(({ Status }) => ['80', '90'].includes(Status))],
  ['a known parent who is no longer delivered', parentBy(({ sidstHoldt }) => sidstHoldt !== undefined)],
  ['a known parent by a replacement number', parentBy(({ Personnummer }) => isReplacement(Personnummer))],
  [
    'a parent who is given but not known',
    someone(({ borger, mor }) => borger.person.MorPersonnummer !== null && mor === null),
  ],
  ['only the father is known', someone(({ mor, far, rule }) => mor === null && far !== null && rule < 4)],
  [
    'both are known and neither is DK',
    someone(({ mor, far, rule }) => mor !== null && far !== null && rule !== 1),
  ],
  [
    'rule 1 though the own birth country is unknown',
    someone(({ rule, borger }) => rule === 1 && borger.person.FoedelandKode === null),
  ],
  [
    'the country of origin is a parent’s citizenship',
    someone(({ mor, far, rule, row }) => {
      const parent = mor ?? far
      return (rule === 2 || rule === 3) && parent?.FoedelandKode === '5100' && row.oprindelsesland !== '5100'
    }),
  ],
  [
    'the mother’s country goes before the father’s',
    someone(
      ({ mor, far, rule }) =>
        (rule === 2 || rule === 3) && mor !== null && far !== null && mor.FoedelandKode !== far.FoedelandKode,
    ),
  ],
  ['a country counts as Denmark', (of) => of.basis.lande.some((land) => land.RegnesSomDanmark === '1')],
  [
    'a country that RefLand lacks',
    someone(({ row }) => row.oprindelsesland !== null && row.erVestlig === null),
  ],
  [
    'somebody western, somebody not',
    (of) => [0, 1].every((each) => of.borgere.some(({ row }) => row.erVestlig === each)),
  ],
  [
    'a parent comes in a delivery without the child',
    ({ history, nummer }) =>
      history.cpr.some(
        ({ type, personer }) =>
          type === 'D' &&
          personer.some(({ row }) => row.Personnummer === nummer('D')) &&
          !personer.some(({ row }) => row.Personnummer === nummer('F')),
      ),
  ],
]

const livesHere = (is: (one: DrawnBorger) => boolean): Edge[1] =>
  someone((one) => one.row.bopæl !== -1 && is(one))

const atRunDate: readonly Edge[] = [
  [
    'a residence begins on the run date',
    livesHere(({ adresser }) => adresser.some((row) => dayOf(row.FraDato) === END)),
  ],
  [
    'a residence ends the day after the run date',
    livesHere(({ adresser }) =>
      adresser.some((row) => row.TilDato !== null && dayOf(row.TilDato) === END + 1),
    ),
  ],
  [
    'a residence ends on the run date',
    someone(({ adresser }) => adresser.some((row) => row.TilDato !== null && dayOf(row.TilDato) === END)),
  ],
  [
    'a residence begins after the run date',
    someone(({ adresser }) => adresser.some((row) => dayOf(row.FraDato) > END)),
  ],
  [
    'two residences on the run date',
    livesHere(({ adresser }) => adresser.filter((row) => covers(row, END)).length > 1),
  ],
  [
    'two residences of one citizen begin on one day',
    livesHere(({ adresser }) => {
      const standing = adresser.filter((row) => covers(row, END))
      return new Set(standing.map((row) => row.FraDato)).size < standing.length
    }),
  ],
  [
    'two residences of older numbers begin on one day, and one of them is no longer delivered',
    someone(({ adresser, borger }) => {
      const older = adresser.filter((row) => row.Personnummer !== borger.person.Personnummer)
      return older.some((row) =>
        older.some((one) => one !== row && one.FraDato === row.FraDato && one.sidstHoldt !== row.sidstHoldt),
      )
    }),
  ],
  [
    'somebody who does not live here has an open residence',
    someone(({ row, adresser }) => row.bopæl === -1 && adresser.some((one) => covers(one, END))),
  ],
  ['status 03 lives here', livesHere(({ row }) => row.status === '03')],
  ['somebody is protected', someone(({ row }) => row.erBeskyttet === 1)],
  [
    'protection that has ended',
    someone(({ row, borger }) => row.erBeskyttet === 0 && borger.person.BeskyttelseTil !== null),
  ],
  [
    'protection to come',
    someone(
      ({ borger }) => borger.person.BeskyttelseFra !== null && dayOf(borger.person.BeskyttelseFra) > END,
    ),
  ],
  [
    'two kommuner pay',
    someone(
      ({ forhold }) => forhold.filter((row) => row.Rolle === 'betaling' && covers(row, END)).length > 1,
    ),
  ],
  ['a kommune acts', someone(({ row }) => row.handle !== -1)],
  [
    'a kommune that pays no longer',
    someone(({ row, forhold }) => row.betaling === -1 && forhold.some((one) => one.Rolle === 'betaling')),
  ],
]

export const personEdges: readonly Edge[] = [...numbers, ...rules, ...origin, ...atRunDate]
