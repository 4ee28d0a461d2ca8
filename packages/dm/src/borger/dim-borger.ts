import { column, dimension, follow, lookup, type Sql, sql, text } from '@flis/core'
import { DimKommune } from '../dimensions/dim-kommune.js'
import {
  childrenOf,
  citizensOf,
  followDimGeografi,
  followNummerskift,
  olderNumbersOf,
  personensEnhed,
  turned,
} from './borger-recompute.js'
import { aeldreNumre, borgere } from './borgere.js'
import { BorgerPerson } from './contracts/borger-person.js'
import { DimGeografi } from './dim-geografi.js'
import { newestPerson } from './newest-person.js'
import { erstatningsnummer, kommunerAf, nummerNoegle, UDEN_KOMMUNE } from './rules/erstatningsnummer.js'

const citizens = dimension('DimBorger', {
  natural: ['Personnummer', '_nummerkommune'],
  columns: {
    Personnummer: column('VARCHAR', 'Borgerens gældende personnummer.', { data: 'CPR' }),
    Navn: column('VARCHAR', 'Borgerens navn.', { data: 'kontakt' }),
    Fødselsdato: column('DATE', 'Dagen, borgeren er født.', { data: 'kontakt' }),
    Køn: column('VARCHAR', 'M eller K.', { data: 'kontakt' }),
    Status: column('VARCHAR', 'Borgerens status i CPR; 01 og 03 bor i landet.', { data: 'kontakt' }),
    StatusTekst: column('VARCHAR', 'Hvad status betyder.', { data: 'kontakt' }),
    FødelandKode: column('VARCHAR', 'Myndighedskode for fødelandet.', { data: 'følsomme' }),
    StatsborgerskabKode: column('VARCHAR', 'Myndighedskode for statsborgerskabet.', { data: 'følsomme' }),
    HerkomstKode: column('INTEGER', '1, 2, 3 eller 9 efter Danmarks Statistiks definition.', {
      data: 'følsomme',
    }),
    Herkomst: column('VARCHAR', 'Dansk oprindelse, Indvandrer, Efterkommer eller Uoplyst.', {
      data: 'følsomme',
    }),
    OprindelseslandKode: column('VARCHAR', 'Myndighedskode for oprindelseslandet; tom = uoplyst.', {
      data: 'følsomme',
    }),
    ErVestlig: column('INTEGER', '1, hvis oprindelseslandet er vestligt, ellers 0; tom = uoplyst.', {
      data: 'følsomme',
    }),
    Civilstand: column('VARCHAR', 'U, G, F, E, P, O, L eller D.', { data: 'familie' }),
    ÆgtefællePersonnummer: column('VARCHAR', 'Ægtefællens eller partnerens personnummer.', { data: 'CPR' }),
    MorPersonnummer: column('VARCHAR', 'Moderens personnummer.', { data: 'CPR' }),
    FarPersonnummer: column('VARCHAR', 'Faderens personnummer.', { data: 'CPR' }),
    ErBeskyttet: column('INTEGER', '1, hvis navn og adresse er beskyttet ved kørslen, ellers 0.', {
      data: 'følsomme',
    }),
    DimKommuneBopæl: DimKommune.key,
    DimGeografiBopæl: DimGeografi.key,
    DimKommuneBetaling: DimKommune.key,
    DimKommuneHandle: DimKommune.key,
  },
  rowsFrom: [BorgerPerson],
  recompute: {
    by: 'unit',
    turns: turned,
    follows: [followNummerskift, followDimGeografi],
    neighbours: (changed) => sql`${citizensOf(changed)} union all ${childrenOf(changed)}`,
  },
  rules: [
    'gaeldendeNummer',
    'erstatningsnummer',
    'statusTekst',
    'herkomst',
    'oprindelsesland',
    'erVestlig',
    'erBeskyttet',
    'bopaelPaa',
    'tilknytningPaa',
  ],
  description: 'Borgere: én række pr. person, uanset hvor mange numre personen har haft',
  sql: borgere,
})

/**
 * One row for each number that a fact can refer to, older numbers and those that make no citizen (30, 50: −1) included;
 * of a replacement number one for each kommune that it is known in. Inside the warehouse only: {@link borgerAf} joins it.
 *
 * Source: specification Borger, DimBorger.
 */
