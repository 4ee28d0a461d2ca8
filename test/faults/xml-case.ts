import { KOMMUNE_CODES } from '@flis/core'
import { Chance } from './chance.js'
import type { Place } from './csv-case.js'
import type { FaultCase } from './fault-case.js'
import { metadataText } from './metadata-text.js'
import { MUTATIONS } from './mutate-xml.js'

const emne = (nr: string): string =>
  `      <Emne>
        <EmneNr>${nr}</EmneNr>
        <EmneTitel>Plantet emne &amp; andet</EmneTitel>
        <UUID>0b9c1c52-9d8e-4a0c-8a53-5a0f0f6f7f11</UUID>
        <EmneAdministrativInfo><OprettetDato>2007-01-01</OprettetDato></EmneAdministrativInfo>
      </Emne>`

const gruppe = (nr: string): string =>
  `    <Gruppe>
      <GruppeNr>${nr}</GruppeNr>
      <GruppeTitel>Plantet gruppe Østergård</GruppeTitel>
${emne(`${nr}.00`)}
${emne(`${nr}.04`)}
    </Gruppe>`

const PLAN = `<?xml version="1.0" encoding="UTF-8"?>
<KLE-Emneplan>
  <UdgivelsesDato>2022-10-01</UdgivelsesDato>
  <Hovedgruppe>
    <HovedgruppeNr>32</HovedgruppeNr>
    <HovedgruppeTitel>Plantet hovedgruppe</HovedgruppeTitel>
${gruppe('32.03')}
${gruppe('32.24')}
  </Hovedgruppe>
</KLE-Emneplan>
`

/** A plan of subjects with a fault in it. */
export const xmlCase = ({ nr, nth, seed }: Place): FaultCase => {
  const chance = new Chance(seed * 3_001 + nr)
  const sender = `X${Math.floor(nth / KOMMUNE_CODES.length)}`
  const fileName = `EMN_${KOMMUNE_CODES[nth % KOMMUNE_CODES.length] ?? ''}_2022-10_001_F_${sender}.xml`
  const fault = chance.pick(MUTATIONS)
  const data = Buffer.from(fault.apply(PLAN, chance))
  return {
    nr,
    fileName,
    data,
    metadata: Buffer.from(metadataText(fileName, data.length, sender)),
    form: 'xml',
    faults: [`xml: ${fault.name}`],
    ...(fault.code === undefined ? {} : { expects: fault.code }),
  }
}
