import { areaOfColumn, areaOfTable } from './areas.js'
import type { Findings } from './breach.js'
import { judgeElsewhere, judgeHome, judgeKeys, type Member, membersOf } from './judge-citizens.js'
import { judgeMonths } from './judge-months.js'
import { judgeCprRows } from './judge-received.js'
import { type Measured, measure } from './measure.js'
import type { Package, Table } from './open-package.js'
import { numbersIn } from './own-numbers.js'
import { entitledTo, windowOf } from './whose.js'
import type { World } from './world.js'

/** What a package is judged by. */
export interface Law {
  readonly world: World
  readonly runDate: string
  /** Citizens that rows of the kommune's other areas are about, where they belong into Borger's package. */
  readonly referred: ReadonlySet<string>
  /** Whether they do. */
  readonly alsoReferredTo: boolean
  /** What the warehouse's settings leave out of the package. */
  readonly leaveOut: readonly string[]
}

/** What a judged package held. */
export interface Judged {
  readonly rows: number
  readonly members: readonly Member[]
  /** Citizens whom rows of the package are about, and whom its kommune has told of. */
  readonly about: ReadonlySet<string>
  /** Citizens of Borger's package whom the kommune is not entitled to by Borger. */
  readonly onlyReferredTo: number
}

const HOME = 'Borger'

/** The list of files is that of the package. */
const judgeFiles = ({ manifest, members, tables }: Package, findings: Findings): void => {
  const listed = new Set((manifest.files ?? []).map(({ name }) => name))
  const there = members.filter((name) => /\.(?:parquet|csv)$/.test(name) && !name.startsWith('ddl/'))
  const known = new Set(tables.map(({ file }) => file))
  for (const name of there)
    if (!listed.has(name) || !known.has(name)) findings.add('files not as listed', name)
  for (const name of listed) if (!there.includes(name)) findings.add('files not as listed', name)
  for (const { name, found, columns } of tables)
    if (found.join() !== columns.map((each) => each.name).join()) findings.add('files not as listed', name)
}

const judgeAreas = ({ place: { area }, tables }: Package, findings: Findings): void => {
  for (const table of tables) {
    if (areaOfTable(table.name, area) !== undefined) {
      findings.add('table of a second area', table.name)
      continue
    }
    const ofPersons = table.kind === 'fact' || table.columns.some(({ data }) => data === 'CPR')
    if (ofPersons || areaOfTable(table.name, '') !== undefined)
      for (const column of table.found)
        if (areaOfColumn(table.name, column, area) !== undefined)
          findings.add('column of a second area', table.name, column)
  }
}

/** What a package tells of itself names nobody. */
const judgeTexts = ({ texts }: Package, world: World, findings: Findings): void => {
  for (const [name, text] of texts)
    if (numbersIn(text).some(world.known)) findings.add('number in a column that is not for it', name)
}

/** Columns whose persons are judged row by row. */
const ROW_BY_ROW: readonly string[] = ['DimBorger', 'BorgerPerson', 'BorgerAdresse', 'BorgerTilknytning']

/** Digits that are a person's number: in columns for numbers only, and only of whom the kommune may have. */
const judgeNumbers = (
  table: Table,
  { numbers }: Measured,
  world: World,
  may: (nummer: string) => boolean,
  findings: Findings,
): void => {
  const judged = ROW_BY_ROW.includes(table.name) ? ['Personnummer', 'GaeldendePersonnummer'] : []
  for (const [column, those] of numbers) {
    const declared = table.columns.find(({ name }) => name === column)?.data === 'CPR'
    for (const nummer of new Set(those)) {
      if (!declared && world.known(nummer))
        findings.add('number in a column that is not for it', table.name, column)
      else if (declared && !judged.includes(column) && !may(nummer))
        findings.add('row about somebody not entitled', table.name, column)
    }
  }
}

const judgeLeftOut = (
  table: Table,
  measured: Measured,
  left: ReadonlySet<string>,
  findings: Findings,
): void => {
  for (const [column, rows] of measured.leftOver)
    if (rows > 0) findings.add('left out, yet there', table.name, column)
  if (table.name === 'DimGeografi' && left.has('addresses') && measured.rows > 1)
    findings.add('left out, yet there', table.name)
}

const judgeClaim = ({ place, manifest }: Package, law: Law, findings: Findings): void => {
  const { from, through } = windowOf(law.runDate)
  const told = manifest.entitlement
  const holds = told?.from === from && told.through === through && told.alsoReferredTo === law.alsoReferredTo
  if (place.area === HOME && !holds) findings.add('entitlement told otherwise')
}

/** Numbers of persons that may stand in columns for them: of Borger's citizens, or of whom the kommune has told. */
const mayStand = (
  { place: { area, kommune } }: Package,
  expected: ReadonlySet<string>,
  { whose, delivered }: World,
): ((nummer: string) => boolean) => {
  if (area === HOME) return (nummer) => expected.has(whose.citizen(nummer) ?? '')
  const told = delivered(kommune)
  return (nummer) => told.has(nummer)
}

/** Judges each table; gives back how many rows there are, and the citizens that they point to. */
const judgeTables = async (
  opened: Package,
  law: Law,
  expected: ReadonlySet<string>,
  members: readonly Member[],
  findings: Findings,
): Promise<{ rows: number; pointedTo: ReadonlySet<string> }> => {
  const { place, manifest, tables } = opened
  const left = new Set([...(manifest.minimised ?? []).map(({ what }) => what), ...law.leaveOut])
  const may = mayStand(opened, expected, law.world)
  const pointedTo = new Set<string>()
  let rows = 0
  for (const table of tables) {
    const measured = await measure(table, place.kommune, left)
    rows += measured.rows
    if ((manifest.files ?? []).find((each) => each.table === table.name)?.rows !== measured.rows)
      findings.add('rows not counted', table.name)
    if (measured.foreign > 0) findings.add('row of another kommune', table.name)
    judgeLeftOut(table, measured, left, findings)
    judgeKeys(table, measured.keys, members, findings)
    judgeNumbers(table, measured, law.world, may, findings)
    for (const keys of measured.keys.values()) for (const key of keys) pointedTo.add(key)
  }
  return { rows, pointedTo }
}

/** Judges one package by what the raw deliveries tell. */
export const judgePackage = async (opened: Package, law: Law, findings: Findings): Promise<Judged> => {
  const { area, kind, kommune } = opened.place
  const { world } = law
  const window = windowOf(law.runDate)
  const home = area === HOME
  const entitled = home ? entitledTo(world.whose, kommune, window) : new Set<string>()
  const expected = new Set([...entitled, ...(home && law.alsoReferredTo ? law.referred : [])])
  judgeFiles(opened, findings)
  judgeAreas(opened, findings)
  judgeClaim(opened, law, findings)
  judgeTexts(opened, world, findings)
  const members = await membersOf(opened, world)
  const { rows, pointedTo } = await judgeTables(opened, law, expected, members, findings)
  const known = world.knownTo(kommune)
  if (home && kind === 'DSA') await judgeCprRows(opened, expected, world, findings)
  if (home && kind === 'DM') {
    judgeHome(members, expected, world, window, findings)
    await judgeMonths(opened, members, world, findings)
  }
  if (!home && kind === 'DM') judgeElsewhere(members, pointedTo, known, world, findings)
  const about = members.flatMap(({ id, citizen }) =>
    citizen !== undefined && pointedTo.has(id) && known.has(citizen) ? [citizen] : [],
  )
  return { rows, members, about: new Set(about), onlyReferredTo: expected.size - entitled.size }
}