export const DimBorgerNummer = lookup('DimBorgerNummer', {
  grain: ['Nummer'],
  columns: {
    Nummer: column('BIGINT', 'Personnummeret som tal; et erstatningsnummer med kommunen foran.', {
      data: 'CPR',
    }),
    Personnummer: column('VARCHAR', 'Et personnummer, også et ældre.', { data: 'CPR' }),
    Kommune: column('VARCHAR', 'Kommunen, som et erstatningsnummer gælder i; ellers tom.'),
    DimBorger: citizens.key,
    Fødselsdato: column('DATE', 'Dagen, borgeren er født: efter det gældende nummers oplysning.', {
      data: 'kontakt',
    }),
  },
  rowsFrom: [BorgerPerson],
  recompute: {
    by: 'unit',
    follows: [
      followNummerskift,
      follow(
        citizens,
        (members) => sql`select ${personensEnhed('borger.Personnummer')} as unit from ${members} as borger`,
        { columns: ['Personnummer', 'Fødselsdato'] },
      ),
    ],
    neighbours: olderNumbersOf,
  },
  description: 'Personnumre og den borger, de fører til',
  reason: 'personnummer skiftet',
  sql: ({ from }) => sql`
    with older_numbers as ${aeldreNumre()},
    numbers as (
      select
        person.Personnummer,
        case
          when person.Status = '60' then older_numbers.Borgernummer
          when person.Status not in ('30', '50') then person.Personnummer
        end as Borgernummer,
        person._unit
      from ${newestPerson(['Status'])} as person
      left join older_numbers on older_numbers.Personnummer = person.Personnummer
      where ${from === null ? sql`true` : sql`false`}
    ),
    replacement_numbers as (
      select Personnummer, Borgernummer
      from numbers
      where ${erstatningsnummer('Personnummer')}
    ),
    known_in as ${kommunerAf(sql`
      select Personnummer
      from replacement_numbers
      union
      select Borgernummer
      from replacement_numbers`)},
    -- a replacement number that has no kommune of its own left is known where its citizen is
    numbers_in_kommuner as (
      select numbers.*, '' as Kommune
      from numbers
      where not ${erstatningsnummer('numbers.Personnummer')}
      union all
      select numbers.*, coalesce(own.Kommune, of_citizen.Kommune, ${text(UDEN_KOMMUNE)})
      from numbers
      left join known_in as own on own.Personnummer = numbers.Personnummer
      left join known_in as of_citizen
        on of_citizen.Personnummer = case when own.Kommune is null then numbers.Borgernummer end
      where ${erstatningsnummer('numbers.Personnummer')}
    ),
    citizens as (
      select DimBorgerID, Personnummer, _nummerkommune, "Fødselsdato"
      from ${citizens} as borger
      where DimBorgerID <> -1
    ),
    -- an ordinary number can lead to a replacement number, which several kommuner may know
    first_of_local as (
      select Personnummer, arg_min(DimBorgerID, _nummerkommune) as DimBorgerID,
        arg_min("Fødselsdato", _nummerkommune) as "Fødselsdato"
      from citizens
      where _nummerkommune <> ''
      group by Personnummer
    )
    select
      ${nummerNoegle('numbers.Personnummer', 'numbers.Kommune')} as Nummer,
      numbers.Personnummer,
      numbers.Kommune,
      coalesce(citizen.DimBorgerID, first_of_local.DimBorgerID, -1) as DimBorger,
      coalesce(citizen."Fødselsdato", first_of_local."Fødselsdato") as "Fødselsdato",
      numbers._unit
    from numbers_in_kommuner as numbers
    left join citizens as citizen
      on citizen.Personnummer = numbers.Borgernummer
      and citizen._nummerkommune = case
        when ${erstatningsnummer('numbers.Borgernummer')} then numbers.Kommune
        else ''
      end
    left join first_of_local on first_of_local.Personnummer = numbers.Borgernummer`,
})

const found = (personnummer: string, kommune: string): Sql => sql`
  coalesce((
    select members.DimBorger
    from ${DimBorgerNummer} as members
    where members.Nummer = ${nummerNoegle(personnummer, kommune)}
  ), -1)`

/**
 * Citizens, one row for each person: the natural key is the number at which the chain of GaeldendePersonnummer ends, of
 * a replacement number also its kommune. Annulled and deleted numbers (30, 50) make no citizen. Parents and spouse are
 * attributes, as delivered.
 *
 * `of(personnummer, kommune)` finds the citizen of any number of the chain; without kommune a replacement number is −1.
 * Facts of many rows join once by {@link borgerAf} instead.
 *
 * Source: release note 7.0, 2.3.1; specification Borger, DimBorger.
 *
 * @example sql`select ${DimBorger.of('sag.Personnummer', 'sag._kommune')} as DimBorger from ${KYSag} as sag`
 */
export const DimBorger = Object.assign(citizens, {
  of: (personnummer: string = 'null', kommune: string = 'null'): Sql => found(personnummer, kommune),
})
