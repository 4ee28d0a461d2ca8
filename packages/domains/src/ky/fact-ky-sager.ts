import { column, fact, firstDay, lastDay, type Month, ofRules, raw, type Sql, sql, text } from '@flis/core'
import { DimJaNej, DimKommune, DimTid, rollout } from '@flis/dm'
import { KYSag } from './contracts/ky-sag.js'
import { KYSagTilstand } from './contracts/ky-sag-tilstand.js'
import { KYYdelse } from './contracts/ky-ydelse.js'
import { afgoerelsestypeByMonth } from './dim-afgoerelsestype.js'
import { dimKleNummer, followKleNummer, kleAf } from './dim-kle-nummer.js'
import { DimKYOrganisation, organisationAf } from './dim-ky-organisation.js'
import { dimKYSagOversigt } from './dim-ky-sag-oversigt.js'
import { DimKYSagsbehandler, sagsbehandlerAf } from './dim-ky-sagsbehandler.js'
import { DimYdelsesart } from './dim-ydelsesart.js'
import { type KYRules, kyRules } from './rules.js'
import { followBorgereAfSag, sagensBorgere, sagensBorgereAf } from './sagens-borgere.js'
import { sagensAfgoerelse, sagensMaaned } from './sagens-maaned.js'
import { tilstandeInden } from './sagstilstand.js'

/**
 * Cases whose old months change because months pass: those whose earliest ydelse begins in them (it is told of all
 * months), and those that their source no longer holds and that enter a state in them: whether such a case is open as of
 * the run decides how far its months go.
 */
const turns = ({ after, until }: { readonly after: Month; readonly until: Month }): Sql => sql`
  select any_value(_unit) as unit
  from ${KYYdelse} as ydelse
  group by _kommune, _kildesystem, SagId
  having min(StartDato) > date ${text(lastDay(after))}
    and min(StartDato) <= date ${text(lastDay(until))}
  union
  select sag._unit as unit
  from ${KYSag} as sag
  join ${KYSagTilstand} as state
    on state._kommune = sag._kommune
    and state._kildesystem = sag._kildesystem
    and state.SagId = sag.SagId
  where sag._sidst is not null
    and state.FraDato > date ${text(lastDay(after))}
    and state.FraDato <= date ${text(lastDay(until))}`

/** Stretches that no month from `from` on can come from are left out before the work, not after. */
const reaches = (from: Month | null): Sql =>
  from === null ? sql`` : sql`where last_month >= date ${text(firstDay(from))}`

const HAPPENED = ['m.first_day', 'm.last_day'] as const

/**
 * One row for each case and month in which it was created, open on at least one day, or closed.
 *
 * All that a case has for every month is looked up once for the case; its months are cut where the interval standing at
 * month end or the latest decision changes, and only then rolled out: a rolled row is looked up nowhere.
 *
 * Source: release note 7.0, 2.1.2 (FactKYSager og DimKYSagOversigt); specification domains/ky.md, FactKYSager.
 */
