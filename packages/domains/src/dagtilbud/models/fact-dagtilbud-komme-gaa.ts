import { column, danishTime, fact, follow, lastDay, ofRules, raw, sql, text } from '@flis/core'
import { DimBorger, DimKlokkeslæt, DimKommune, DimTid } from '@flis/dm'
import { AulaBarn } from '../contracts/aula-barn.js'
import { AulaRegistrering } from '../contracts/aula-registrering.js'
import { type DagtilbudRules, dagtilbudRules } from '../rules.js'
import { AulaBarnNummer } from './aula-barn-nummer.js'
import { barnVaegt } from './barn-vaegt.js'
import { DimInstitutionSTIL } from './dim-institution-stil.js'
import { DimRegistrering } from './dim-registrering.js'

/** Dates of a child of which Aula tells who it is, or whose citizen is another. */
const followBarn = follow(
  AulaBarnNummer,
  (members) => sql`
    select distinct haendelse._unit as unit
    from ${AulaRegistrering} as haendelse
    join ${members} as barn
      on barn._member = hash(haendelse._kommune, haendelse._kildesystem, haendelse.BarnUuid)`,
)

/** Dates of a child that counts otherwise by its enrolments. */
const followVaegt = (rules: DagtilbudRules) =>
  follow(
    barnVaegt(rules),
    (members) => sql`
      select distinct haendelse._unit as unit
      from ${AulaRegistrering} as haendelse
      join ${AulaBarn} as barn
        on barn._kommune = haendelse._kommune
        and barn._kildesystem = haendelse._kildesystem
        and barn.BarnUuid = haendelse.BarnUuid
      join ${members} as vaegt on vaegt._member = hash(barn._kommune, barn.Personnummer)`,
  )

/**
 * When children come and go: one row for each child, institution, Danish date and stretch. Computed by child and date: an
 * event concerns its own date, the night before it and the one after it.
 *
 * Source: releasenotat 7.0, 2.4.2; specification Dagtilbud, FactDagtilbudKommeGå.
 *
 * @example FactDagtilbudKommeGå.grain.at(-1) // '_start', the instant: two stretches can begin in one minute
 */
export const factDagtilbudKommeGå = ofRules((rules: DagtilbudRules) =>
  fact('FactDagtilbudKommeGå', {
    grain: ['DimTid', 'DimKommune', '_kildesystem', 'BarnUUID', 'DimInstitutionSTIL', '_start'],
    exported: true,
    description: 'Børns tilstedeværelse og fravær dag for dag efter Aula: én række pr. forløb',
    rules: ['forloeb', 'minutter', 'overMidnat', 'registrering', 'sammenlaegning'],
    columns: {
      DimTid: { ...DimTid.key, description: 'Den danske dato.' },
      DimKommune: { ...DimKommune.key, description: 'Kommunen, som har leveret registreringerne.' },
      DimInstitutionSTIL: { ...DimInstitutionSTIL.key, data: 'følsomme', description: 'Institutionen.' },
      DimRegistrering: {
        ...DimRegistrering.key,
        data: 'følsomme',
        description: '1 Til stede, 2 Fraværende, 3 Syg.',
      },
      DimKlokkeslætStart: {
        ...DimKlokkeslæt.key,
        data: 'følsomme',
        description: 'Dansk klokkeslæt, time og minut; 0, hvor forløbet er begyndt før midnat.',
      },
      DimKlokkeslætSlut: {
        ...DimKlokkeslæt.key,
        data: 'følsomme',
        description: 'Dansk klokkeslæt, time og minut; 0 ved midnat; −1 uden slutning.',
      },
      Minutter: column('INTEGER', 'Forløbne minutter, hele; tom uden slutning.', {
        data: 'følsomme',
        total: true,
      }),
      BarnUUID: column('VARCHAR', 'Barnets id i Aula; entydigt inden for kommune og kildesystem.', {
        data: 'følsomme',
      }),
      DimBorger: { ...DimBorger.key, description: 'Barnet; −1, hvis Aula eller CPR ikke kender det.' },
      Fuldtidsbørn: column(
        'DECIMAL(3,2)',
        'Barnets vægt på datoen efter indskrivningen i kommunen, den højeste af flere; tom uden. Står på hver række.',
        { data: 'følsomme' },
      ),
    },
    recompute: {
      by: 'unit',
      days: { before: 1, after: 1 },
      called: { en: 'child-days', da: 'barn-dage' },
      follows: [followBarn, followVaegt(rules)],
    },
    sql: ({ month }) => sql`
      with haendelser as (
        select
          _kommune,
          _kildesystem,
          BarnUuid,
          InstitutionSTIL,
          RegistreringId,
          Status,
          Tidspunkt,
          ${raw(danishTime('Tidspunkt'))} as Lokal,
          ${raw(rules.registrering('Status'))} as Registrering,
          _unit
        from ${AulaRegistrering} as registreringer
        -- what comes after the next day's noon ends nothing that a row shows
        where Tidspunkt < (date ${text(lastDay(month))} + 2)::timestamptz
      ),
      forloeb as materialized ${rules.forloeb(sql`haendelser`)},
      samlede as ${rules.sammenlaegning(sql`forloeb`)},
      dele as ${rules.overMidnat(sql`samlede`, sql`forloeb`)},
      vaegte as (
        select _kommune, Personnummer, periode.Fra, periode.Til, periode."Fuldtidsbørn"
        from (
          select _kommune, Personnummer, unnest(Perioder) as periode
          from ${barnVaegt(rules)} as børn
        )
      )
      select
        ${DimTid.of('dele.Dato')} as DimTid,
        ${DimKommune.of('dele._kommune')} as DimKommune,
        coalesce(institution.DimInstitutionSTILID, -1) as DimInstitutionSTIL,
        dele.Registrering as DimRegistrering,
        ${DimKlokkeslæt.of(danishTime('dele.Start'))} as "DimKlokkeslætStart",
        ${DimKlokkeslæt.of(danishTime('dele.Slut'))} as "DimKlokkeslætSlut",
        ${raw(rules.minutter('dele.Start', 'dele.Slut'))} as Minutter,
        dele.BarnUuid as BarnUUID,
        coalesce(barn.DimBorger, -1) as DimBorger,
        vaegt."Fuldtidsbørn",
        dele._unit,
        dele._kommune,
        dele._kildesystem,
        dele.Start as _start
      from dele
      left join ${DimInstitutionSTIL} as institution
        on institution.InstitutionSTIL = dele.InstitutionSTIL
        and institution.DimInstitutionSTILID <> -1
      left join ${AulaBarnNummer} as barn
        on barn._kommune = dele._kommune
        and barn._kildesystem = dele._kildesystem
        and barn.BarnUuid = dele.BarnUuid
      left join vaegte as vaegt
        on vaegt._kommune = barn._kommune
        and vaegt.Personnummer = barn.Personnummer
        and vaegt.Fra <= dele.Dato
        and coalesce(vaegt.Til, date '9999-12-31') >= dele.Dato
      where dele.Dato <= date ${text(lastDay(month))}`,
  }),
)

/** The same by the area's own rules. */
export const FactDagtilbudKommeGå = factDagtilbudKommeGå(dagtilbudRules)
