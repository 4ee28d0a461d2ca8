// A plan of KLE as its XML document.

import type { KleEmne } from '../reference/ky-rows.js'

const element = (emne: KleEmne, inner: string): string => {
  const date = (name: string, value: string | null): string =>
    value === null ? '' : `<${name}>${value}</${name}>`
  const info = `${date('OprettetDato', emne.OprettetDato)}${date('UdgaaetDato', emne.UdgaaetDato)}`
  return [
    `<${emne.Niveau}>`,
    `<${emne.Niveau}Nr>${emne.Nummer}</${emne.Niveau}Nr>`,
    `<${emne.Niveau}Titel>${emne.Titel}</${emne.Niveau}Titel>`,
    `<${emne.Niveau}AdministrativInfo>${info}</${emne.Niveau}AdministrativInfo>`,
    inner,
    `</${emne.Niveau}>`,
  ].join('\n')
}

/** Each number stands within its parent, as the plan writes it. */
export const kleXml = (emner: readonly KleEmne[]): string => {
  const under = (parent: string | null): string =>
    emner
      .filter((emne) => emne.Foraelder === parent)
      .map((emne) => element(emne, under(emne.Nummer)))
      .join('\n')
  return `<KLE-Emneplan>\n<UdgivelsesDato>2022-01-01</UdgivelsesDato>\n${under(null)}\n</KLE-Emneplan>\n`
}
