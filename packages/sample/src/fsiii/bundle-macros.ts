/**
 * FHIR resources as SQL macros, in the shape of KL's gateway guide. `opdateret` is meta.lastUpdated or null:
 * some senders fill it in, others do not.
 */
export const bundleMacros: readonly string[] = [
  `create macro fhir_coded(kode) as
    json_object('coding', json_array(json_object('system', 'urn:oid:1.2.208.176.2.21', 'code', kode)))`,
  `create macro fhir_term(system, kode) as
    json_object(
      'coding',
      json_array(json_object('system', 'http://terminology.hl7.org/CodeSystem/' || system, 'code', kode))
    )`,
  `create macro fhir_meta(profil, opdateret) as
    case
      when opdateret is null
        then json_object('profile', json_array('http://fhir.kl.dk/gateway/StructureDefinition/klgateway-care-' || profil))
      else json_object(
        'profile', json_array('http://fhir.kl.dk/gateway/StructureDefinition/klgateway-care-' || profil),
        'lastUpdated', opdateret
      )
    end`,
  `create macro fhir_reference(target) as json_object('reference', target)`,
  `create macro fhir_patient(id, personnummer, sor, opdateret) as
    json_object(
      'resourceType', 'Patient',
      'id', id,
      'meta', fhir_meta('citizen', opdateret),
      'identifier', json_array(
        json_object('use', 'official', 'value', personnummer, 'system', 'urn:oid:1.2.208.176.1.2')
      ),
      'managingOrganization', json_object(
        'identifier', json_object('use', 'official', 'value', sor, 'system', 'urn:oid:1.2.208.176.1.1')
      )
    )`,
  // an optional member is left out, never null: FHIR has no null
  `create macro fhir_condition(id, kode, niveau, aktiv, dato, patient, opdateret) as
    json_merge_patch(
      json_object(
        'resourceType', 'Condition',
        'id', id,
        'meta', fhir_meta('condition', opdateret),
        'clinicalStatus', fhir_term('condition-clinical', case when aktiv then 'active' else 'inactive' end),
        'code', fhir_coded(kode),
        'subject', fhir_reference('Patient/' || patient),
        'recordedDate', dato::varchar
      ),
      case when aktiv
        then json_object('category', json_array(fhir_term('condition-category', 'problem-list-item')))
        else '{}'::json
      end,
      case when niveau is null then '{}'::json else json_object('severity', fhir_coded(niveau)) end
    )`,
  `create macro fhir_period(start, slut) as
    case
      when slut is null then json_object('start', start::varchar)
      else json_object('start', start::varchar, 'end', slut::varchar)
    end`,
  `create macro fhir_intervention(kode, lokal) as
    case
      when lokal is null then fhir_coded(kode)
      else json_object('coding', json_array(
        json_object('system', 'urn:oid:1.2.208.176.2.21', 'code', kode),
        json_object('system', 'urn:flis:eksempel:lokal-indsats', 'code', lokal, 'display', 'Lokal indsats ' || lokal)
      ))
    end`,
  `create macro fhir_care_plan(id, kode, lokal, status, start, slut, aarsager, patient, opdateret) as
    json_object(
      'resourceType', 'CarePlan',
      'id', id,
      'meta', fhir_meta('planned-intervention', opdateret),
      'status', status,
      'intent', 'plan',
      'subject', fhir_reference('Patient/' || patient),
      'period', fhir_period(start, slut),
      'activity', json_array(json_object('detail', json_object(
        'code', fhir_intervention(kode, lokal),
        'status', case status when 'active' then 'in-progress' when 'completed' then 'completed' else 'stopped' end,
        'reasonReference', list_transform(aarsager, lambda reason: fhir_reference(reason))
      )))
    )`,
  `create macro fhir_procedure(id, kode, tidspunkt, aarsag, patient, opdateret) as
    json_object(
      'resourceType', 'Procedure',
      'id', id,
      'meta', fhir_meta('completed-intervention', opdateret),
      'status', 'completed',
      'code', fhir_coded(kode),
      'subject', fhir_reference('Patient/' || patient),
      'performedDateTime', tidspunkt,
      'reasonReference', json_array(fhir_reference(aarsag))
    )`,
  `create macro fhir_entry(resource) as
    json_object(
      'fullUrl', 'https://eksempel.flis/' || (resource->>'resourceType') || '/' || (resource->>'id'),
      'resource', resource
    )`,
  `create macro fhir_bundle(id, tidspunkt, profil, resources) as
    json_object(
      'resourceType', 'Bundle',
      'id', id,
      'meta', fhir_meta(profil, null),
      'type', 'collection',
      'timestamp', tidspunkt,
      'entry', list_transform(resources, lambda resource: fhir_entry(resource))
    )`,
  `create macro fhir_instant(dag, sekund) as
    strftime(dag::timestamp + to_seconds(sekund), '%Y-%m-%dT%H:%M:%SZ')`,
  `create macro fhir_sor(kode) as '99000000000' || kode`,
]
