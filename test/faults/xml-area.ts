import { contract, dataomraade, field, kilde, type XmlMapping } from '@flis/core'

const row: XmlMapping = ({ name, texts, parent }) => ({
  Nummer: texts[`${name}Nr`] ?? null,
  Titel: texts[`${name}Titel`] ?? null,
  Niveau: name,
  Foraelder: parent?.texts[`${parent.name}Nr`] ?? null,
  Oprettet: texts[`${name}AdministrativInfo/OprettetDato`] ?? null,
})

/** A plan of subjects, in the form of KLE. */
const Emneplan = contract('Emneplan', {
  kilde: 'EMN',
  mode: 'full',
  reader: { format: 'xml', root: 'KLE-Emneplan', elements: ['Hovedgruppe', 'Gruppe', 'Emne'], row },
  fields: {
    Nummer: field.key.text(),
    Titel: field.text(),
    Niveau: field.code(['Hovedgruppe', 'Gruppe', 'Emne']),
    Foraelder: field.text().optional(),
    Oprettet: field.date().optional(),
  },
})

export const xmlArea = dataomraade('Emneplan', {
  kilder: [kilde('EMN', { formats: ['xml'] })],
  contracts: [Emneplan],
  models: [],
})
