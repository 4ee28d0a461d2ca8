import {
  avroSchema,
  type Contract,
  columnType,
  type Dataomraade,
  isHistorised,
  type Kilde,
  sha256Text,
  systemColumns,
} from '@flis/core'
import { isByCitizen, isHomeOfCitizens } from './citizens.js'
import type { PackageColumn, PackageTable } from './package-table.js'

/** What receivers are told of the columns that follow the contract's own in DSA_HIST. */
const SYSTEM: Readonly<Record<string, string>> = {
  _kommune: 'Kommunen, som leverancen var for; 0000 = hele landet',
  _kildesystem: 'Kildesystemet, som leverede rækken',
  _fra: 'Første udtræk (ååååmmddnnn), hvor denne version gjaldt',
  _til: 'Første udtræk, hvor den ikke længere gjaldt; 99991231999 = den gælder',
  _leverance: 'Leverancen, som versionen kom med',
  _linje: 'Rækkens nummer i leverancens fil',
  _opdateret: 'Kildens tidspunkt for versionen (meta.lastUpdated)',
  _rapport: 'Tidspunktet for rapporten, som versionen kom med',
  _sha: 'SHA-256 af ressourcen, som den blev modtaget',
}

/** The contracts of an area's DSA packages. */
export interface DsaContracts {
  /** With the kommune's own rows, by name. */
  readonly own: readonly Contract[]
  /** For everyone, whole, by name: those of the area, and those of others that its tables read. */
  readonly shared: readonly Contract[]
  /** Names of those whose rows nobody can say whose they are: in no package. */
  readonly leftOut: readonly string[]
}

const byName = (a: Contract, b: Contract): number => (a.name < b.name ? -1 : 1)

const scopeOf = (area: Dataomraade, { kilde, deliveredBy }: Contract): Kilde['scope'] | undefined =>
  (deliveredBy ?? area.kilder.find((each) => each.name === kilde))?.scope

/**
 * Sorts the contracts of an area by whose their rows are. Rows of a kommune's own delivery are that kommune's; of a
 * national delivery the contract says it (`owner`), and where it does not they are nobody's. Rows of CPR are those of the
 * kommuner that are entitled to the citizen.
 *
 * @example dsaContracts(ky).own.map((each) => each.name) // ['KYAfgoerelse', 'KYOpgave', …]
 */
export const dsaContracts = (area: Dataomraade): DsaContracts => {
  const all = area.contracts.filter(isHistorised)
  const isShared = (each: Contract): boolean => each.owner === 'everyone'
  const own = all.filter(
    (each) =>
      !isShared(each) &&
      (isByCitizen(each)
        ? isHomeOfCitizens(area)
        : each.owner !== undefined || scopeOf(area, each) !== 'national'),
  )
  const shared = [...all, ...area.reads.filter(isHistorised)].filter(isShared)
  return {
    own: own.sort(byName),
    shared: shared.sort(byName),
    leftOut: all
      .filter((each) => !own.includes(each) && !shared.includes(each))
      .map((each) => each.name)
      .sort(),
  }
}

/** A contract's table of DSA_HIST as receivers see it: the typed columns, then the system's. */
export const tableOfContract = (contract: Contract): PackageTable => {
  const fields = Object.entries(contract.fields).map(
    ([name, field]): PackageColumn => ({
      name,
      type: columnType(field),
      description: field.description ?? '',
      data: field.data,
      isKey: field.key,
    }),
  )
  const system = systemColumns(contract).map(
    ([name, type]): PackageColumn => ({
      name,
      type,
      description: SYSTEM[name] ?? '',
      data: 'ingen',
      isKey: false,
    }),
  )
  return {
    name: contract.name,
    kind: 'dsa',
    description: contract.description,
    columns: [...fields, ...system],
    grain: [],
    versionsOf: [
      ...(contract.keyScope === 'kildesystem' ? ['_kommune', '_kildesystem'] : []),
      ...contract.key,
    ],
    foreignKeys: [],
    totals: Object.entries(contract.fields)
      .filter(([, field]) => field.kind.type === 'decimal')
      .map(([name]) => name),
    fingerprint: sha256Text(JSON.stringify(avroSchema(contract))),
  }
}
