import { contract, field, kilde, type XmlMapping } from '@flis/core'

/** KL's Emnesystematik (KLE), the whole plan at each delivery. Source: specification 2.5. */
export const KLE = kilde('KLE', { senders: ['KOMBIT'], scope: 'national', formats: ['xml', 'zip'] })

/** The plan's levels, from the outside in. */
const LEVELS = ['Hovedgruppe', 'Gruppe', 'Emne']

/**
 * An element of the plan. Each level has names of its own (`EmneNr`, `EmneAdministrativInfo/OprettetDato`); an element
 * belongs to the one that it stands in. The plan's older forms write HistoriskDato for the day of withdrawal.
 */
const emneOf: XmlMapping = ({ name, texts, parent }) => {
  const dateOf = (date: string): string | null => texts[`${name}AdministrativInfo/${date}`] ?? null
  return {
    Nummer: texts[`${name}Nr`] ?? null,
    Titel: texts[`${name}Titel`] ?? null,
    Niveau: name,
    Foraelder: parent?.texts[`${parent.name}Nr`] ?? null,
    UUID: texts.UUID ?? null,
    OprettetDato: dateOf('OprettetDato'),
    RettetDato: dateOf('RettetDato'),
    UdgaaetDato: dateOf('UdgaaetDato') ?? dateOf('HistoriskDato'),
  }
}

/** Hovedgrupper, grupper and emner of KLE. */
export const KleEmne = contract('KleEmne', {
  kilde: KLE,
  mode: 'full',
  absence: 'slut',
  keyScope: 'global',
  owner: 'everyone',
  reader: { format: 'xml', root: 'KLE-Emneplan', elements: LEVELS, row: emneOf },
  fields: {
    Nummer: field.key.text({ description: 'Nummeret i KLE: hovedgruppe 00, gruppe 00.01, emne 00.01.00' }),
    Titel: field.text({ description: 'Hovedgruppens, gruppens eller emnets titel' }),
    Niveau: field.code(LEVELS, { description: 'Hovedgruppe, Gruppe eller Emne' }),
    Foraelder: field
      .text({ description: 'Nummeret på det niveau, som dette ligger under; tom for hovedgrupper' })
      .optional(),
    UUID: field.text({ description: 'KLE’s eget id' }).optional(),
    OprettetDato: field.date({ description: 'Dagen, hvor nummeret blev oprettet' }).optional(),
    RettetDato: field.date({ description: 'Dagen, hvor nummeret sidst blev rettet' }).optional(),
    UdgaaetDato: field
      .date({ description: 'Dagen, hvor nummeret udgik (også kaldt historisk); tom = gældende' })
      .optional(),
  },
  description: 'KL’s emnesystematik: hovedgrupper, grupper og emner',
})
