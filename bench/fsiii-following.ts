// Brings the following month's reports about some of a world's citizens into its history, as FSIII's deliveries of that
// month leave it: their tilstande and running indsatser are told anew, some end, new ones come.
// node --import tsx bench/fsiii-following.ts <warehouse> <memory> <changed citizens of 1000>
import {
  type Contract,
  dsaTable,
  extractTime,
  KOMMUNE_CODES,
  openWarehouse,
  parseConfig,
  quoteIdent,
  unitExpression,
  warehousePaths,
} from '@flis/core'
import { fsiii } from '@flis/domains/fsiii'
import { FOLLOWING_MONTH } from './months.js'
import { say } from './say.js'
import { type Delivered, noteDelivered, OPEN } from './world.js'

const [folder = '', memory = '1200MB', changed = '50'] = process.argv.slice(2)
const time = extractTime(FOLLOWING_MONTH, 1)

/** Reported on a day of January. */
const reported = `(timestamp '2025-01-02 09:00:00' + to_days((hash(Id, 80) % 28)::integer))::timestamptz`
const fresh = `'new' || Id[4:]`

type Columns = Readonly<Record<string, string>>

/** What a newer report says of a citizen's resources, and of which. */
const TOLD: Readonly<Record<string, { readonly where: string; readonly as: Columns }>> = {
  FSIIITilstand: {
    where: `Status <> 'entered-in-error'`,
    as: {
      Svaerhedsgrad: '2',
      ErAktiv: `ErAktiv and hash(Id, 81) % 5 > 0`,
      Status: `if(ErAktiv and hash(Id, 81) % 5 = 0, 'inactive', Status)`,
      ReportTidspunkt: reported,
    },
  },
  FSIIIPlanlagtIndsats: {
    where: `Status = 'active'`,
    as: {
      Status: `if(hash(Id, 81) % 5 = 0, 'completed', Status)`,
      SlutDato: `if(hash(Id, 81) % 5 = 0, date '2025-01-20', SlutDato)`,
      ReportTidspunkt: reported,
    },
  },
}

/** New resources, each as a copy of another of the citizen's. */
const NEW: Readonly<Record<string, { readonly where: string; readonly as: Columns }>> = {
  FSIIITilstand: {
    where: `hash(Id, 82) % 8 = 0`,
    as: { Id: fresh, RegistreretDato: `date '2025-01-03'`, Status: `'active'`, ErAktiv: 'true' },
  },
  FSIIIPlanlagtIndsats: {
    where: `hash(Id, 82) % 8 = 0`,
    as: { Id: fresh, StartDato: `date '2025-01-06'`, SlutDato: 'null', Status: `'active'` },
  },
  FSIIILeveretIndsats: {
    where: `hash(Id, 82) % 4 = 0`,
    as: { Id: fresh, LeveretTidspunkt: `'2025-01-07T10:30:00+01:00'`, Status: `'completed'` },
  },
  FSIIIOpfoelgning: { where: `hash(Id, 82) % 8 = 0`, as: { Id: fresh, Tidspunkt: `'2025-01-08'` } },
  FSIIIBorgervurdering: { where: `hash(Id, 82) % 8 = 0`, as: { Id: fresh, Tidspunkt: `'2025-01-08'` } },
  FSIIIKontakt: {
    where: `hash(Id, 82) % 8 = 0`,
    as: { Id: fresh, StartTidspunkt: `'2025-02-20'`, Status: `'planned'` },
  },
}

const SYSTEM: Columns = {
  _fra: String(time),
  _til: OPEN,
  _leverance: `'Trifork:FSIII_' || _kommune || '_${FOLLOWING_MONTH}-31_001_D.zip'`,
  _opdateret: reported,
  _rapport: reported,
  _sha: `sha256(_sha)`,
}

const rowsOf = (
  contract: Contract,
  { where, as }: { readonly where: string; readonly as: Columns },
): string => {
  const columns = [
    ...Object.keys(contract.fields),
    ...['_kommune', '_kildesystem', '_fra', '_til', '_leverance', '_linje', '_opdateret', '_rapport', '_sha'],
  ]
  return `select ${columns.map((each) => as[each] ?? SYSTEM[each] ?? quoteIdent(each)).join(', ')}
    from ${dsaTable(contract)}
    where _til = ${OPEN} and hash(Personnummer) % 1000 < ${Number(changed)} and ${where}`
}

const warehouse = await openWarehouse(
  warehousePaths(folder),
  parseConfig({ areas: [fsiii.name], limits: { memory } }),
)
const session = await warehouse.session()
const contracts = fsiii.contracts.filter((each) => each.kilde === 'FSIII')
const units = new Map(contracts.map((each) => [each.name, unitExpression(each)]))
const rows: Record<string, number> = {}
await session.transaction(async () => {
  for (const contract of contracts) {
    const told = TOLD[contract.name]
    const more = NEW[contract.name]
    const parts = [told, more].flatMap((each) => (each === undefined ? [] : [rowsOf(contract, each)]))
    await session.run(`create or replace temp table came as ${parts.join('\nunion all\n')}`)
    await session.run(`insert into ${dsaTable(contract)} from came`)
    rows[contract.name] = Number(
      await session.value(`select count(*) from ${dsaTable(contract)} where _fra = ${time}`),
    )
    await session.run(
      `update ${dsaTable(contract)} as held
       set _til = ${time}
       where _til = ${OPEN} and _fra < ${time} and Id in (select Id from ${dsaTable(contract)} where _fra = ${time})`,
    )
  }
  const delivered: Delivered = {
    kilde: 'FSIII',
    kildesystem: 'Trifork',
    type: 'D',
    kommuner: KOMMUNE_CODES,
    contracts: contracts.map((each) => each.name),
    month: FOLLOWING_MONTH,
    loebenr: 1,
    file: (kommune) => `FSIII_${kommune}_${FOLLOWING_MONTH}-31_001_D.zip`,
  }
  await noteDelivered(
    session,
    delivered,
    (name) =>
      `select distinct _kommune as kommune, ${units.get(name)} as unit from ${dsaTable({ name })} where _fra = ${time}`,
  )
})
const [citizens] = await session.rows(
  `select count(distinct Personnummer) as citizens, count(distinct Personnummer) filter (hash(Personnummer) % 1000 < ${Number(changed)}) as changed
   from ${dsaTable({ name: 'FSIIIPlanlagtIndsats' })}`,
)
session.close()
warehouse.instance.closeSync()
say({ rows, ...citizens })
