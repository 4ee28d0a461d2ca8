import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { CITIZENS } from './citizens.js'
import {
  BORGER,
  broken,
  CPR,
  changed,
  copied,
  DimBorger,
  FLEKS,
  KY,
  NEIGHBOUR,
  type PlantedBreach,
  pathOf,
} from './plant.js'

const økonomi = (name: string) => ({ name, type: 'BIGINT', data: 'økonomi' })

/** What packages hold beside citizens and rows, where they lie, what they tell of themselves. */
export const PACKAGES_PLANTED: readonly PlantedBreach[] = [
  broken(
    'cases stand in Borger’s package',
    BORGER,
    { kind: 'table of a second area', table: 'DimKYOpgaveOversigt' },
    { beside: KY, taken: ['DimKYOpgaveOversigt'] },
  ),
  broken(
    'a fact of Borger tells of benefits',
    BORGER,
    { kind: 'column of a second area', table: 'FactBorger', column: 'DimYdelsesart' },
    {
      tables: { FactBorger: 'select *, 5::bigint as DimYdelsesart from FactBorger' },
      added: { FactBorger: økonomi('DimYdelsesart') },
    },
  ),
  broken('KY’s package tells names', KY, DimBorger('column of a second area', 'Navn'), {
    tables: { DimBorger: `select *, 'Prøve Prøvesen' as Navn from DimBorger` },
    added: { DimBorger: { name: 'Navn', type: 'VARCHAR', data: 'kontakt' } },
  }),
  broken('names are left out, yet there', FLEKS, DimBorger('left out, yet there', 'Navn'), {
    manifest: { minimised: [{ what: 'names', table: 'DimBorger', columns: ['Navn'] }] },
  }),
  broken(
    'relatives are left out, one yet there',
    BORGER,
    DimBorger('left out, yet there', 'FarPersonnummer'),
    {
      tables: {
        DimBorger: changed(
          'DimBorger',
          'null::varchar as MorPersonnummer, null::varchar as "ÆgtefællePersonnummer"',
        ),
      },
      manifest: { minimised: [{ what: 'relations', table: 'DimBorger', columns: [] }] },
    },
  ),
  broken(
    'a house number is left out, yet there as received',
    CPR,
    { kind: 'left out, yet there', table: 'BorgerAdresse', column: 'HusNr' },
    {
      tables: {
        BorgerAdresse: changed(
          'BorgerAdresse',
          ['VejKode', 'Etage', 'SideDoer', 'AdresseId'].map((each) => `null::varchar as ${each}`).join(', '),
        ),
      },
      manifest: { minimised: [{ what: 'addresses', table: 'BorgerAdresse', columns: [] }] },
    },
  ),
  broken('the manifest counts a row less', BORGER, DimBorger('rows not counted'), {
    miscount: { DimBorger: -1 },
  }),
  broken(
    'the manifest tells an example with a number',
    BORGER,
    { kind: 'number in a column that is not for it', table: 'manifest.json' },
    { manifest: { quality: [{ test: 'K03', example: CITIZENS.bosat.nummer }] } },
  ),
  broken(
    'a file that nobody lists',
    FLEKS,
    { kind: 'files not as listed', table: 'Hemmelig.csv' },
    { hidden: { 'Hemmelig.csv': 'Personnummer\n' } },
  ),
  broken(
    'the window is told to begin a day later',
    BORGER,
    { kind: 'entitlement told otherwise' },
    { manifest: { entitlement: { from: '2014-03-01', through: '2024-02-29', alsoReferredTo: true } } },
  ),
  copied('a package in another kommune’s folder', pathOf(KY), pathOf(KY).replace('0751', '0461'), KY),
  copied(
    'a month package among the flexible ones',
    pathOf(BORGER),
    join('0751', 'FLEKS', `${basename(BORGER)}.zip`),
    BORGER.replace('MAANED', 'FLEKS'),
  ),
  {
    name: 'a kommune gets no flexible package',
    expected: { kind: 'package missing', package: 'FLEKS/FLIS_Borger_0730_2024-02_DM' },
    beside: ['0730'],
    plant: (outbox) => rm(join(outbox, pathOf(NEIGHBOUR(FLEKS)))),
  },
]
