import type { Table } from './family.js'

const sent = { sender: 'KOMBIT' } as const
const emneplan = (inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<KLE-Emneplan>\n  <UdgivelsesDato>2022-08-01</UdgivelsesDato>\n${inner}</KLE-Emneplan>\n`
const emne = (nr: string, title: string, info = ''): string =>
  `<Emne><EmneNr>${nr}</EmneNr><EmneTitel>${title}</EmneTitel>${info}<UUID>0cc253a9-163f-4563-acdf-b34a477f3ad1</UUID></Emne>`
const hovedgruppe = (inner: string): string =>
  `<Hovedgruppe><HovedgruppeNr>32</HovedgruppeNr><HovedgruppeTitel>Kontante ydelser</HovedgruppeTitel><HovedgruppeAdministrativInfo><RettetDato>2011-05-01</RettetDato></HovedgruppeAdministrativInfo><UUID>4eba8818-da19-4e37-b3e1-b9b6be2f2f13</UUID><Gruppe><GruppeNr>32.18</GruppeNr><GruppeTitel>Enkeltydelser</GruppeTitel><UUID>4da28ac8-fbb4-4f04-a81d-0af336eab752</UUID>${inner}</Gruppe></Hovedgruppe>\n`

export const kle: Table = {
  title: 'KLE:',
  cases: [
    {
      name: 'hovedgruppe, gruppe and emne are a row each, with what stands around them',
      file: 'KLE_0000_2022-08_001_F.xml',
      bytes: emneplan(
        hovedgruppe(
          emne(
            '32.18.04',
            'Enkeltydelser &amp; tilskud',
            '<EmneAdministrativInfo><OprettetDato>2004-02-01</OprettetDato><RettetDato>2011-05-01</RettetDato></EmneAdministrativInfo>',
          ) +
            emne(
              '32.18.05',
              'Ældre emne',
              '<EmneAdministrativInfo><HistoriskDato>2010-01-01</HistoriskDato></EmneAdministrativInfo>',
            ),
        ),
      ),
      state: 'loaded',
      counts: [4, 4, 0, 0],
      rows: [
        [
          'select Nummer, Titel, Niveau, Foraelder, OprettetDato::varchar, RettetDato::varchar, UdgaaetDato::varchar from dsa_hist.KleEmne where _leverance = $id order by 1',
          [
            ['32', 'Kontante ydelser', 'Hovedgruppe', null, null, '2011-05-01', null],
            ['32.18', 'Enkeltydelser', 'Gruppe', '32', null, null, null],
            ['32.18.04', 'Enkeltydelser & tilskud', 'Emne', '32.18', '2004-02-01', '2011-05-01', null],
            ['32.18.05', 'Ældre emne', 'Emne', '32.18', null, null, '2010-01-01'],
          ],
        ],
      ],
      ...sent,
    },
    {
      name: 'a byte-order mark and UdgaaetDato',
      file: 'KLE_0000_2022-09_001_F.xml',
      bytes: `\uFEFF${emneplan(hovedgruppe(emne('32.18.04', 'Enkeltydelser', '<EmneAdministrativInfo><UdgaaetDato>2022-07-01</UdgaaetDato></EmneAdministrativInfo>')))}`,
      state: 'loaded',
      counts: [3, 3, 0, 0],
      rows: [
        [
          `select UdgaaetDato::varchar from dsa_hist.KleEmne where Nummer = '32.18.04' and _leverance = $id`,
          [['2022-07-01']],
        ],
      ],
      ...sent,
    },
    {
      name: 'an emne without a title, one with a day that is none, and a number with two titles',
      file: 'KLE_0000_2022-10_001_F.xml',
      bytes: emneplan(
        hovedgruppe(
          '<Emne><EmneNr>32.18.01</EmneNr></Emne>' +
            emne(
              '32.18.02',
              'To',
              '<EmneAdministrativInfo><OprettetDato>2004-02-30</OprettetDato></EmneAdministrativInfo>',
            ) +
            emne('32.18.03', 'Tre') +
            emne('32.18.03', 'Og tre') +
            emne('32.18.04', 'Fire'),
        ),
      ),
      state: 'loaded',
      counts: [7, 3, 4, 0],
      quarantine: [
        ['KLE_0000_2022-10_001_F.xml', 3, 'KleEmne', ['R101'], ['Titel'], null],
        ['KLE_0000_2022-10_001_F.xml', 4, 'KleEmne', ['R102'], ['OprettetDato'], null],
        ['KLE_0000_2022-10_001_F.xml', 5, 'KleEmne', ['R110'], ['Nummer'], null],
        ['KLE_0000_2022-10_001_F.xml', 6, 'KleEmne', ['R110'], ['Nummer'], null],
      ],
      ...sent,
    },
    {
      name: 'XML that ends in the middle',
      file: 'KLE_0000_2022-10_002_F.xml',
      bytes: emneplan(hovedgruppe(emne('32.18.04', 'x'))).slice(0, 250),
      state: 'rejected',
      code: 'L043',
      ...sent,
    },
    {
      name: 'XML whose elements are not closed in order',
      file: 'KLE_0000_2022-10_003_F.xml',
      bytes: emneplan('<Hovedgruppe><HovedgruppeNr>32</Hovedgruppe></HovedgruppeNr>'),
      state: 'rejected',
      code: 'L043',
      ...sent,
    },
    {
      name: 'a DOCTYPE',
      file: 'KLE_0000_2022-10_004_F.xml',
      bytes: emneplan('').replace(
        '?>',
        '?>\n<!DOCTYPE KLE-Emneplan [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
      ),
      state: 'rejected',
      code: 'L043',
      ...sent,
    },
    {
      name: 'text in place of XML',
      file: 'KLE_0000_2022-10_005_F.xml',
      bytes: 'Nummer;Titel\n32;Kontante ydelser\n',
      state: 'rejected',
      code: 'L043',
      ...sent,
    },
    {
      name: 'a byte that is not UTF-8',
      file: 'KLE_0000_2022-10_006_F.xml',
      bytes: Buffer.from(emneplan(hovedgruppe(emne('32.18.04', 'æ'))), 'latin1'),
      state: 'rejected',
      code: 'L042',
      ...sent,
    },
    {
      name: 'KLE of a kommune',
      file: 'KLE_0751_2022-10_001_F.xml',
      bytes: emneplan(''),
      state: 'rejected',
      code: 'L003',
      ...sent,
    },
  ],
}
