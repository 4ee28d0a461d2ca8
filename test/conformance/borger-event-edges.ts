// Population, events, addresses and deliveries, as questions to a random history of Borger.

import { SHIPPED_LANDE } from '../reference/arbitraries-borger.js'
import { borgerBasis } from '../reference/borger-basis.js'
import { herkomstOf } from '../reference/borger-dim.js'
import { addressOf } from '../reference/borger-geografi.js'
import { borgere } from '../reference/borger-numre.js'
import { dayOf } from '../reference/danish-day.js'
import { type Drawn, type Edge, someone } from './borger-drawn.js'

const events = ['Født', 'Død', 'Udvandret', 'Indvandret', 'Fraflyttet', 'Tilflyttet'] as const

const firstYear = ({ tables }: Drawn): Map<string, string> =>
  new Map(tables.borgere.map((row) => [row.borger, row.født]))

const months: readonly Edge[] = [
  [
    'the first month of the ten years',
    ({ tables }) => tables.folketal.some((row) => row.dimTid === 20120731),
  ],
  ['the run month', ({ tables }) => tables.folketal.some((row) => row.dimTid === 20220630)],
  [
    'somebody of an earlier status counts until then',
    ({ tables }) => {
      const gone = tables.borgere.filter((row) => !['01', '03'].includes(row.status)).map((row) => row.borger)
      return tables.folketal.some((row) => gone.includes(row.borger))
    },
  ],
  ['an age of 0', ({ tables }) => tables.folketal.some((row) => row.alder === 0)],
  ['an age above 125', ({ tables }) => tables.folketal.some((row) => row.alder === -1)],
  [
    'a residence from before birth',
    ({ tables, basis }) => {
      const born = firstYear({ tables } as Drawn)
      return basis.adresser.some((row) => row.FraDato < (born.get(row.Personnummer) ?? ''))
    },
  ],
  [
    'somebody counts who is no longer delivered',
    someone(
      ({ borger }, { tables }) =>
        borger.person.sidstHoldt !== undefined && tables.folketal.some((row) => row.borger === borger.key),
    ),
  ],
  ['a residence in Christiansø', ({ tables }) => tables.folketal.some((row) => row.bopæl === 411)],
]

const between: readonly Edge[] = [
  ...events.map(
    (name): Edge => [name, ({ tables }) => tables.bevægelser.some((row) => row.bevægelse === name)],
  ),
  [
    'the first residence on the first birthday',
    someone(({ borger, ophold }) => {
      const first = ophold[0]
      return first !== undefined && first.fra - dayOf(borger.person.Foedselsdato) === 365
    }),
  ],
  [
    'the first residence 366 days after birth',
    someone(({ borger, ophold }) => {
      const first = ophold[0]
      return first !== undefined && first.fra - dayOf(borger.person.Foedselsdato) === 366
    }),
  ],
  [
    'a first residence by someone born 29 February',
    someone(({ borger, ophold }) => borger.person.Foedselsdato.endsWith('02-29') && ophold.length > 0),
  ],
  [
    'a gap between residences',
    someone(({ ophold }) => ophold.some((stay, nth) => nth > 0 && (ophold[nth - 1]?.til ?? 0) < stay.fra)),
  ],
  [
    'adjoining residences in one kommune',
    someone(({ ophold }) =>
      ophold.some((stay, nth) => {
        const before = ophold[nth - 1]
        return before?.til === stay.fra && before.adresse.KommuneKode === stay.adresse.KommuneKode
      }),
    ),
  ],
  [
    'a residence inside another, that goes on after it',
    someone(({ ophold }) => ophold.some((stay, nth) => nth > 1 && stay.adresse === ophold[nth - 2]?.adresse)),
  ],
  ['a residence of no day', someone(({ adresser }) => adresser.some((row) => row.TilDato === row.FraDato))],
  [
    'a death without a residence before it',
    ({ tables }) => tables.bevægelser.some((row) => row.bevægelse === 'Død' && row.kommune === -1),
  ],
  [
    'a death between two residences',
    someone(
      ({ borger, ophold }) =>
        borger.person.Status === '90' &&
        ophold.some((stay) => stay.fra > dayOf(borger.person.StatusDato)) &&
        ophold.some((stay) => stay.fra <= dayOf(borger.person.StatusDato)),
    ),
  ],
  [
    'a status that begins after the run date',
    someone(
      ({ borger }) => ['80', '90'].includes(borger.person.Status) && borger.person.StatusDato > '2022-06-30',
    ),
  ],
]

const chosen = (of: Drawn): readonly (readonly { readonly nr: string; readonly trin: string }[])[] => {
  const rows = new Map<string, { nr: string; trin: string }[]>()
  for (const row of of.basis.skoledistrikter) {
    const at = addressOf(row)
    rows.set(at, [...(rows.get(at) ?? []), { nr: row.DistriktsNr, trin: row.StartTrin }])
  }
  return [...rows.values()]
}

