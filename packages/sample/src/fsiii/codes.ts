/** One concept of the sample's code system under its two codes; both members have the same display path. */
export interface SampleConcept {
  readonly legacy: string
  readonly uuid: string
  readonly display: string
  readonly concepts?: readonly SampleConcept[]
}

const concept = (
  legacy: string,
  uuid: string,
  display: string,
  concepts?: readonly SampleConcept[],
): SampleConcept => ({ legacy, uuid, display, ...(concepts === undefined ? {} : { concepts }) })

const TILSTANDE_HJEMMEPLEJE = concept(
  'J',
  'd49d6b0c-c067-4469-b92d-3842822c4971',
  'Kommunale pleje- og omsorgstilstande',
  [
    concept('J1', '43c2b7f0-5e55-4627-8fcf-bdaf5a9d84ac', 'Egenomsorg', [
      concept('J1.1', '4d46bd94-9518-431c-82e8-ebb91bca307a', 'Vaske sig'),
      concept('J1.2', '581f65f9-cd0a-4630-8cc5-c8c125ae2d0c', 'Kropspleje'),
      concept('J1.3', 'e853d3e7-1de5-44f0-ab48-1fb20c449035', 'Af- og påklædning'),
      concept('J1.8', '5eecf025-ae93-4256-8df5-bc304c149b96', 'Gå på toilet'),
    ]),
    concept('J2', '1c850a09-aa49-4fae-9354-f932f13e030b', 'Praktiske opgaver', [
      concept('J2.1', 'a7ac8429-513f-43cd-bc69-96a8d0e0f0ff', 'Lave husligt arbejde'),
      concept('J2.2', '75bfc8db-a220-4801-a8c7-5e968e94d44b', 'Lave mad'),
    ]),
    concept('J3', '462f9352-0129-4d8e-8c75-a6dfed78ddcf', 'Mobilitet', [
      concept('J3.2', '4f915ee9-9f30-47b5-b582-c0f1467dd271', 'Bevæge sig omkring'),
      concept('J3.8', '51697715-965a-40f3-b4a5-819103bf9d49', 'Gå'),
    ]),
  ],
)

const TILSTANDE_SYGEPLEJE = concept(
  'I',
  '4db72d65-7ec1-45b4-89c3-5017c35d085e',
  'Kommunale sygeplejetilstande',
  [
    concept('I2', '55670b1e-7a36-46b2-8712-b7536237f22d', 'Bevægeapparat', [
      concept('I2.1', '92caace8-60e3-4861-80ac-6e372a700e1d', 'Problemer med mobilitet og bevægelse'),
    ]),
    concept('I4', '1bb534f3-e526-41a9-b9c3-6157ea19c915', 'Hud og slimhinder', [
      concept('I4.1', '7fc48908-33a5-42bf-9d30-feb346e3af21', 'Problemer med kirurgisk sår'),
      concept('I4.4', 'bb0ea5fa-3462-40de-9047-a16fc4815a47', 'Problemer med tryksår'),
    ]),
    concept('I7', '01150cdb-6098-48ce-bb61-60967f6bcc37', 'Respiration og cirkulation', [
      concept('I7.1', 'dae40f60-8dab-4bd3-ab72-b07d0f278692', 'Respirationsproblemer'),
      concept('I7.2', '3dac3b51-364e-47c0-a043-15b6d7a6c405', 'Cirkulationsproblemer'),
    ]),
  ],
)

