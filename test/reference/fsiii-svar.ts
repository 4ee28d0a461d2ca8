// What FSIII's answers mean in either scheme, typed by hand from KL's public code system.

/** Severity: 0–4, and 9 judged not relevant. */
export const SVAERHEDSGRAD: Readonly<Record<string, number>> = {
  B1: 0,
  B2: 1,
  B3: 2,
  B4: 3,
  B5: 4,
  B6: 9,
  '9c5cfb57-a498-40e5-98a7-792bf5fb205b': 0,
  'fcc16cb1-41f0-4832-b834-110fba0aaabe': 1,
  'd984ad21-48fe-4619-845e-2aa0303048e7': 2,
  '1ceef776-0cfa-4acd-b222-c5bb2424e0c1': 3,
  'f4c9f159-5806-4c06-95e9-e69b83bab1a1': 4,
  'd7ff926a-4955-478f-b300-0b0ec0785013': 9,
}

/** UUID of a result of a follow-up (E) or of the citizen's own view (C, D) → its legacy code. */
export const SVAR: Readonly<Record<string, string>> = {
  '9c90b0e5-9c0a-4b72-a18c-76cd6d6c6213': 'E1',
  'c6e71993-5d72-409a-8ab9-ecc094968635': 'E2',
  '59753987-c38d-41c5-b201-0eeff3032fef': 'E3',
  '61b9a5c2-2ea7-45ad-82b8-53cbb513290e': 'E4',
  'd6d48a71-b96f-4b88-86f9-b13bd3c03560': 'C',
  '0c87bff2-3b24-4a6e-a9df-193f268ae7b8': 'C1',
  '86c7db25-59bb-4bef-bfe3-c73b3031b9f2': 'C2',
  '9e6c7ef6-9539-4f87-a82a-1eea50a1ec2a': 'C3',
  'f5a558db-e3cd-4b66-bf69-34cd86df05e4': 'C4',
  '687159ad-a61c-47c0-a878-53aa54bae2d5': 'D',
  'ba2fc34d-dde5-4d1e-b642-7d6950580641': 'D1',
  '283bc119-5c7c-4679-8c8b-8768484e96d7': 'D2',
}