const addresses: readonly Edge[] = [
  ['several districts of an address', (of) => chosen(of).some((rows) => rows.length > 1)],
  [
    'districts of an address under two AdresseId',
    ({ basis }) => {
      const ids = new Set(basis.skoledistrikter.map(({ AdresseId }) => AdresseId))
      return ids.has('a') && ids.has('b')
    },
  ],
  [
    'a district is a label of grades',
    ({ tables, basis }) =>
      tables.geografi.length > 0 && basis.skoledistrikter.some((row) => row.StartTrin === 'Børnehaveklasse'),
  ],
  [
    'a district that LIFA does not hold any more',
    ({ history, basis }) =>
      history.lifa
        .flatMap(({ rows }) => rows)
        .filter(({ broken }) => !broken)
        .some(
          ({ row }) =>
            !basis.skoledistrikter.some(
              (one) => one.AdresseId === row.AdresseId && one.DistriktsNr === row.DistriktsNr,
            ),
        ),
  ],
  [
    'a refused row of LIFA',
    ({ history }) => history.lifa.some(({ rows }) => rows.some(({ broken }) => broken)),
  ],
  [
    'somebody lives where there is a district',
    ({ tables }) =>
      tables.borgere.some(
        (row) =>
          row.geografi !== null &&
          tables.geografi.some(
            (one) => `${one.kommune} ${one.vej} ${one.husnr}` === row.geografi && one.klassetrin !== null,
          ),
      ),
  ],
  [
    'somebody lives where there is none',
    ({ tables }) =>
      tables.borgere.some(
        (row) =>
          row.geografi !== null &&
          tables.geografi.some(
            (one) => `${one.kommune} ${one.vej} ${one.husnr}` === row.geografi && one.klassetrin === null,
          ),
      ),
  ],
]

const deliveries: readonly Edge[] = [
  ['a person no longer delivered', ({ basis }) => basis.personer.some((row) => row.sidstHoldt !== undefined)],
  [
    'an open residence no longer delivered',
    ({ basis }) => basis.adresser.some((row) => row.sidstHoldt !== undefined && row.TilDato === null),
  ],
  [
    'a closed residence no longer delivered',
    ({ basis }) => basis.adresser.some((row) => row.sidstHoldt !== undefined && row.TilDato !== null),
  ],
  [
    'an open connection no longer delivered',
    ({ basis }) => basis.tilknytninger.some((row) => row.sidstHoldt !== undefined && row.TilDato === null),
  ],
  [
    'rows that a delta replaced',
    ({ history, basis }) =>
      history.cpr
        .flatMap(({ adresser }) => adresser)
        .some(
          ({ row, broken }) =>
            !broken &&
            !basis.adresser.some(
              (one) => one.Personnummer === row.Personnummer && one.FraDato === row.FraDato,
            ),
        ),
  ],
  [
    'a person comes back',
    ({ history }) => {
      const sent = history.cpr.map(({ type, personer }) => ({
        type,
        numre: personer.filter(({ broken }) => !broken).map(({ row }) => row.Personnummer),
      }))
      return sent.some(({ type, numre }, nth) => {
        if (type !== 'F') return false
        const gone = sent.slice(0, nth).flatMap((one) => one.numre)
        return sent
          .slice(nth + 1)
          .some((later) => later.numre.some((one) => gone.includes(one) && !numre.includes(one)))
      })
    },
  ],
  [
    'a parent who comes later than the child',
    ({ history, nummer }) => {
      const first = (letter: string): number =>
        history.cpr.findIndex(({ personer }) =>
          personer.some(({ row, broken }) => !broken && row.Personnummer === nummer(letter)),
        )
      return first('F') !== -1 && first('D') > first('F')
    },
  ],
  [
    'a delta of a parent that changes the herkomst of a child who is not sent',
    ({ history, nummer }) =>
      history.cpr.some(({ type, personer }, nth) => {
        const sent = personer.map(({ row }) => row.Personnummer)
        if (type !== 'D' || sent.includes(nummer('F'))) return false
        if (!['D', 'E', 'H', 'I', 'r'].some((letter) => sent.includes(nummer(letter)))) return false
        const kode = (until: number): number | undefined => {
          const basis = borgerBasis({ ...history, cpr: history.cpr.slice(0, until) }, SHIPPED_LANDE)
          const child = borgere(basis).find(({ key }) => key === nummer('F'))
          return child === undefined ? undefined : herkomstOf(basis)(child).kode
        }
        const [before, after] = [kode(nth), kode(nth + 1)]
        return before !== undefined && after !== undefined && before !== after
      }),
  ],
  ['rows without their person', ({ leftOut }) => leftOut > 0],
  [
    'a person refused',
    ({ history }) => history.cpr.some(({ personer }) => personer.some(({ broken }) => broken)),
  ],
  [
    'a residence refused',
    ({ history }) => history.cpr.some(({ adresser }) => adresser.some(({ broken }) => broken)),
  ],
  [
    'a delta in a month with another',
    ({ history }) => history.cpr.some(({ loebenr, type }) => loebenr === '002' && type === 'D'),
  ],
  ['several full deliveries', ({ history }) => history.cpr.filter(({ type }) => type === 'F').length > 1],
  [
    'a delta by day',
    ({ history }) => history.cpr.some(({ periode, type }) => periode.length === 10 && type === 'D'),
  ],
  ['several RefLand', ({ history }) => history.lande.length > 1],
  ['no RefLand', ({ history }) => history.lande.length === 0],
]

export const eventEdges: readonly Edge[] = [...months, ...between, ...addresses, ...deliveries]