const INDSATSER_HJEMMEPLEJE = concept(
  'H',
  'b07bbb6d-16b2-4cee-b5a5-771ca5beb67c',
  'Kommunale pleje- og omsorgsindsatser',
  [
    concept('H1', '642bc356-a7e2-4dcf-9d3d-7ae90bf936c2', 'SEL § 83', [
      concept('H1.1', '17312894-b23f-43d9-9723-b725ac25d872', 'Personlig hygiejne'),
      concept('H1.2', '4a4add40-ee74-4090-bd70-48d9bda9c5c4', 'Udskillelser'),
      concept('H1.4', 'ef8ee035-00d2-48b9-b366-27753ccd5504', 'Mobilitet'),
      concept('H1.5', '1ae7906b-5f16-4ba4-9077-7f59067cbedb', 'Hverdagens aktiviteter'),
      concept('H1.8', '43608562-e356-4990-8b96-e35128bbdc4f', 'Rengøring'),
    ]),
    concept('H6', 'ae759142-4006-454f-a585-ca02519e5579', '§ 86 stk. 2 Vedligeholdelsestræning', [
      concept('H6.1', 'c7d79b23-a53d-4ad5-a536-24d7c7fe8e18', 'Vedligehold af færdigheder'),
    ]),
  ],
)

const INDSATSER_SYGEPLEJE = concept(
  'G',
  'cac857f7-2957-4fc7-a814-9e7fc450270a',
  'Kommunale sygeplejeindsatser',
  [
    concept('G1', '993d8f7b-fbed-4a78-90d9-6efbfa835114', 'SUL § 138', [
      concept('G1.20', 'd2d42368-9d6d-4ca2-affe-f7116da86e1b', 'Medicinadministration'),
      concept('G1.21', '81ad7190-f253-47c2-a7c9-3d61dd4f7275', 'Medicindispensering'),
      concept('G1.29', '3198a6ba-879c-4d2e-914b-560ba1e0d63a', 'Respirationsbehandling'),
      concept('G1.39', '76878386-b3d2-4320-828a-a700e8a66234', 'Sårbehandling'),
      concept('G1.41', '34b8b9a0-41bf-4dce-88f6-409de21fb175', 'Undersøgelser og måling af værdier'),
    ]),
  ],
)

const SKALERING = concept('B', '2c02a704-deee-4878-9378-1167613b3da6', 'Funktionsevne skalering', [
  concept('B1', '9c5cfb57-a498-40e5-98a7-792bf5fb205b', '0'),
  concept('B2', 'fcc16cb1-41f0-4832-b834-110fba0aaabe', '1'),
  concept('B3', 'd984ad21-48fe-4619-845e-2aa0303048e7', '2'),
  concept('B4', '1ceef776-0cfa-4acd-b222-c5bb2424e0c1', '3'),
  concept('B5', 'f4c9f159-5806-4c06-95e9-e69b83bab1a1', '4'),
  concept('B6', 'd7ff926a-4955-478f-b300-0b0ec0785013', '9'),
])

const OPFOELGNING = concept(
  'E',
  'ad78224f-b339-462c-9f2c-90b3120605cb',
  'Resultat af opfølgning kommunal pleje og omsorg',
  [
    concept('E1', '9c90b0e5-9c0a-4b72-a18c-76cd6d6c6213', 'Fortsættes'),
    concept('E2', 'c6e71993-5d72-409a-8ab9-ecc094968635', 'Ændres inden for rammen'),
    concept('E3', '59753987-c38d-41c5-b201-0eeff3032fef', 'Afsluttes'),
    concept('E4', '61b9a5c2-2ea7-45ad-82b8-53cbb513290e', 'Revisitation'),
  ],
)

/** The roots of the sample's code system: a small part of FSIII. */
export const SAMPLE_CONCEPTS: readonly SampleConcept[] = [
  SKALERING,
  OPFOELGNING,
  INDSATSER_SYGEPLEJE,
  INDSATSER_HJEMMEPLEJE,
  TILSTANDE_SYGEPLEJE,
  TILSTANDE_HJEMMEPLEJE,
]

/** The concepts without children under a root, e.g. `J`, in their order. */
export const leavesOf = (root: string): readonly SampleConcept[] => {
  const leaves = (each: SampleConcept): readonly SampleConcept[] =>
    each.concepts === undefined ? [each] : each.concepts.flatMap(leaves)
  return SAMPLE_CONCEPTS.filter((each) => each.legacy === root).flatMap(leaves)
}
