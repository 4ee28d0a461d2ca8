import { BorgerAdresse, BorgerPerson, BorgerTilknytning, LIFASkoledistrikt } from '@flis/dm'
import { type BorgerWorld, openBorgerWorld, person, Ydelse } from './borger-world.js'
import { type Member, query, texts } from './open-package.js'

/** Made-up citizens, by what each is there for. */
export const N = {
  bosat: '0101570001',
  fraflyttet: '0201570001',
  forlængst: '0301570001',
  betaling: '0401570001',
  handle: '0501570001',
  modtager: '0601570001',
  barn: '0701570001',
  andetsteds: '0801570001',
  internt: '0901570001',
  annulleret: '1001570001',
  slettet: '1101570001',
  gammelt: '1201570001',
  nyt: '1301570001',
  erstatning: '6101570001',
  beskyttet: '1401570001',
  mor: '1501570001',
  far: '1601570001',
  ægtefælle: '1701570001',
  udenPerson: '1801570001',
} as const
export type Navn = keyof typeof N
export const navnOf = (number: string): string =>
  Object.entries(N).find(([, each]) => each === number)?.[0] ?? number

const adresse = (who: Navn, KommuneKode: string, FraDato: string, TilDato: string | null = null) => ({
  Personnummer: N[who],
  KommuneKode,
  FraDato,
  TilDato,
  VejKode: '0001',
  HusNr: '007',
  Etage: '1',
  SideDoer: 'tv',
  AdresseId: `id ${who}`,
})
const tilknytning = (
  who: Navn,
  KommuneKode: string,
  Rolle: string,
  FraDato: string,
  TilDato: string | null,
) => ({
  Personnummer: N[who],
  KommuneKode,
  Rolle,
  FraDato,
  TilDato,
})

/** Whom 0751 is entitled to in a run of October 2022. */
export const ENTITLED: readonly Navn[] = [
  'beskyttet',
  'betaling',
  'bosat',
  'erstatning',
  'fraflyttet',
  'handle',
  'nyt',
]
/** Whom only another area of 0751 refers to. */
export const REFERRED: readonly Navn[] = ['barn', 'modtager']

