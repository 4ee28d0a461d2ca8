import { column, fact, follow, lastDay, ofRules, raw, sql, text } from '@flis/core'
import {
  borgerAf,
  DimAlder,
  DimBorger,
  DimBorgerNummer,
  DimKommune,
  DimTid,
  monthIndexOf,
  nummerNoegle,
  rollout,
} from '@flis/dm'
import { DagtilbudIndskrivning } from '../contracts/dagtilbud-indskrivning.js'
import { type DagtilbudRules, dagtilbudRules } from '../rules.js'
import { dimInstitution } from './dim-institution.js'
import { DimPasningstilbud } from './dim-pasningstilbud.js'

/** Enrolments of a child whose number leads to another citizen than before, or to none. */
const followBarn = follow(
  DimBorgerNummer,
  (members) => sql`
    select indskrivning._unit as unit
    from ${DagtilbudIndskrivning} as indskrivning
    join ${members} as numre
      on numre._member = hash(${nummerNoegle('indskrivning.Personnummer', 'indskrivning._kommune')})`,
  { columns: ['DimBorger', 'Fødselsdato'] },
)

/** Enrolments in an institution of which a version comes or goes, or is valid on other days. */
const followInstitution = (rules: DagtilbudRules) =>
  follow(
    dimInstitution(rules),
    (members) => sql`
      select indskrivning._unit as unit
      from ${DagtilbudIndskrivning} as indskrivning
      join ${members} as institution on institution.InstitutionsNr = indskrivning.InstitutionsNr`,
    { columns: ['InstitutionsNr', 'GyldigFra', 'GyldigTil'] },
  )

/**
 * One row for each enrolment and month on whose last day the child is enrolled.
 *
 * Source: releasenotat 7.0, 2.4.4; specification Dagtilbud, "FactDagtilbud and fuldtidsbørn".
 *
 * @example FactDagtilbud.grain // ['DimTid', 'DimKommune', '_kildesystem', 'IndskrivningId']
 */
export const factDagtilbud = ofRules((rules: DagtilbudRules) => {
  const DimInstitution = dimInstitution(rules)
  const institution = rules.institutionVedMaanedensSlut(DimInstitution, 's.InstitutionsNr', 'm.last_day')
  return fact('FactDagtilbud', {
    grain: ['DimTid', 'DimKommune', '_kildesystem', 'IndskrivningId'],
    exported: true,
    description:
      'Indskrivninger i dagtilbud måned for måned: én række pr. indskrivning ved månedens slutning',
    rules: [
      'fuldtidsboern',
      'indskrevetTil',
      'indskrevetVedMaanedensSlut',
      'institutionVedMaanedensSlut',
      'boernsalder',
    ],
    columns: {
      DimTid: { ...DimTid.key, description: 'Månedens sidste dag.' },
      DimKommune: { ...DimKommune.key, description: 'Kommunen, som har leveret indskrivningen.' },
      DimBorger: { ...DimBorger.key, description: 'Barnet; −1, hvis CPR ikke kender nummeret.' },
      DimAlder: { ...DimAlder.key, description: 'Barnets alder på månedens sidste dag; −1 ukendt.' },
      DimInstitution: {
        ...DimInstitution.key,
        data: 'følsomme',
        description: 'Institutionen, som den var på månedens sidste dag; −1, hvis den ikke er leveret.',
      },
      DimPasningstilbud: { ...DimPasningstilbud.key, data: 'følsomme', description: 'Tilbuddets art.' },
      Timer: column(
        'DECIMAL(5,2)',
        'Indskrevne timer pr. uge, aldrig fremmøde; tom, hvor de ikke er oplyst.',
        {
          data: 'følsomme',
          total: true,
        },
      ),
      Fuldtidsbørn: column(
        'DECIMAL(3,2)',
        '1 over 36 timer pr. uge, 0,75 fra 25 til og med 36, 0,5 under 25; tom uden timer.',
        { data: 'følsomme', total: true },
      ),
      IndskrivningId: column('VARCHAR', 'Indskrivningens id; entydigt inden for kommune og kildesystem.'),
    },
    recompute: { by: 'unit', follows: [followInstitution(rules), followBarn] },
    sql: ({ month, from }) => sql`
      with indskrivninger as (
        select
          indskrivning._kommune,
          indskrivning._kildesystem,
          indskrivning._unit,
          indskrivning.IndskrivningId,
          indskrivning.InstitutionsNr,
          indskrivning.Timer,
          ${raw(rules.fuldtidsboern('indskrivning.Timer'))} as Fuldtidsbørn,
          indskrivning.StartDato,
          ${raw(rules.indskrevetVedMaanedensSlut(rules.indskrevetTil('indskrivning')))} as SidsteMaaned,
          ${DimKommune.of('indskrivning._kommune')} as DimKommune,
          coalesce(barn.DimBorger, -1) as DimBorger,
          ${monthIndexOf('barn."Fødselsdato"')} as born_month,
          day(barn."Fødselsdato") as born_day,
          coalesce(tilbud.DimPasningstilbudID, -1) as DimPasningstilbud
        from ${DagtilbudIndskrivning} as indskrivning
        ${borgerAf('barn', 'indskrivning.Personnummer', 'indskrivning._kommune')}
        left join ${DimPasningstilbud} as tilbud
          on tilbud.Pasningstilbud = indskrivning.Pasningstilbud
          and tilbud.DimPasningstilbudID <> -1
        where indskrivning.StartDato <= date ${text(lastDay(month))}
      )
      select
        ${DimTid.of('m.last_day')} as DimTid,
        s.DimKommune,
        s.DimBorger,
        ${rules.boernsalder({ index: 'm.month_index', days: 'm.days' }, { index: 's.born_month', day: 's.born_day' })} as DimAlder,
        ${institution.noegle} as DimInstitution,
        s.DimPasningstilbud,
        s.Timer,
        s.Fuldtidsbørn,
        s.IndskrivningId,
        s._unit,
        s._kommune,
        s._kildesystem
      from ${rollout(sql`indskrivninger`, { start: 'StartDato', end: 'SidsteMaaned', until: month, from })}
      ${institution.join}`,
  })
})

/** The same by the area's own rules. */
export const FactDagtilbud = factDagtilbud(dagtilbudRules)
