import { danishTime, lastDay, type Month, raw, type Sql, sql, text } from '@flis/core'
import { AulaRegistrering } from '../contracts/aula-registrering.js'
import { BARN_OG_INSTITUTION, RAEKKEFOELGE } from './forloeb.js'
import { indenForSekstenTimer } from './over-midnat.js'
import { CHECKET_UD, registrering, TIL_STEDE } from './registrering.js'

/**
 * Events of each child at each institution up to the last day of the run month, with the events right before and after each
 * (`Forrige…`, `Næste…`; later ones too), for findings.
 */
export const haendelserIOrden = (month: Month): Sql => sql`(
  with haendelser as (
    select
      ${raw(BARN_OG_INSTITUTION)},
      RegistreringId,
      Status,
      ${raw(registrering('Status'))} as Registrering,
      Tidspunkt,
      ${raw(danishTime('Tidspunkt'))} as Lokal,
      _fra,
      _leverance,
      _linje
    from ${AulaRegistrering} as registreringer
  ),
  i_orden as (
    select
      *,
      lag(Registrering) over barn as ForrigeRegistrering,
      lag(Tidspunkt) over barn as ForrigeTidspunkt,
      lag(Lokal) over barn as ForrigeLokal,
      lead(Status) over barn as NæsteStatus,
      lead(Tidspunkt) over barn as NæsteTidspunkt,
      lead(Lokal) over barn as NæsteLokal
    from haendelser
    window barn as (partition by ${raw(BARN_OG_INSTITUTION)} order by ${raw(RAEKKEFOELGE)})
  )
  select *
  from i_orden
  where Lokal < date ${text(lastDay(month))} + 1
)`

/**
 * Whether an event ends the stretch of the one right before it: on the same date always, on the next where it checks out a
 * child that was present, not later than 12:00 and within 16 hours. Never NULL.
 *
 * @param foer prefix of the columns of the event before @param efter of those of the event
 */
const ender = (foer: 'Forrige' | '', efter: 'Næste' | ''): string => `coalesce(
  ${foer}Registrering is not null
  and (
    ${efter}Lokal::date = ${foer}Lokal::date
    or (
      ${foer}Registrering = ${TIL_STEDE}
      and ${efter}Status = ${CHECKET_UD}
      and ${efter}Lokal::date = ${foer}Lokal::date + 1
      and ${efter}Lokal::time <= time '12:00'
      and ${indenForSekstenTimer(`${foer}Tidspunkt`, `${efter}Tidspunkt`)}
    )
  ),
  false
)`

/**
 * Manglende checkud: a presence that the next event does not end. Where there is no next event one may still be on its way:
 * it counts once the periode of the delivery that told of the presence is past, when its last day is not after the run month's.
 *
 * Source: specification Dagtilbud, FactDagtilbudKommeGå, "Otherwise a presence … has no end".
 *
 * @example sql`select * from ${haendelserIOrden(month)} as h where ${raw(manglendeCheckud(month))}`
 */
export const manglendeCheckud = (month: Month): string => `
  Registrering = ${TIL_STEDE}
  and not ${ender('', 'Næste')}
  and (NæsteTidspunkt is not null or _fra // 1000 <= ${lastDay(month).replaceAll('-', '')})`

/**
 * Checkud uden ankomst: checking out that ends nothing: no event before it, one that checked out already, or one of an earlier
 * date whose stretch it does not end.
 *
 * Source: specification Dagtilbud, FactDagtilbudKommeGå, "8 with nothing running".
 */
export const checkudUdenAnkomst = (): string => `
  Status = ${CHECKET_UD}
  and not ${ender('Forrige', '')}`
