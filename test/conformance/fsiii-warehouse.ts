// Delivers to a real warehouse what the plain models read, and reads its tables back in their terms: surrogates told by
// natural keys.

import { BorgerPerson, DimBorger, RefSorKommune } from '@flis/dm'
import {
  BroPlanlagtIndsatsTilstand,
  DimBorgervurdering,
  DimBorgervurderingBetydning,
  DimLeveretIndsats,
  DimOpfølgning,
  DimPlanlagtIndsats,
  DimTilstand,
  FactLeveretIndsats,
  FactPlanlagtIndsats,
  FactTilstand,
} from '@flis/domains/fsiii'
import type { TestWarehouse } from '@flis/pipelines'
import { ZipFile } from 'yazl'
import type { Bundle } from '../reference/fhir-bundle.js'
import type { Fuld } from '../reference/fsiii-basis.js'
import type { LeveretRow, PlanlagtRow } from '../reference/fsiii-indsats.js'
import type { DeliveredCodes } from '../reference/fsiii-koder.js'
import type { TilstandRow } from '../reference/fsiii-tilstand.js'

const SYSTEM = 'urn:oid:1.2.208.176.2.21'

export const putCodes = (w: TestWarehouse, { periode, concept }: DeliveredCodes): Promise<void> =>
  w.deliverFile(
    `FSIIIKoder_0000_${periode}_001_F.json`,
    JSON.stringify({ resourceType: 'CodeSystem', url: SYSTEM, version: periode, concept }),
    'KOMBIT',
  )

export const putSenders = (w: TestWarehouse, { periode, rows }: Fuld): Promise<void> =>
  w.deliver(
    RefSorKommune,
    `REF 0000 ${periode} 001 F`,
    Object.entries(rows).map(([Sor, KommuneKode]) => ({ Sor, KommuneKode })),
  )

export const putPersons = (w: TestWarehouse, { periode, rows }: Fuld): Promise<void> =>
  w.deliverAll(`CPR 0000 ${periode} 001 F`, {
    [BorgerPerson.name]: Object.entries(rows).map(([Personnummer, value]) => {
      const isReplaced = value.startsWith('→')
      // Beside an old number stands the citizen's birth date.
      const born = isReplaced ? rows[value.slice(1)] : value
      return {
        Personnummer,
        Foedselsdato: born,
        Koen: 'K',
        Status: isReplaced ? '60' : '01',
        StatusDato: born,
        ...(isReplaced && { GaeldendePersonnummer: value.slice(1) }),
      }
    }),
  })

