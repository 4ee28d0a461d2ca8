import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DimBorger, openPublished } from '@flis/dm'
import { borger } from '@flis/domains/borger'
import { ky } from '@flis/domains/ky'
import { reference } from '@flis/domains/reference'
import { type TestWarehouse, testWarehouse } from '../src/testing/test-warehouse.js'

export const AREAS = [reference, borger, ky]
/** After everything that these deliveries tell of. */
export const NOW = '2022-11-04'

/** A warehouse whose surrogate keys are those of every other one made here. */
export const citizensWarehouse = async (areas = AREAS): Promise<TestWarehouse> => {
  const w = await testWarehouse({ areas, now: NOW })
  await writeFile(join(w.root, 'key'), `${'ab'.repeat(32)}\n`)
  return w
}

export const OLD = '0101570005'
export const NEW = '0101570006'
export const MOVES = '0101570007'

export const person = (Personnummer: string, more: Readonly<Record<string, string>> = {}) => ({
  Personnummer,
  Foedselsdato: '1957-01-01',
  Koen: 'K',
  Status: '01',
  StatusDato: '2000-01-01',
  FoedelandKode: '5100',
  StatsborgerskabKode: '5100',
  ...more,
})
export const bor = (
  Personnummer: string,
  KommuneKode: string,
  FraDato: string,
  TilDato: string | null = null,
) => ({
  Personnummer,
  KommuneKode,
  FraDato,
  TilDato,
  VejKode: '0001',
  HusNr: '1',
})
const skole = (HusNr: string) => ({
  AdresseId: HusNr,
  DistriktsNr: '101',
  DistriktsNavn: 'Skole',
  StartTrin: '0',
  SlutTrin: '9',
  KommuneKode: '0751',
  VejKode: '1',
  VejNavn: 'Vej',
  HusNr,
  PostNr: '8000',
})

export const cpr = (
  w: TestWarehouse,
  label: string,
  personer: readonly object[],
  adresser: readonly object[] = [],
) => w.deliverAll(`CPR 0000 ${label}`, { BorgerPerson: personer, BorgerAdresse: adresser })
export const lifa = (w: TestWarehouse, periode: string) =>
  w.deliverAll(`LIFA 0000 ${periode}`, { LIFASkoledistrikt: [skole('001')] })

/** The month's extracts of a country of three. */
export const october = async (w: TestWarehouse): Promise<void> => {
  await cpr(
    w,
    '2022-10 F',
    [person(OLD), person(MOVES), person('0101570008')],
    [
      bor(OLD, '0751', '2000-01-01'),
      bor(MOVES, '0751', '2000-01-01'),
      bor('0101570008', '0730', '2000-01-01'),
    ],
  )
  await w.deliverAll('KY 0751 2022-10', {
    KYSag: [{ SagId: 's', KleNummer: '32.03.04', YdelsesmodtagerCpr: OLD, OprettetDato: '2022-09-01' }],
    KYSagTilstand: [{ SagId: 's', Sekvens: '1', Tilstand: 'Bevilget', FraDato: '2022-09-02' }],
    KYYdelse: [
      { YdelseId: 'y', SagId: 's', Ydelsesart: 'Hjælp', Ydelsestype: 'Løbende', StartDato: '2022-09-05' },
    ],
    KYOpgave: [{ OpgaveId: 'o', SagId: 's', BorgerCpr: OLD, Tilstand: 'Åben', OprettetDato: '2022-10-01' }],
  })
}

/** The first day of November: a number changes, somebody moves, somebody is protected. */
export const november1 = (w: TestWarehouse) =>
  cpr(
    w,
    '2022-11-01 D',
    [
      person(OLD, { Status: '60', StatusDato: '2022-11-01', GaeldendePersonnummer: NEW }),
      person(NEW),
      person(MOVES, { BeskyttelseFra: '2022-11-01' }),
    ],
    [
      bor(OLD, '0751', '2000-01-01', '2022-11-01'),
      bor(NEW, '0751', '2022-11-01'),
      bor(MOVES, '0751', '2000-01-01', '2022-11-01'),
      bor(MOVES, '0730', '2022-11-01'),
    ],
  )

export const filesIn = async (
  w: TestWarehouse,
  ...folders: readonly string[]
): Promise<readonly string[]> => {
  try {
    return (await readdir(join(w.root, ...folders))).sort()
  } catch {
    return []
  }
}

/** Every published table as sorted rows. */
export const published = async (w: TestWarehouse): Promise<Readonly<Record<string, readonly string[]>>> => {
  const version = await openPublished(join(w.root, 'published'))
  try {
    const tables: Record<string, readonly string[]> = {}
    for (const { name } of version.catalogue.tables) {
      const rows = await version.session.rows(`select t::varchar as "row" from "${name}" as t order by 1`)
      tables[name] = rows.map((each) => String(each.row))
    }
    return tables
  } finally {
    version.close()
  }
}

/** Keys to citizens, in whatever table, that point to no member of DimBorger. */
export const lostKeys = async (w: TestWarehouse): Promise<readonly string[]> => {
  const version = await openPublished(join(w.root, 'published'))
  try {
    const lost: string[] = []
    for (const { name, columns } of version.catalogue.tables)
      for (const column of columns.map((each) => each.name).filter((each) => /^DimBorger(?!ID)/.test(each))) {
        const rows = await version.session.rows(
          `select count(*) as n from "${name}" where "${column}" not in (select DimBorgerID from "DimBorger")`,
        )
        if (rows[0]?.n !== 0n) lost.push(`${name}.${column}`)
      }
    return lost
  } finally {
    version.close()
  }
}

export const member = async (w: TestWarehouse, nummer: string) =>
  (await w.rows(DimBorger)).find((each) => each.Personnummer === nummer)
