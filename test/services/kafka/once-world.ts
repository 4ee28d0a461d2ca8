import { contract, dataomraade, field, kilde } from '@flis/pipelines'

export const NOW = '2022-12-02T12:00:00'

const KMMaaling = contract('KMMaaling', {
  kilde: 'KM',
  mode: 'append',
  fields: { MaalingId: field.key.text(), Vaerdi: field.integer() },
})
/** Events by id, of which every delivery brings new ones. */
export const maalinger = dataomraade('Kafkamålinger', {
  kilder: [kilde('KM', { types: ['D'] })],
  contracts: [KMMaaling],
  models: [],
})

export const SCHEMA = {
  type: 'record',
  name: 'KMMaaling',
  namespace: 'dk.flis.km',
  fields: [
    { name: 'MaalingId', type: 'string' },
    { name: 'Vaerdi', type: 'long' },
  ],
}
