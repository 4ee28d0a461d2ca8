import { everyUnit, lastDay, type ModelScope, raw, type Sql, sql, text } from '@flis/core'
import { DimKommune } from '../dimensions/dim-kommune.js'
import { BorgerAdresse } from './contracts/borger-adresse.js'
import { BorgerPerson } from './contracts/borger-person.js'
import { BorgerTilknytning } from './contracts/borger-tilknytning.js'
import { DimGeografi } from './dim-geografi.js'
import { lande } from './lande.js'
import { newestPerson } from './newest-person.js'
import { Nummerskift } from './nummerskift.js'
import { bopaelPaa, harBopael, raekkerAf, tilknytningPaa } from './rules/bopael.js'
import { erBeskyttet } from './rules/er-beskyttet.js'
import { erVestlig } from './rules/er-vestlig.js'
import { erstatningsnummer, kommunerAf, UDEN_KOMMUNE } from './rules/erstatningsnummer.js'
import { herkomst, herkomstTekst, iDanmark } from './rules/herkomst.js'
import { husnummer, vejnummer } from './rules/husnummer.js'
import { foraelderensLand, oprindelsesland } from './rules/oprindelsesland.js'
import { statusTekst } from './rules/status-tekst.js'

/** Older numbers and the citizens that they lead to: Personnummer, Borgernummer. */
export const aeldreNumre = (): Sql => sql`(
    select unnest(Numre) as Personnummer, Borgernummer
    from ${Nummerskift} as skift
  )`

/**
 * The keys of the addresses of some rows as they are written: KommuneKode, VejKode, HusNr, DimGeografi. Written forms are
 * normalised once each, not row by row.
 *
 * @param rows a row source with KommuneKode, VejKode, HusNr
 */
export const geografiAf = (rows: Sql): Sql => sql`(
    with written as (
      select distinct KommuneKode, VejKode, HusNr
      from ${rows}
    )
    select
      written.KommuneKode,
      written.VejKode,
      written.HusNr,
      geografi.DimGeografiID as DimGeografi
    from written
    join ${DimGeografi} as geografi
      on geografi.KommuneNummer = written.KommuneKode
      and geografi.Vejnummer = ${vejnummer('written.VejKode')}
      and geografi.Husnummer = ${husnummer('written.HusNr')}
      and geografi.DimGeografiID <> -1
  )`

/** The parents of the citizens, as far as they are known: Personnummer, whether they are Danish, their country. */
const knownParents = (): Sql => sql`(
      select
        Personnummer,
        foedt and statsborger as dansk,
        ${foraelderensLand('foedt', 'FoedelandKode', 'StatsborgerskabKode')} as Land
      from (
        select
          parent.Personnummer,
          parent.FoedelandKode,
          parent.StatsborgerskabKode,
          ${iDanmark('parent.FoedelandKode', 'lande')} as foedt,
          ${iDanmark('parent.StatsborgerskabKode', 'lande')} as statsborger
        from ${newestPerson(['Status', 'FoedelandKode', 'StatsborgerskabKode'], {
          of: everyUnit(BorgerPerson),
          only: sql`person.Personnummer in (
        select mor from families
        union all
        select far from families
      )`,
        })} as parent
        where parent.Status not in ('30', '50')
      )
      where foedt is not null and statsborger is not null
    )`

/**
 * The rows of DimBorger, as of the run day. A month or a day that passes adds none: citizens whose residence, kommuner or
 * protection begin or end in it are computed anew.
 */