export const factKYSager = ofRules((rules: KYRules) => {
  const DimKYSagOversigt = dimKYSagOversigt(rules)
  const DimKleNummer = dimKleNummer(rules)
  return fact('FactKYSager', {
    grain: ['DimTid', 'DimKommune', '_kildesystem', 'SagId'],
    columns: {
      DimTid: { ...DimTid.key, description: 'Månedens sidste dag.' },
      DimKommune: { ...DimKommune.key, description: 'Kommunen, som har leveret sagen.' },
      ...sagensMaaned(rules),
      ...sagensBorgere,
      DimKYSagsbehandler: { ...DimKYSagsbehandler.key, description: 'Sagens sagsbehandler; −1 = ingen.' },
      DimKYOrganisation: {
        ...DimKYOrganisation.key,
        description: 'Den enhed, som behandler sagen; −1 = ingen.',
      },
      ...sagensAfgoerelse,
      DimYdelsesart: {
        ...DimYdelsesart.key,
        data: 'følsomme',
        description: 'Arten af sagens tidligste ydelse, som den er ved kørslen; −1 = ingen.',
      },
      DimJaNejOprettet: {
        ...DimJaNej.key,
        description: '1 i den måned, hvor sagen blev oprettet, ellers 0.',
      },
      DimJaNejAfsluttet: {
        ...DimJaNej.key,
        data: 'økonomi',
        description:
          '1 i den måned, hvor en lukning (Afslag, Henlagt, Afsluttet) begyndte, som stadig står ved månedens slutning, ellers 0.',
      },
      DimJaNejSagsbehandlingAfsluttet: {
        ...DimJaNej.key,
        data: 'økonomi',
        description: '1 i den måned, hvor sagen første gang blev Bevilget, Afslag eller Henlagt, ellers 0.',
      },
      Sagstilstand: column('VARCHAR', 'Sagens tilstand ved månedens slutning.', { data: 'økonomi' }),
      Sagsbehandlingstid: column(
        'INTEGER',
        'Dage (difference, samme dag = 0) fra OprettetDato til første dag i Bevilget, Afslag eller Henlagt; indtil da til månedens slutning, eller til lukningen, hvis sagen er lukket uden.',
        { data: 'økonomi', total: true },
      ),
      SagVarighed: column(
        'INTEGER',
        'Dage (difference, samme dag = 0) fra OprettetDato til den lukning, som står ved månedens slutning, ellers til månedens slutning.',
        { data: 'økonomi', total: true },
      ),
      SagId: column('VARCHAR', 'Sagens id; entydigt inden for kommune og kildesystem.'),
    },
    exported: true,
    recompute: { by: 'unit', turns, follows: [followKleNummer(rules), followBorgereAfSag] },
    rules: [
      'afgoerelsestypeAfSag',
      'haendtIMaaned',
      'sagIMaaned',
      'sagVarighed',
      'sagsbehandlingstid',
      'sagstilstand',
      'ydelsesartAfSag',
    ],
    description: 'Sager måned for måned: én række pr. sag og måned, hvor den er oprettet, åben eller lukkes',
    sql: ({ month, from }) => sql`
      with cases as (
        select
          sag._kommune,
          sag._kildesystem,
          sag._unit,
          sag._sidst,
          sag.SagId,
          sag.OprettetDato,
          ${DimKommune.of('sag._kommune')} as DimKommune,
          coalesce(kle.DimKleNummerID, -1) as DimKleNummer,
          coalesce(ydelsesmodtager.DimBorger, -1) as DimBorgerYdelsesmodtager,
          coalesce(bevillingsmodtager.DimBorger, -1) as DimBorgerBevillingsmodtager,
          coalesce(sagsbehandler.DimKYSagsbehandlerID, -1) as DimKYSagsbehandler,
          coalesce(organisation.DimKYOrganisationID, -1) as DimKYOrganisation,
          coalesce(art.DimYdelsesartID, -1) as DimYdelsesart
        from ${KYSag} as sag
        ${kleAf(DimKleNummer, 'sag')}
        ${sagensBorgereAf('sag')}
        ${sagsbehandlerAf('sag')}
        ${organisationAf('sag')}
        left join ${rules.ydelsesartAfSag(month)} as earliest
          on earliest._kommune = sag._kommune
          and earliest._kildesystem = sag._kildesystem
          and earliest.SagId = sag.SagId
        left join ${DimYdelsesart} as art
          on art.Ydelsesart = earliest.Ydelsesart
          and art.DimYdelsesartID <> -1
        where sag.OprettetDato <= date ${text(lastDay(month))}
      ),
      states as ${tilstandeInden(month)},
      months_of_cases as (
        select *
        from ${rules.sagIMaaned(sql`cases`, sql`states`, sql`${DimKYSagOversigt}`, month, rules)}
        ${reaches(from)}
      ),
      latest_decisions as ${afgoerelsestypeByMonth(rules.afgoerelsestypeAfSag(month))},
      months_by_decision as (
        select
          sag.* exclude (first_month, last_month),
          coalesce(decided.DimAfgørelsestype, -1) as DimAfgørelsestype,
          greatest(sag.first_month, decided.first_month) as first_month,
          least(sag.last_month, decided.last_month) as last_month
        from months_of_cases as sag
        left join latest_decisions as decided
          on decided._kommune = sag._kommune
          and decided._kildesystem = sag._kildesystem
          and decided.SagId = sag.SagId
          and decided.first_month <= last_day(sag.last_month)
          and decided.last_month >= date_trunc('month', sag.first_month)
      )
      select
        ${DimTid.of('m.last_day')} as DimTid,
        s.DimKommune,
        s.DimKYSagOversigt,
        s.DimKleNummer,
        s.DimBorgerYdelsesmodtager,
        s.DimBorgerBevillingsmodtager,
        s.DimKYSagsbehandler,
        s.DimKYOrganisation,
        s.DimAfgørelsestype,
        s.DimYdelsesart,
        ${raw(rules.haendtIMaaned('s.OprettetDato', ...HAPPENED))} as DimJaNejOprettet,
        ${raw(rules.haendtIMaaned('s.lukket', ...HAPPENED))} as DimJaNejAfsluttet,
        ${raw(rules.haendtIMaaned('s.afgjort', ...HAPPENED))} as DimJaNejSagsbehandlingAfsluttet,
        s.Sagstilstand,
        ${raw(rules.sagsbehandlingstid('s.OprettetDato', 's.afgjort <= m.last_day', 's.afgjort', 's.lukket', 'm.last_day'))} as Sagsbehandlingstid,
        ${raw(rules.sagVarighed('s.OprettetDato', 's.lukket', 'm.last_day'))} as SagVarighed,
        s.SagId,
        s._unit,
        s._kommune,
        s._kildesystem
      from ${rollout(sql`months_by_decision`, { start: 'first_month', end: 'last_month', until: month, from })}`,
  })
})

/** The same by the area's own rules. */
export const FactKYSager = factKYSager(kyRules)
