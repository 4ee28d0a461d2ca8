import { quoteText } from '@flis/core'
import type { Slice } from '../write/line-file.js'

const conditions = (of: string, niveau: string, active: boolean): string => `
          list_transform(${of}, lambda each: fhir_condition(
            each.id, each.kode, ${niveau}, ${active}, start, patient, opdateret
          ))`

const carePlans = (of: string, status: string, end: string): string => `
          list_transform(${of}, lambda each: fhir_care_plan(
            each.id, each.kode, case when each.lokal then 'L' || kode || '-1' end, ${status},
            each.start, ${end}, each.aarsager, patient, opdateret
          ))`

const opening = `${conditions('tilstande', 'skalering[1 + each.niveau]', true)}
          || ${carePlans('indsatser', "'active'", 'each.planlagt_slut')}`

const visited = 'indsatser[1 + nr % len(indsatser) : 1 + nr % len(indsatser)]'

/** An indsats delivered; every other time a tilstand judged anew; once a later planned end. */
const followUp = `
          list_transform(${visited}, lambda each: fhir_procedure(
            uuid_of('levering ' || nr, kommune, forloeb), each.kode,
            -- one in twenty in the late evening, when Denmark may have another date than UTC
            case
              when sekund % 20 = 0 then fhir_instant(dag - 1, 81000 + sekund % 3600)
              else fhir_instant(dag, sekund - sekund % 60)
            end,
            each.aarsager[1], patient, opdateret
          ))
          || ${conditions('tilstande[1 : nr % 2]', 'skalering[1 + (each.niveau + nr) % 5]', true)}
          || ${carePlans('indsatser[1 : case when nr = 3 and kept > 0 then 1 else 0 end]', "'active'", 'dag + 180')}`

/** One in ten leaves out the end: then the day of the report counts. */
const closing = `${conditions('tilstande', 'skalering[1 + each.niveau]', false)}
          || ${carePlans(
            'indsatser[1 : kept]',
            "case when tilbagekaldt then 'revoked' else 'completed' end",
            'case when sekund % 10 > 0 then slut end',
          )}`

const withdrawal = carePlans(
  'indsatser[len(indsatser) : len(indsatser)]',
  "'entered-in-error'",
  'each.planlagt_slut',
)

/**
 * Lines of a kommune's FSIII delivery for a day: reports as Bundles, some lines a Bundle of Bundles in
 * another order than they were made (an incremental delivery promises none).
 */
export const bundleLines = (kommune: string, delivered: string, slice: Slice): string => `
  with reports as (
    select
      rapporter.linje,
      rapporter.nr,
      rapporter.slags,
      rapporter.dag,
      rapporter.sekund,
      forloeb.*,
      -- an indsats entered in error is the last one of its course
      len(indsatser) - case when fejlregistreret then 1 else 0 end as kept,
      fhir_instant(rapporter.dag, rapporter.sekund) as tidspunkt,
      case when rapporter.kommune % 2 = 0 then fhir_instant(rapporter.dag, rapporter.sekund) end as opdateret
    from rapporter
    join forloeb using (kommune, forloeb)
    where rapporter.kommune = ${Number(kommune)}
      and rapporter.leveret = date ${quoteText(delivered)}
      and rapporter.linje > ${slice.after}
      and rapporter.linje <= ${slice.upTo}
  ),
  with_resources as (
    select
      linje,
      dag,
      sekund,
      nr,
      forloeb,
      tidspunkt,
      uuid_of('rapport ' || nr, kommune, forloeb) as id,
      case slags
        when 'opening' then ${opening}
        when 'follow-up' then ${followUp}
        when 'closing' then ${closing}
        else ${withdrawal}
      end as resources,
      fhir_patient(patient, personnummer, fhir_sor(kode), opdateret) as citizen
    from reports
  ),
  bundles as (
    select
      linje,
      dag,
      sekund,
      nr,
      forloeb,
      tidspunkt,
      fhir_bundle(id, tidspunkt, 'delivery-report', [citizen] || resources) as bundle
    from with_resources
  ),
  gathered as (
    select
      linje,
      count(*) as reports,
      max(tidspunkt) as tidspunkt,
      list(bundle order by sekund % 100, dag, forloeb, nr) as bundles
    from bundles
    group by linje
  )
  select
    linje as position,
    case
      when reports = 1 then bundles[1]
      else fhir_bundle(
        uuid_of('samlet ' || ${quoteText(delivered)}, ${Number(kommune)}, linje),
        tidspunkt, 'delivery-report-collection', bundles
      )
    end::varchar as line
  from gathered`