export const borgere = ({ month, day = lastDay(month), from }: ModelScope): Sql => {
  const dag = `date '${day}'`
  return sql`
    with persons as ${newestPerson([
      'Navn',
      'Foedselsdato',
      'Koen',
      'Status',
      'FoedelandKode',
      'StatsborgerskabKode',
      'MorPersonnummer',
      'FarPersonnummer',
      'AegtefaellePersonnummer',
      'Civilstand',
      'BeskyttelseFra',
      'BeskyttelseTil',
    ])},
    older_numbers as ${aeldreNumre()},
    citizens as (
      select *
      from persons
      where (
          Status not in ('30', '50', '60')
          or Personnummer in (select Borgernummer from older_numbers)
        )
        and ${from === null ? sql`true` : sql`false`}
    ),
    known_in as ${kommunerAf(sql`
      select Personnummer
      from citizens
      where ${erstatningsnummer('Personnummer')}`)},
    families as (
      select
        citizen.Personnummer,
        coalesce(older_mor.Borgernummer, citizen.MorPersonnummer) as mor,
        coalesce(older_far.Borgernummer, citizen.FarPersonnummer) as far
      from citizens as citizen
      left join older_numbers as older_mor on older_mor.Personnummer = citizen.MorPersonnummer
      left join older_numbers as older_far on older_far.Personnummer = citizen.FarPersonnummer
      where citizen.MorPersonnummer is not null or citizen.FarPersonnummer is not null
    ),
    lande as ${lande()},
    parents as ${knownParents()},
    residences as ${bopaelPaa(
      raekkerAf(BorgerAdresse, ['VejKode', 'HusNr'], {
        older: sql`older_numbers`,
        citizens: sql`citizens`,
      }),
      raw(dag),
    )},
    addresses as ${geografiAf(sql`residences`)},
    attached as ${tilknytningPaa(
      raekkerAf(BorgerTilknytning, ['Rolle'], {
        older: sql`older_numbers`,
        citizens: sql`citizens`,
      }),
      raw(dag),
    )},
    citizens_with_parents as (
      select
        citizen.*,
        ${iDanmark('citizen.FoedelandKode', 'lande')} as foedt,
        ${iDanmark('citizen.StatsborgerskabKode', 'lande')} as statsborger,
        mor.dansk as mor_dansk,
        far.dansk as far_dansk,
        mor.Land as mor_land,
        far.Land as far_land
      from citizens as citizen
      left join families on families.Personnummer = citizen.Personnummer
      left join parents as mor on mor.Personnummer = families.mor
      left join parents as far on far.Personnummer = families.far
    ),
    citizens_by_herkomst as (
      select
        *,
        ${herkomst({ mor: 'mor_dansk', far: 'far_dansk', foedt: 'foedt', statsborger: 'statsborger' })} as HerkomstKode
      from citizens_with_parents
    ),
    citizens_by_country as (
      select
        citizen.*,
        case
          when ${erstatningsnummer('citizen.Personnummer')} then coalesce(known_in.Kommune, ${text(UDEN_KOMMUNE)})
          else ''
        end as _nummerkommune,
        ${oprindelsesland({
          herkomst: 'HerkomstKode',
          mor: 'mor_land',
          far: 'far_land',
          foedeland: 'FoedelandKode',
          statsborgerskab: 'StatsborgerskabKode',
        })} as OprindelseslandKode
      from citizens_by_herkomst as citizen
      left join known_in on known_in.Personnummer = citizen.Personnummer
    )
    select
      citizen.Personnummer,
      citizen._nummerkommune,
      citizen.Navn,
      citizen.Foedselsdato as "Fødselsdato",
      citizen.Koen as "Køn",
      citizen.Status,
      ${statusTekst('citizen.Status')} as StatusTekst,
      citizen.FoedelandKode as "FødelandKode",
      citizen.StatsborgerskabKode,
      citizen.HerkomstKode,
      ${herkomstTekst('citizen.HerkomstKode')} as Herkomst,
      citizen.OprindelseslandKode,
      ${erVestlig('citizen.OprindelseslandKode', 'land', 'lande')} as ErVestlig,
      citizen.Civilstand,
      citizen.AegtefaellePersonnummer as "ÆgtefællePersonnummer",
      citizen.MorPersonnummer,
      citizen.FarPersonnummer,
      ${erBeskyttet('citizen', dag)} as ErBeskyttet,
      ${DimKommune.of('residence.KommuneKode')} as "DimKommuneBopæl",
      coalesce(address.DimGeografi, -1) as "DimGeografiBopæl",
      ${DimKommune.of('paying.KommuneKode')} as DimKommuneBetaling,
      ${DimKommune.of('acting.KommuneKode')} as DimKommuneHandle,
      citizen._unit
    from citizens_by_country as citizen
    left join lande as land on land.LandKode = citizen.OprindelseslandKode
    -- not as a condition beside the number: the engine would compare each citizen with each residence
    left join residences as residence
      on residence.Borgernummer = case when ${harBopael('citizen', dag)} then citizen.Personnummer end
      and residence.Nummerkommune = citizen._nummerkommune
    left join addresses as address
      on address.KommuneKode = residence.KommuneKode
      and address.VejKode = residence.VejKode
      and address.HusNr = residence.HusNr
    left join attached as paying
      on paying.Borgernummer = citizen.Personnummer
      and paying.Nummerkommune = citizen._nummerkommune
      and paying.Rolle = 'betaling'
    left join attached as acting
      on acting.Borgernummer = citizen.Personnummer
      and acting.Nummerkommune = citizen._nummerkommune
      and acting.Rolle = 'handle'`
}
