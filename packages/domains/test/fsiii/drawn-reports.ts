import type { Contract } from '@flis/core'
import fc from 'fast-check'
import {
  FSIIIBorgervurdering,
  FSIIIKontakt,
  FSIIILeveretIndsats,
  FSIIIOpfoelgning,
  FSIIIPlanlagtIndsats,
  FSIIITilstand,
} from '../../src/fsiii/index.js'
import type { Version } from './lager.js'

/** A version of a resource, told in a report about a citizen. */
export interface Told {
  readonly contract: Contract
  readonly version: Version & { readonly Personnummer: string; readonly _rapport: string }
}

const CITIZENS = Array.from({ length: 10 }, (_, nr) => `${String(nr + 1).padStart(2, '0')}01410001`)

const date = (first: string, days: number) =>
  fc
    .integer({ min: 0, max: days })
    .map((day) => new Date(Date.parse(first) + day * 86_400_000).toISOString().slice(0, 10))
const anyDate = date('2022-02-25', 120)
const anyMoment = fc.oneof(
  anyDate,
  anyDate.map((day) => `${day}T22:30:00Z`),
)

/** Resources of a citizen, sometimes of another: few, so that they are told again and refer to each other. */
const anyId = (kind: string, citizen: string) =>
  fc
    .tuple(
      fc.oneof({ weight: 9, arbitrary: fc.constant(citizen) }, fc.constantFrom(...CITIZENS)),
      fc.integer({ min: 1, max: 2 }),
    )
    .map(([of, nr]) => `${kind}${nr} ${of}`)
const ids = (kind: string, citizen: string) => fc.uniqueArray(anyId(kind, citizen), { maxLength: 2 })

const resources = (citizen: string): fc.Arbitrary<{ contract: Contract; version: Version }> =>
  fc.oneof(
    fc
      .record({
        Id: anyId('t', citizen),
        TilstandKode: fc.constantFrom('J1.3', '#j1.3', 'J3.2', 'H1.1'),
        RegistreretDato: anyDate,
        Status: fc.constantFrom('active', 'active', 'inactive', 'inactive', 'entered-in-error'),
        KontaktIds: ids('k', citizen),
      })
      .map((row) => ({
        contract: FSIIITilstand,
        version: { ...row, ErAktiv: String(row.Status === 'active') },
      })),
    fc
      .record({
        Id: anyId('p', citizen),
        IndsatsKode: fc.constantFrom('H1.1', '#1.1', 'G1.41', 'J1.3'),
        StartDato: anyDate,
        SlutDato: fc.constantFrom(null, '2022-06-30', '2022-08-01'),
        Status: fc.constantFrom('active', 'active', 'completed', 'revoked', 'entered-in-error'),
        TilstandIds: ids('t', citizen),
      })
      .map((version) => ({ contract: FSIIIPlanlagtIndsats, version })),
    fc
      .record({
        Id: anyId('l', citizen),
        LeveretTidspunkt: anyMoment,
        Status: fc.constantFrom('completed', 'completed', 'in-progress', 'entered-in-error'),
        TilstandIds: ids('t', citizen),
      })
      .map((version) => ({ contract: FSIIILeveretIndsats, version })),
    fc
      .record({
        Id: anyId('o', citizen),
        Resultat: fc.constantFrom('E1', 'E2', 'E3'),
        Tidspunkt: anyMoment,
        FokusIds: fc.tuple(ids('t', citizen), ids('p', citizen)).map((two) => two.flat()),
        Status: fc.constantFrom('final', 'final', 'final', 'entered-in-error'),
      })
      .map((version) => ({ contract: FSIIIOpfoelgning, version })),
    fc
      .record({
        Id: anyId('v', citizen),
        Vaerdi: fc.constantFrom('C1', 'C2', 'D1'),
        Tidspunkt: anyMoment,
        FokusId: anyId('t', citizen),
        Status: fc.constantFrom('final', 'final', 'final', 'entered-in-error'),
      })
      .map((row) => ({ contract: FSIIIBorgervurdering, version: { ...row, Kode: row.Vaerdi.slice(0, 1) } })),
    fc
      .record({
        Id: anyId('k', citizen),
        StartTidspunkt: anyMoment,
        Status: fc.constantFrom('planned', 'planned', 'finished', 'entered-in-error'),
        TilstandIds: ids('t', citizen),
        IndsatsIds: ids('p', citizen),
      })
      .map((version) => ({ contract: FSIIIKontakt, version })),
  )

const told: fc.Arbitrary<Told> = fc
  .record({
    citizen: fc.constantFrom(...CITIZENS),
    day: date('2022-03-01', 150),
    kommune: fc.constantFrom('0751', '0101', '0000'),
  })
  .chain(({ citizen, day, kommune }) =>
    resources(citizen).map(({ contract, version }) => ({
      contract,
      version: { ...version, Personnummer: citizen, _kommune: kommune, _rapport: `${day}T08:00:00Z` },
    })),
  )

/** Reports of half a year about ten citizens, in the order in which they were made. */
export const drawnReports: fc.Arbitrary<readonly Told[]> = fc
  .array(told, { minLength: 120, maxLength: 180 })
  .map((all) => [...all].sort((a, b) => (a.version._rapport < b.version._rapport ? -1 : 1)))
