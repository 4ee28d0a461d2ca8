// Code system members that the stories use, typed by hand; facts of KL's public FSIII code system.

export interface StoryCode {
  readonly kode: string
  readonly tekst: string
  /** Text of the group above it. */
  readonly gruppeTekst: string
  /** The UUID code that is the same member; null where the code system has none with the same path. */
  readonly uuid: string | null
}

const personligHjælp = '§ 83 stk. 1, nr. 1 Personlig hjælp og pleje'
const rehabilitering = '§ 83a Rehabilitering personlig hjælp og pleje'

const code = (kode: string, tekst: string, gruppeTekst: string, uuid: string | null): StoryCode => ({
  kode,
  tekst,
  gruppeTekst,
  uuid,
})

/** Members of DimPlanlagtIndsats and DimLeveretIndsats that the stories use, with CodeSystem-FSIII.json. */
export const storyCodesNewest: readonly StoryCode[] = [
  code('H1.1', 'Personlig hygiejne', personligHjælp, '17312894-b23f-43d9-9723-b725ac25d872'),
  code('H1.5', 'Hverdagens aktiviteter', personligHjælp, '1ae7906b-5f16-4ba4-9077-7f59067cbedb'),
  code('H1.4', 'Mobilitet', personligHjælp, 'ef8ee035-00d2-48b9-b366-27753ccd5504'),
  code(
    'H1.8',
    'Rengøring',
    '§ 83 stk. 1, nr. 2 Praktisk hjælp i hjemmet',
    '43608562-e356-4990-8b96-e35128bbdc4f',
  ),
  code('H1.11', 'Madservice', '§ 83 stk. 1, nr. 3 Madservice', '9aad7654-b9f9-40a3-84d9-2ae1dec4228a'),
  code('H2.5', 'RH Personlig hygiejne', rehabilitering, '2912752c-2e9e-4702-8787-b45f73ff5b05'),
  code('H2.2', 'RH Hverdagens aktiviteter', rehabilitering, 'f9cd3ded-f8af-4060-aad5-7e7c342d0230'),
  code('H2.4', 'RH Mobilitet', rehabilitering, '0b654911-f2b6-47d3-948b-3e9fb315b4c9'),
  code(
    'H6.1',
    'Vedligehold af færdigheder',
    '§ 86 stk. 2 Vedligeholdelsestræning',
    'c7d79b23-a53d-4ad5-a536-24d7c7fe8e18',
  ),
  code('G1.29', 'Respirationsbehandling', 'SUL § 138', '3198a6ba-879c-4d2e-914b-560ba1e0d63a'),
  code('G1.30', 'Respiratorbehandling', 'SUL § 138', 'c37b573b-d4a8-4784-8751-b54c70249902'),
  code('G1.41', 'Undersøgelser og måling af værdier', 'SUL § 138', '34b8b9a0-41bf-4dce-88f6-409de21fb175'),
  code('G1.47', 'Supplerende udredning', 'SUL § 138', 'b2634ff3-544b-46e8-8908-b056b3c4e27c'),
]

/** The same with CodeSystem-FSIII-20200908.json, which has no UUID codes for indsatser of these kinds. */
export const storyCodes20200908: readonly StoryCode[] = [
  code('H1.1', 'Personlig hygiejne', 'SEL § 83', null),
  code('H1.5', 'Hverdagens aktiviteter', 'SEL § 83', null),
  code('H1.4', 'Mobilitet', 'SEL § 83', null),
  code('H1.8', 'Rengøring', 'SEL § 83', null),
  code('H1.11', 'Madservice', 'SEL § 83', null),
  code('H2.5', 'RH Personlig hygiejne', 'SEL § 83A', null),
  code('H2.2', 'RH Hverdagens aktiviteter', 'SEL § 83A', null),
  code('H2.4', 'RH Mobilitet', 'SEL § 83A', null),
  code('H6.1', 'Vedligehold af færdigheder', 'SEL § 86 stk. 2', null),
  code('G1.29', 'Respirationsbehandling', 'SUL § 138', null),
  code('G1.30', 'Respiratorbehandling', 'SUL § 138', null),
  code('G1.41', 'Undersøgelser og måling af værdier', 'SUL § 138', null),
  code('G1.47', 'Supplerende udredning', 'SUL § 138', null),
]
