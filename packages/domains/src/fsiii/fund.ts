import { finding, lastDay, sql, text } from '@flis/core'
import { BorgerPerson, RefSorKommune } from '@flis/dm'
import { FSIIIBorgervurdering } from './contracts/fsiii-borgervurdering.js'
import { FSIIIKontakt } from './contracts/fsiii-kontakt.js'
import { FSIIILeveretIndsats } from './contracts/fsiii-leveret-indsats.js'
import { FSIIIOpfoelgning } from './contracts/fsiii-opfoelgning.js'
import { FSIIIPlanlagtIndsats } from './contracts/fsiii-planlagt-indsats.js'
import { FSIIITilstand } from './contracts/fsiii-tilstand.js'

/** A planned end that has passed does not end an active indsats. Source: domains/fsiii.md, FactPlanlagtIndsats. */
export const planlagtSlutPasseret = finding('planlagt slut passeret', {
  description: 'En aktiv planlagt indsats, hvis planlagte slut er passeret; den løber videre',
  rows: ({ month }) => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${FSIIIPlanlagtIndsats} as indsats
    where Status not in ('completed', 'revoked')
      and SlutDato <= date ${text(lastDay(month))}`,
})

/** FSIII has data from 2022; earlier ones load all the same. Source: domains/fsiii.md. */
export const foer2022 = finding('data før 2022', {
  description:
    'En tilstand, indsats, opfølgning, vurdering eller kontakt med en dato før 2022, hvor FSIII begynder',
  rows: () => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${FSIIITilstand} as tilstand
    where RegistreretDato < date '2022-01-01'
    union all
    select _kommune, _kildesystem, _leverance, _linje
    from ${FSIIIPlanlagtIndsats} as planlagt
    where StartDato < date '2022-01-01'
    union all
    select _kommune, _kildesystem, _leverance, _linje
    from ${FSIIILeveretIndsats} as leveret
    where left(LeveretTidspunkt, 4) < '2022'
    union all
    select _kommune, _kildesystem, _leverance, _linje
    from ${FSIIIOpfoelgning} as opfoelgning
    where left(Tidspunkt, 4) < '2022'
    union all
    select _kommune, _kildesystem, _leverance, _linje
    from ${FSIIIBorgervurdering} as vurdering
    where left(Tidspunkt, 4) < '2022'
    union all
    select _kommune, _kildesystem, _leverance, _linje
    from ${FSIIIKontakt} as kontakt
    where left(StartTidspunkt, 4) < '2022'`,
})

/**
 * Sværhedsgrad is mandatory for hjemmepleje, and not allowed for sygepleje. Source: domains/fsiii.md, "Reading a Bundle".
 */
export const svaerhedsgradUventet = finding('sværhedsgrad mangler eller er uventet', {
  description: 'En tilstand i hjemmepleje uden sværhedsgrad, eller i sygepleje med',
  rows: () => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${FSIIITilstand} as tilstand
    where (Svaerhedsgrad is null) = (Omraade = 'hjemmepleje')`,
})

/** A reference that resolves to nothing is kept. Source: domains/fsiii.md, "Reading a Bundle". */
export const ukendtReference = finding('ukendt reference', {
  description: 'En henvisning til en tilstand, indsats eller kontakt, der ikke er leveret',
  rows: () => sql`
    with henviser as (
      select Id, unnest(KontaktIds) as Maal, _kommune, _kildesystem, _leverance, _linje
      from ${FSIIITilstand} as tilstand
      union all
      select Id, unnest(TilstandIds), _kommune, _kildesystem, _leverance, _linje
      from ${FSIIIPlanlagtIndsats} as planlagt
      union all
      select Id, unnest(TilstandIds), _kommune, _kildesystem, _leverance, _linje
      from ${FSIIILeveretIndsats} as leveret
      union all
      select Id, unnest(FokusIds), _kommune, _kildesystem, _leverance, _linje
      from ${FSIIIOpfoelgning} as opfoelgning
      union all
      select Id, FokusId, _kommune, _kildesystem, _leverance, _linje
      from ${FSIIIBorgervurdering} as vurdering
      union all
      select Id, unnest(list_concat(TilstandIds, IndsatsIds)), _kommune, _kildesystem, _leverance, _linje
      from ${FSIIIKontakt} as kontakt
    ),
    kendte as (
      select Id from ${FSIIITilstand} as tilstand
      union all
      select Id from ${FSIIIPlanlagtIndsats} as planlagt
      union all
      select Id from ${FSIIIKontakt} as kontakt
    )
    select _kommune, _kildesystem, _leverance, _linje
    from (
      select distinct Id, _kommune, _kildesystem, _leverance, _linje
      from henviser
      anti join kendte on kendte.Id = henviser.Maal
    )`,
})

/** Without a date of birth there is no age. Source: domains/fsiii.md, "Birth date from BorgerPerson". */
export const ukendtFoedselsdato = finding('ukendt fødselsdato', {
  description: 'En tilstand eller indsats, hvis borger ikke har en fødselsdato i CPR; alderen er ukendt',
  rows: () => sql`
    with raekker as (
      select Personnummer, _kommune, _kildesystem, _leverance, _linje
      from ${FSIIITilstand} as tilstand
      union all
      select Personnummer, _kommune, _kildesystem, _leverance, _linje
      from ${FSIIIPlanlagtIndsats} as planlagt
      union all
      select Personnummer, _kommune, _kildesystem, _leverance, _linje
      from ${FSIIILeveretIndsats} as leveret
      where Status = 'completed'
    )
    select _kommune, _kildesystem, _leverance, _linje
    from raekker
    anti join ${BorgerPerson} as person on person.Personnummer = raekker.Personnummer`,
})

/** The kommune of a national delivery's row is its sender's. Source: domains/fsiii.md, "Kommune". */
export const ukendtKommune = finding('ukendt kommune', {
  description:
    'En tilstand eller indsats i en landsdækkende leverance, hvis afsender ikke står i RefSorKommune',
  rows: () => sql`
    with raekker as (
      select AfsenderSor, _kommune, _kildesystem, _leverance, _linje
      from ${FSIIITilstand} as tilstand
      union all
      select AfsenderSor, _kommune, _kildesystem, _leverance, _linje
      from ${FSIIIPlanlagtIndsats} as planlagt
      union all
      select AfsenderSor, _kommune, _kildesystem, _leverance, _linje
      from ${FSIIILeveretIndsats} as leveret
      where Status = 'completed'
    )
    select _kommune, _kildesystem, _leverance, _linje
    from raekker
    anti join ${RefSorKommune} as sor on sor.Sor = raekker.AfsenderSor
    where _kommune = '0000'`,
})
