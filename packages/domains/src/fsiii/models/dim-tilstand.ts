import { dimension, ofRules } from '@flis/core'
import { type FSIIIRules, fsiiiRules } from '../rules.js'
import { kodekolonner, kodemedlemmer } from './kodemedlemmer.js'

/**
 * Tilstande: the codes under the roots of hjemmepleje and sygepleje, both schemes one member where they are a pair.
 *
 * Source: specification FSIII, DM.
 */
export const dimTilstand = ofRules((rules: FSIIIRules) =>
  dimension('DimTilstand', {
    natural: ['Kode'],
    columns: kodekolonner('hjemmepleje eller sygepleje'),
    description: 'Tilstande i Fælles Sprog III',
    rules: ['kodePar', 'tilstandskatalog', 'gyldighed'],
    sql: () => kodemedlemmer(rules.tilstandskatalog(), rules),
  }),
)

/** The same by the area's own rules. */
export const DimTilstand = dimTilstand(fsiiiRules)
