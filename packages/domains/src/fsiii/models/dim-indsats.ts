import { dimension, ofRules } from '@flis/core'
import { type FSIIIRules, fsiiiRules } from '../rules.js'
import { kodekolonner, kodemedlemmer } from './kodemedlemmer.js'

const columns = kodekolonner('hjemmepleje, sygepleje, forebyggelse, genoptræning eller hjælpemidler')

/** Planned indsatser. Source: specification FSIII, DM. */
export const dimPlanlagtIndsats = ofRules((rules: FSIIIRules) =>
  dimension('DimPlanlagtIndsats', {
    natural: ['Kode'],
    columns,
    description: 'Indsatser i Fælles Sprog III, som kan planlægges',
    rules: ['kodePar', 'indsatskatalog', 'gyldighed'],
    sql: () => kodemedlemmer(rules.indsatskatalog(), rules),
  }),
)

/** The same by the area's own rules. */
export const DimPlanlagtIndsats = dimPlanlagtIndsats(fsiiiRules)

/** Delivered indsatser: the same members. Source: specification FSIII, DM. */
export const dimLeveretIndsats = ofRules((rules: FSIIIRules) =>
  dimension('DimLeveretIndsats', {
    natural: ['Kode'],
    columns,
    description: 'Indsatser i Fælles Sprog III, som kan leveres',
    rules: ['kodePar', 'indsatskatalog', 'gyldighed'],
    sql: () => kodemedlemmer(rules.indsatskatalog(), rules),
  }),
)

/** The same by the area's own rules. */
export const DimLeveretIndsats = dimLeveretIndsats(fsiiiRules)
