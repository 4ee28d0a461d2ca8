import { BorgerAdresse, BorgerPerson, BorgerTilknytning } from '@flis/domains/borger'
import { type SlicedContract, sliced } from './sliced-contract.js'

/** The number that a person has on a day. */
const numberOn = (shown: string): string => `ti_cifre(
    case
      when forrige_nummer_fra > ${shown} then nummer_foerst
      when nummer_fra > ${shown} then nummer_foer
      else nummer
    end)`

const awayOn = (shown: string): string => `(ud <= ${shown} and coalesce(hjem > ${shown}, true))`

/** Of the person himself or herself, not of a number that is no more (raekke 1 and 2) or never was (3). */
const own = (value: string): string => `case when raekke = 0 then ${value} end`

/** A person's rows: the person, the number before, the one before that, and one that never was anybody's. */
const RAEKKER = `unnest(
        [
          {'raekke': 0, 'dag': kendt},
          {'raekke': 1, 'dag': nummer_fra},
          {'raekke': 2, 'dag': forrige_nummer_fra},
          {'raekke': 3, 'dag': dobbelt_fra}
        ],
        recursive := true
      )`

const person = sliced(
  BorgerPerson,
  `(select nr, ${RAEKKER} from verden.personer)`,
  (chosen) => `(
    select
      *,
      ${RAEKKER}
    from verden.personer
    where ${chosen('personer.nr')}
  )`,
  {
    order: 'nr, raekke',
    values: (shown) => ({
      Personnummer: `case raekke
      when 0 then ${numberOn(shown)}
      when 1 then ti_cifre(nummer_foer)
      when 2 then ti_cifre(nummer_foerst)
      else ti_cifre(dobbelt)
    end`,
      Navn: 'navn',
      Foedselsdato: 'foedt',
      Koen: 'koen',
      Status: `case
      when raekke in (1, 2) then '60'
      when raekke = 3 then dobbelt_status
      when doed <= ${shown} then '90'
      when ${awayOn(shown)} then ud_status
      when uden_bopael then '20'
      when hoej_vej then '03'
      else '01'
    end`,
      StatusDato: `case
      when raekke > 0 then dag
      when doed <= ${shown} then doed
      when hjem <= ${shown} then hjem
      when ud <= ${shown} then ud
      else kendt
    end`,
      FoedelandKode: own('foedeland'),
      StatsborgerskabKode: own(`case when dansk_fra <= ${shown} then '5100' else statsborgerskab end`),
      MorPersonnummer: own('ti_cifre(mor)'),
      FarPersonnummer: own('ti_cifre(far)'),
      AegtefaellePersonnummer: own(`case
      when gift_fra <= ${shown} and doed > ${shown} and coalesce(skilt_fra > ${shown}, true) and coalesce(enke_fra > ${shown}, true)
        then ti_cifre(aegtefaelle)
    end`),
      Civilstand: own(`case
      when doed <= ${shown} then 'D'
      when coalesce(gift_fra > ${shown}, true) then 'U'
      when skilt_fra <= ${shown} then 'F'
      when enke_fra <= ${shown} then 'E'
      else 'G'
    end`),
      GaeldendePersonnummer: `case
      when raekke = 1 then ti_cifre(nummer)
      when raekke = 2 then ti_cifre(nummer_foer)
      when raekke = 3 and dobbelt_status = '50' then ${numberOn(shown)}
    end`,
      BeskyttelseFra: own(`case when beskyttet_fra <= ${shown} then beskyttet_fra end`),
      BeskyttelseTil: own(`case when beskyttet_fra <= ${shown} then beskyttet_til end`),
    }),
  },
)

const endOn = (shown: string): string => `case when til <= ${shown} then til end`

const adresse = sliced(
  BorgerAdresse,
  '(select nr, greatest(fra, kendt) as dag from verden.bopaele)',
  (chosen) => `(
    select
      bopaele.*,
      greatest(bopaele.fra, bopaele.kendt) as dag,
      hoej_vej,
      nummer,
      nummer_fra,
      nummer_foer,
      forrige_nummer_fra,
      nummer_foerst,
      kode,
      vej,
      husnummer,
      bogstav,
      adresse_id
    from verden.bopaele
    join verden.personer using (nr)
    join verden.huse using (hus)
    where ${chosen('bopaele.nr')}
      and ${chosen('personer.nr')}
  )`,
  {
    order: 'nr, fra',
    values: (shown) => ({
      Personnummer: numberOn(shown),
      FraDato: 'fra',
      TilDato: endOn(shown),
      KommuneKode: 'kode',
      VejKode: "case when hoej_vej then '9901' else lpad(vej::varchar, 4, '0') end",
      HusNr: "case when hoej_vej then '001' else lpad(husnummer::varchar, 3, '0') || bogstav end",
      Etage: "case when hus % 3 = 0 and not hoej_vej then ['ST', '01', '02', '03'][1 + nr % 4] end",
      SideDoer: "case when hus % 3 = 0 and not hoej_vej then ['TV', 'TH'][1 + nr // 4 % 2] end",
      AdresseId: 'case when not hoej_vej then adresse_id end',
    }),
  },
)

const tilknytning = sliced(
  BorgerTilknytning,
  '(select nr, greatest(fra, kendt) as dag from verden.tilknytninger)',
  (chosen) => `(
    select
      tilknytninger.*,
      greatest(tilknytninger.fra, tilknytninger.kendt) as dag,
      nummer,
      nummer_fra,
      nummer_foer,
      forrige_nummer_fra,
      nummer_foerst
    from verden.tilknytninger
    join verden.personer using (nr)
    where ${chosen('tilknytninger.nr')}
      and ${chosen('personer.nr')}
  )`,
  {
    order: 'nr, rolle, fra',
    values: (shown) => ({
      Personnummer: numberOn(shown),
      KommuneKode: "lpad(kommune::varchar, 4, '0')",
      Rolle: 'rolle',
      FraDato: 'fra',
      TilDato: endOn(shown),
    }),
  },
)

/** The contracts of CPR in the order of a zip's files. */
export const CPR_CONTRACTS: readonly SlicedContract[] = [person, adresse, tilknytning]