/** A warehouse in which 0751 has had something to do with all of them, one way or another. */
export const citizensWorld = async (): Promise<BorgerWorld> => {
  const world = await openBorgerWorld()
  await world.insert(BorgerPerson, [
    person(N.bosat, {
      MorPersonnummer: N.mor,
      FarPersonnummer: N.far,
      AegtefaellePersonnummer: N.ægtefælle,
    }),
    ...(
      ['fraflyttet', 'forlængst', 'betaling', 'handle', 'modtager', 'barn', 'andetsteds', 'internt'] as const
    ).map((each) => person(N[each])),
    person(N.annulleret, { Status: '30' }),
    person(N.slettet, { Status: '50', GaeldendePersonnummer: N.mor }),
    person(N.gammelt, { Status: '60', GaeldendePersonnummer: N.nyt }),
    person(N.nyt),
    person(N.erstatning),
    person(N.beskyttet, { BeskyttelseFra: '2022-01-01' }),
    ...(['mor', 'far', 'ægtefælle'] as const).map((each) => person(N[each])),
  ])
  // an older version took somebody else's number for the citizen's next one
  await world.insert(
    BorgerPerson,
    [
      person(N.gammelt, { Status: '60', GaeldendePersonnummer: N.andetsteds }),
      person(N.bosat, { Status: '60', GaeldendePersonnummer: '1901570001' }),
    ],
    { fra: 20220930001n, til: 20221031001n },
  )
  await world.insert(BorgerAdresse, [
    adresse('bosat', '0751', '2000-01-01'),
    adresse('fraflyttet', '0751', '2000-01-01', '2012-11-01'),
    adresse('fraflyttet', '0461', '2012-11-01'),
    adresse('forlængst', '0751', '2000-01-01', '2012-10-31'),
    adresse('forlængst', '0461', '2012-10-31'),
    adresse('betaling', '0461', '2000-01-01'),
    adresse('handle', '0461', '2000-01-01'),
    adresse('modtager', '0461', '2000-01-01'),
    adresse('barn', '0461', '2010-01-01'),
    adresse('andetsteds', '0461', '2000-01-01'),
    adresse('internt', '0461', '2000-01-01'),
    adresse('annulleret', '0751', '2000-01-01'),
    adresse('slettet', '0751', '2000-01-01'),
    adresse('gammelt', '0751', '2000-01-01', '2014-01-01'),
    adresse('nyt', '0461', '2014-01-01'),
    adresse('erstatning', '0751', '2020-01-01'),
    { ...adresse('erstatning', '0461', '2020-02-01'), HusNr: '009' },
    adresse('beskyttet', '0751', '2000-01-01'),
    adresse('mor', '0461', '1990-01-01'),
    adresse('far', '0461', '1990-01-01'),
    adresse('ægtefælle', '0461', '1990-01-01'),
    adresse('udenPerson', '0751', '2000-01-01'),
  ])
  // what a delta has since replaced entitles nobody
  await world.insert(BorgerAdresse, [adresse('forlængst', '0751', '2016-01-01')], {
    fra: 20220930001n,
    til: 20221031001n,
  })
  await world.insert(BorgerTilknytning, [
    tilknytning('betaling', '0751', 'betaling', '2015-01-01', '2015-01-02'),
    tilknytning('handle', '0751', 'handle', '2022-10-31', null),
    tilknytning('forlængst', '0751', 'handle', '2022-11-01', null),
    tilknytning('andetsteds', '0751', 'betaling', '2015-01-01', '2015-01-01'),
  ])
  await world.insert(LIFASkoledistrikt, [
    ...['0751', '0461'].map((KommuneKode) => ({
      AdresseId: `a${KommuneKode}`,
      DistriktsNr: '101',
      DistriktsNavn: 'Skole',
      StartTrin: '0',
      SlutTrin: '9',
      KommuneKode,
      VejKode: '0001',
      VejNavn: `Vej i ${KommuneKode}`,
      HusNr: '007',
      PostNr: '8000',
    })),
  ])
  const ydelse = (YdelseId: string, modtager: Navn, barn: Navn | null, internt: Navn | null) => ({
    YdelseId,
    Modtager: N[modtager],
    Barn: barn === null ? null : N[barn],
    Hemmelig: internt === null ? null : N[internt],
  })
  await world.insert(Ydelse, [ydelse('1', 'modtager', 'barn', 'internt'), ydelse('2', 'bosat', null, null)], {
    kommune: '0751',
  })
  await world.insert(Ydelse, [ydelse('1', 'andetsteds', null, null)], { kommune: '0461' })
  for (const of of [BorgerPerson, BorgerTilknytning, LIFASkoledistrikt])
    await world.loaded(of, '2022-10', 20221031001n)
  await world.loaded(BorgerAdresse, '2022-09', 20220930001n)
  await world.loaded(BorgerAdresse, '2022-10', 20221031001n, '0000', 'D')
  for (const kommune of ['0751', '0461']) await world.loaded(Ydelse, '2022-10', 20221031001n, kommune)
  return world
}

/** The distinct values of a column as text, sorted. */
export const column = async (
  members: readonly Member[],
  table: string,
  name: string,
  where = 'true',
): Promise<readonly string[]> =>
  texts(
    await query(
      members,
      (file) =>
        `select distinct ${name}::varchar as v from ${file(`${table}.parquet`)} where ${where} order by v`,
    ),
    'v',
  )
/** Who is in DimBorger. */
export const citizens = async (members: readonly Member[]): Promise<readonly string[]> =>
  (await column(members, 'DimBorger', 'Personnummer', 'DimBorgerID <> -1')).map(navnOf).sort()

/** Every text of a package's tables in which a made-up number stands. */
export const numbersIn = async (members: readonly Member[]): Promise<readonly string[]> => {
  const found = new Set<string>()
  for (const each of members.filter(({ name }) => name.endsWith('.parquet'))) {
    const rows = await query(members, (file) => `select t::varchar as v from ${file(each.name)} as t`)
    for (const text of texts(rows, 'v')) for (const hit of text.matchAll(/\d{10}/g)) found.add(hit[0])
  }
  return [...found]
    .filter((each) => Object.values(N).some((one) => one === each))
    .map(navnOf)
    .sort()
}

/** A key without its member: table.column. */
export const dangling = async (members: readonly Member[]): Promise<readonly string[]> => {
  const skema = JSON.parse(
    members.find((each) => each.name === 'skema.json')?.bytes.toString('utf8') ?? '{}',
  ) as { tables: { name: string; foreignKeys: { column: string; table: string; key: string }[] }[] }
  const wrong: string[] = []
  for (const { name, foreignKeys } of skema.tables)
    for (const key of foreignKeys) {
      const [row] = await query(
        members,
        (file) => `select count(*) as n from ${file(`${name}.parquet`)} as t
          where "${key.column}" not in (select "${key.key}" from ${file(`${key.table}.parquet`)})`,
      )
      if (Number(row?.n) > 0) wrong.push(`${name}.${key.column}`)
    }
  return wrong
}