const zipped = async (files: readonly (readonly [string, string])[]): Promise<Buffer> => {
  const zip = new ZipFile()
  for (const [name, text] of files) zip.addBuffer(Buffer.from(text), name, { mtime: new Date(0) })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const lines = (bundles: readonly Bundle[]): string =>
  `${bundles.map((one) => JSON.stringify(one)).join('\n')}\n`

/** One Bundle of Bundles; a Bundle a line; or a zip of a file a Bundle and, from the third on, one of lines. */
const written = async (
  form: 'json' | 'ndjson' | 'zip',
  bundles: readonly Bundle[],
): Promise<string | Uint8Array> => {
  if (form === 'ndjson') return lines(bundles)
  if (form === 'zip')
    return zipped([
      ...bundles.slice(0, 2).map((one, nth) => [`${nth}.json`, JSON.stringify(one)] as const),
      ...(bundles.length > 2 ? [['resten.ndjson', lines(bundles.slice(2))] as const] : []),
    ])
  const [first] = bundles
  if (bundles.length === 1) return JSON.stringify(first)
  const entry = bundles.map((resource) => ({ resource }))
  return JSON.stringify({ resourceType: 'Bundle', type: 'collection', timestamp: first?.timestamp, entry })
}

export interface Sent {
  readonly kommune: string
  readonly periode: string
  readonly loebenr: string
  readonly form: 'json' | 'ndjson' | 'zip'
  readonly bundles: readonly Bundle[]
}

export const putReports = async (w: TestWarehouse, sent: Sent): Promise<void> =>
  w.deliverFile(
    `FSIII_${sent.kommune}_${sent.periode}_${sent.loebenr}_D.${sent.form}`,
    await written(sent.form, sent.bundles),
    'Trifork',
  )

/** A row as the models have it, but with the members that its codes conform to, and no citizen that CPR does not know. */
type InWarehouse<R> = Omit<R, 'personnummer' | 'tilstandId' | 'tilstandKode' | 'indsatsKode'> & {
  readonly personnummer: string | null
  readonly tilstand: string | null
}

export interface Facts {
  readonly tilstande: readonly (InWarehouse<TilstandRow> & { readonly tilstandId: string })[]
  readonly planlagt: readonly (InWarehouse<PlanlagtRow> & { readonly indsats: string | null })[]
  readonly leveret: readonly (InWarehouse<LeveretRow> & { readonly indsats: string | null })[]
  readonly links: readonly { readonly indsatsId: string; readonly tilstandId: string }[]
}

type Row = Readonly<Record<string, unknown>>
type Members = (row: Row) => string | null

/** From a row to the natural key of the member that it points to; null for −1. A key without a member is an error. */
const members = async (
  w: TestWarehouse,
  model: Parameters<TestWarehouse['rows']>[0],
  natural: string,
): Promise<Members> => {
  const known = new Map(
    (await w.rows(model)).map((row) => [String(row[`${model.name}ID`]), String(row[natural])]),
  )
  return (row) => {
    const key = String(row[model.name])
    if (key === '-1') return null
    return known.get(key) ?? `${model.name} has no member ${key}`
  }
}

const monthOf = (row: Row): string => String(row.DimTid).replace(/^(\d{4})(\d\d)\d\d$/, '$1-$2')

const grad = (row: Row): number | null => (row.Sværhedsgrad === null ? null : Number(row.Sværhedsgrad))

export const factsOf = async (w: TestWarehouse): Promise<Facts> => {
  const borger = await members(w, DimBorger, 'Personnummer')
  const tilstand = await members(w, DimTilstand, 'Kode')
  const planlagt = await members(w, DimPlanlagtIndsats, 'Kode')
  const leveret = await members(w, DimLeveretIndsats, 'Kode')
  const opfølgning = await members(w, DimOpfølgning, 'Kode')
  const udførelse = await members(w, DimBorgervurdering, 'Kode')
  const betydning = await members(w, DimBorgervurderingBetydning, 'Kode')
  const who = (row: Row) => ({
    personnummer: borger(row),
    dimKommune: Number(row.DimKommune),
    dimAlder: Number(row.DimAlder),
    tilstand: tilstand(row),
  })
  return {
    tilstande: (await w.rows(FactTilstand)).map((row) => ({
      ...who(row),
      tilstandId: String(row.TilstandId),
      dimTid: Number(row.DimTid),
      dimTidSlut: Number(row.DimTidSlut),
      sværhedsgrad: grad(row),
      opfølgning: opfølgning(row),
      dimTidOpfølgning: Number(row.DimTidOpfølgning),
      dimTidOpfølgningKontakt: Number(row.DimTidOpfølgningKontakt),
      borgervurdering: udførelse(row),
      borgervurderingBetydning: betydning(row),
      dimTidBorgervurdering: Number(row.DimTidBorgervurdering),
    })),
    planlagt: (await w.rows(FactPlanlagtIndsats)).map((row) => ({
      ...who(row),
      month: monthOf(row),
      indsatsId: String(row.IndsatsId),
      indsats: planlagt(row),
      dimTidStart: Number(row.DimTidStart),
      dimTidSlut: Number(row.DimTidSlut),
      opfølgning: opfølgning(row),
      dimTidOpfølgning: Number(row.DimTidOpfølgning),
      dimTidOpfølgningKontakt: Number(row.DimTidOpfølgningKontakt),
      løbetid: Number(row.Løbetid),
      varighedDage: Number(row.VarighedDage),
    })),
    leveret: (await w.rows(FactLeveretIndsats)).map((row) => ({
      ...who(row),
      dimTid: Number(row.DimTid),
      dimKlokkeslæt: Number(row.DimKlokkeslæt),
      indsatsId: String(row.IndsatsId),
      indsats: leveret(row),
    })),
    links: (await w.rows(BroPlanlagtIndsatsTilstand)).map((row) => ({
      indsatsId: String(row.IndsatsId),
      tilstandId: String(row.TilstandId),
    })),
  }
}
