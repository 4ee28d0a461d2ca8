import { column, fact, firstDay, lastDay, type Month, ofRules, raw, type Sql, sql, text } from '@flis/core'
import { DimKommune, DimTid } from '@flis/dm'
import { KYAfgoerelse } from './contracts/ky-afgoerelse.js'
import { KYSag } from './contracts/ky-sag.js'
import { KYSagTilstand } from './contracts/ky-sag-tilstand.js'
import { DimAfgørelsestype } from './dim-afgoerelsestype.js'
import { dimKleNummer, followKleNummer, kleAf } from './dim-kle-nummer.js'
import { DimKYOrganisation, organisationAf } from './dim-ky-organisation.js'
import { dimKYSagOversigt } from './dim-ky-sag-oversigt.js'
import { DimKYSagsbehandler, sagsbehandlerAf } from './dim-ky-sagsbehandler.js'
import { afgoerelseNeighbours } from './nyeste-afgoerelse.js'
import { type KYRules, kyRules } from './rules.js'
import { followBorgereAfSag, sagensBorgere, sagensBorgereAf } from './sagens-borgere.js'

/** The days of the months that pass, as a condition. */
const within = (dato: string, after: Month, until: Month): Sql =>
  sql`${raw(dato)} > date ${text(lastDay(after))} and ${raw(dato)} <= date ${text(lastDay(until))}`

/** Cases with a decision, a state or their creation in the months that pass: a row tells of the case as of the run. */
const turns = ({ after, until }: { readonly after: Month; readonly until: Month }): Sql => sql`
  select _unit as unit
  from ${KYAfgoerelse} as afgoerelse
  where ${within('AfgoerelseTidspunkt::date', after, until)}
  union
  select state._unit
  from ${KYSagTilstand} as state
  semi join ${KYAfgoerelse} as afgoerelse on afgoerelse._unit = state._unit
  where ${within('state.FraDato', after, until)}
  union
  select sag._unit
  from ${KYSag} as sag
  semi join ${KYAfgoerelse} as afgoerelse on afgoerelse._unit = sag._unit
  where ${within('sag.OprettetDato', after, until)}`

/** Rows of the months before `from` are there already; those that change since come by `turns`. */
const newSince = (from: Month | null): Sql =>
  from === null ? sql`` : sql`where newest.Dato >= date ${text(firstDay(from))}`

/**
 * One row for each decision, as its newest row tells it, with what is known of its case as of the run.
 *
 * Source: release note 7.0, 2.1.2 (FactKYAfgørelser); specification domains/ky.md, FactKYAfgørelser.
 */
export const factKYAfgørelser = ofRules((rules: KYRules) => {
  const DimKYSagOversigt = dimKYSagOversigt(rules)
  const DimKleNummer = dimKleNummer(rules)
  return fact('FactKYAfgørelser', {
    grain: ['DimKommune', '_kildesystem', 'AfgørelseId'],
    columns: {
      DimTid: { ...DimTid.key, description: 'Dagen, hvor afgørelsen senest blev truffet (dansk dato).' },
      DimKommune: { ...DimKommune.key, description: 'Kommunen, som har leveret afgørelsen.' },
      DimAfgørelsestype: {
        ...DimAfgørelsestype.key,
        data: 'økonomi',
        description: 'Afgørelsens type, som den senest blev truffet.',
      },
      DimKYSagOversigt: {
        ...DimKYSagOversigt.key,
        description: 'Sagens nyeste tilstandsinterval ved kørslen; −1, hvis sagen er ukendt.',
      },
      DimKleNummer: {
        ...DimKleNummer.key,
        data: 'følsomme',
        description: 'Sagens emne; −1, hvis sagen eller nummeret er ukendt.',
      },
      ...sagensBorgere,
      DimKYSagsbehandler: { ...DimKYSagsbehandler.key, description: 'Sagens sagsbehandler; −1 = ingen.' },
      DimKYOrganisation: {
        ...DimKYOrganisation.key,
        description: 'Den enhed, som behandler sagen; −1 = ingen.',
      },
      AfgørelseId: column('VARCHAR', 'Afgørelsens id; entydigt inden for kommune og kildesystem.'),
      AntalAfgørelser: column(
        'INTEGER',
        'Antal gange, afgørelsen er truffet: rækker med dens id til og med kørselsmånedens sidste dag.',
        { data: 'økonomi', total: true },
      ),
    },
    exported: true,
    recompute: {
      by: 'unit',
      turns,
      follows: [followKleNummer(rules), followBorgereAfSag],
      neighbours: afgoerelseNeighbours,
    },
    rules: ['nyesteAfgoerelse'],
    description: 'Afgørelser: én række pr. afgørelse, som den senest blev truffet',
    sql: ({ month, from }) => sql`
      select
        ${DimTid.of('newest.Dato')} as DimTid,
        ${DimKommune.of('newest._kommune')} as DimKommune,
        coalesce(kind.DimAfgørelsestypeID, -1) as DimAfgørelsestype,
        coalesce(standing.DimKYSagOversigtID, -1) as DimKYSagOversigt,
        coalesce(kle.DimKleNummerID, -1) as DimKleNummer,
        coalesce(ydelsesmodtager.DimBorger, -1) as DimBorgerYdelsesmodtager,
        coalesce(bevillingsmodtager.DimBorger, -1) as DimBorgerBevillingsmodtager,
        coalesce(sagsbehandler.DimKYSagsbehandlerID, -1) as DimKYSagsbehandler,
        coalesce(organisation.DimKYOrganisationID, -1) as DimKYOrganisation,
        newest.AfgoerelseId as AfgørelseId,
        newest.AntalAfgørelser::integer as AntalAfgørelser,
        newest._unit,
        newest._kommune,
        newest._kildesystem
      from ${rules.nyesteAfgoerelse(month, from)} as newest
      left join ${DimAfgørelsestype} as kind
        on kind.Afgørelsestype = newest.Afgoerelsestype
        and kind.DimAfgørelsestypeID <> -1
      left join ${KYSag} as sag
        on sag._kommune = newest._kommune
        and sag._kildesystem = newest._kildesystem
        and sag.SagId = newest.SagId
      left join ${DimKYSagOversigt} as standing
        on standing._kommune = newest._kommune
        and standing._kildesystem = newest._kildesystem
        and standing.SagId = newest.SagId
        and standing.ErAktuel = 1
      ${kleAf(DimKleNummer, 'sag')}
      ${sagensBorgereAf('sag')}
      ${sagsbehandlerAf('sag')}
      ${organisationAf('sag')}
      ${newSince(from)}`,
  })
})

/** The same by the area's own rules. */
export const FactKYAfgørelser = factKYAfgørelser(kyRules)
