import { finding, raw, sql } from '@flis/core'
import { DagtilbudIndskrivning } from './contracts/dagtilbud-indskrivning.js'
import { DagtilbudInstitution } from './contracts/dagtilbud-institution.js'
import { fuldtidsboern } from './rules/fuldtidsboern.js'
import { indskrevetTil } from './rules/indskrevet.js'
import {
  haendelserIOrden,
  manglendeCheckud as mangler,
  checkudUdenAnkomst as udenAnkomst,
} from './rules/manglende-checkud.js'

/** Without hours a child weighs nothing: Fuldtidsbørn is empty. Source: domains/dagtilbud.md, "fuldtidsbørn". */
export const udenTimer = finding('indskrivning uden timer', {
  description: 'En indskrivning, hvis timer er 0 eller ikke oplyst; Fuldtidsbørn er tom',
  rows: () => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${DagtilbudIndskrivning} as indskrivning
    where ${raw(fuldtidsboern('indskrivning.Timer'))} is null`,
})

/**
 * Two enrolments of one child in a kommune that share a day: both are kept, and both count here.
 * Source: domains/dagtilbud.md, "Two enrolments of one child that overlap".
 */
export const overlappendeIndskrivninger = finding('overlappende indskrivninger', {
  description: 'En indskrivning, der deler en dag med en anden af samme barn; begge tæller',
  rows: () => sql`
    with enrolled as (
      select
        _kommune,
        _kildesystem,
        _leverance,
        _linje,
        Personnummer,
        StartDato as first_day,
        coalesce(${raw(indskrevetTil('indskrivning'))}, 'infinity'::date) as last_day,
        IndskrivningId
      from ${DagtilbudIndskrivning} as indskrivning
    ),
    in_order as (
      select
        *,
        max(last_day) over (child rows between unbounded preceding and 1 preceding) as last_day_before,
        lead(first_day) over child as first_day_after
      from enrolled
      where first_day <= last_day
      window child as (partition by _kommune, Personnummer order by first_day, _kildesystem, IndskrivningId)
    )
    select _kommune, _kildesystem, _leverance, _linje
    from in_order
    where last_day_before >= first_day or first_day_after <= last_day`,
})

/** A number that nobody has delivered: −1 in DimInstitution. Source: 3-layers.md 3.2 (a missing parent). */
export const ukendtInstitution = finding('ukendt institution', {
  description: 'En indskrivning, hvis institution ikke er leveret',
  rows: () => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${DagtilbudIndskrivning} as indskrivning
    anti join ${DagtilbudInstitution} as institution
      on institution.InstitutionsNr = indskrivning.InstitutionsNr`,
})

/** A presence that nothing ends has no end in DM. Source: domains/dagtilbud.md, FactDagtilbudKommeGå. */
export const manglendeCheckud = finding('manglende checkud', {
  description: 'En tilstedeværelse i Aula uden checkud; forløbet har ingen slutning',
  rows: ({ month }) => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${haendelserIOrden(month)} as haendelser
    where ${raw(mangler(month))}`,
})

/** Checking out when nothing runs makes no row. Source: domains/dagtilbud.md, FactDagtilbudKommeGå. */
export const checkudUdenAnkomst = finding('checkud uden ankomst', {
  description: 'Et checkud i Aula, hvor intet forløb er i gang; det giver ingen række',
  rows: ({ month }) => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${haendelserIOrden(month)} as haendelser
    where ${raw(udenAnkomst())}`,
})
