// Delivers to a real warehouse what the plain models of Dagtilbud read, and reads its tables back in their terms.

import { openPublished } from '@flis/dm'
import type { TestWarehouse } from '@flis/pipelines'
import type { AulaLeverance, DagtilbudHistory, DagtilbudLeverance } from '../reference/dagtilbud-basis.js'
import type { DagtilbudRow } from '../reference/dagtilbud-fact-dagtilbud.js'
import type { FlisRegistrering, KommeGåRow } from '../reference/dagtilbud-komme-gaa.js'
import type { InstitutionVersion } from '../reference/dagtilbud-rows.js'
import type { ToldDagtilbud } from './dagtilbud-modelled.js'
import { putPersons } from './fsiii-warehouse.js'
import { zipOf } from './intake/zip-bytes.js'
import { type NaturalKeys, type ToldRow, toldTables } from './published-rows.js'

export const NATURAL: NaturalKeys = {
  DimBorger: ['Personnummer'],
  DimInstitution: ['InstitutionsNr', 'GyldigFra'],
  DimInstitutionSTIL: ['InstitutionSTIL'],
  DimPasningstilbud: ['Pasningstilbud'],
}

const csv = (columns: readonly string[], rows: readonly object[]): string =>
  [columns.join(';'), ...rows.map((row) => columns.map((name) => Reflect.get(row, name) ?? '').join(';'))]
    .map((line) => `${line}\r\n`)
    .join('')

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

const AULA = {
  AulaRegistrering: ['RegistreringId', 'BarnUuid', 'InstitutionSTIL', 'Status', 'Tidspunkt'],
  AulaBarn: ['BarnUuid', 'Personnummer'],
} as const

type Form = 'ndjson' | 'zip'

const aulaFile = ({ registreringer, boern }: AulaLeverance, form: Form): string | Uint8Array => {
  const events = registreringer.map(({ row }) => row)
  const children = (boern ?? []).map(({ row }) => row)
  if (form === 'zip')
    return zipOf({
      'AulaRegistrering.csv': csv(AULA.AulaRegistrering, events),
      ...(boern === null ? {} : { 'AulaBarn.csv': csv(AULA.AulaBarn, children) }),
    })
  return [
    ...events.map((row) => ({ kontrakt: 'AulaRegistrering', ...row })),
    ...children.map((row) => ({ kontrakt: 'AulaBarn', ...row })),
  ]
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('')
}

/** Objects for periodes of a day, csv files for those of a month. */
export const putAula = (w: TestWarehouse, one: AulaLeverance): Promise<void> => {
  const form = one.periode.length === 7 ? 'zip' : 'ndjson'
  return w.deliverFile(
    `Aula_${one.kommune}_${one.periode}_${one.loebenr}_D.${form}`,
    aulaFile(one, form),
    one.kildesystem,
  )
}

/** ISO-8859-1 with decimal commas. */
export const putDagtilbud = (w: TestWarehouse, one: DagtilbudLeverance): Promise<void> =>
  w.deliverFile(
    `FLISDagtilbud_${one.kommune}_${one.periode}_${one.loebenr}_F.zip`,
    zipOf({
      'DagtilbudIndskrivning.csv': latin(
        csv(
          [
            'IndskrivningId',
            'Personnummer',
            'InstitutionsNr',
            'Pasningstilbud',
            'StartDato',
            'SlutDato',
            'Timer',
          ],
          one.indskrivninger.map(({ row }) => ({ ...row, Timer: row.Timer?.replace('.', ',') ?? null })),
        ),
      ),
      'DagtilbudInstitution.csv': latin(
        csv(
          ['InstitutionsNr', 'Navn', 'Ejerform', 'AdmKommuneKode'],
          one.institutioner.map(({ row }) => row),
        ),
      ),
    }),
    one.kildesystem,
  )

export const putAll = async (
  w: TestWarehouse,
  { aula, dagtilbud, personer }: DagtilbudHistory,
): Promise<void> => {
  for (const one of aula) await putAula(w, one)
  for (const one of dagtilbud) await putDagtilbud(w, one)
  for (const one of personer) await putPersons(w, one)
}

const text = (value: ToldRow[string] | undefined): string | null =>
  value === undefined || value === null ? null : String(value)

const kommeGåRow = (row: ToldRow): KommeGåRow => ({
  dimTid: Number(row.DimTid),
  dimKommune: Number(row.DimKommune),
  institution: String(row.DimInstitutionSTIL),
  registrering: Number(row.DimRegistrering) as FlisRegistrering,
  start: Number(row.DimKlokkeslætStart),
  slut: Number(row.DimKlokkeslætSlut),
  minutter: row.Minutter === null ? null : Number(row.Minutter),
  barn: String(row.BarnUUID),
  borger: row.DimBorger === -1 ? null : text(row.DimBorger),
  fuldtidsbørn: text(row.Fuldtidsbørn),
})

const faktaRow = (row: ToldRow): DagtilbudRow => ({
  indskrivningId: String(row.IndskrivningId),
  dimTid: Number(row.DimTid),
  dimKommune: Number(row.DimKommune),
  borger: text(row.DimBorger),
  alder: Number(row.DimAlder),
  institution: text(row.DimInstitution),
  pasningstilbud: String(row.DimPasningstilbud),
  timer: text(row.Timer),
  fuldtidsbørn: text(row.Fuldtidsbørn),
})

const institutionRow = (row: ToldRow): InstitutionVersion => ({
  row: {
    InstitutionsNr: String(row.InstitutionsNr),
    Navn: String(row.Navn),
    Ejerform: String(row.Ejerform),
    AdmKommuneKode: String(row.AdmKommuneKode),
  },
  fra: String(row.GyldigFra),
  til: text(row.GyldigTil),
})

const FUND = [
  'manglende checkud',
  'checkud uden ankomst',
  'indskrivning uden timer',
  'overlappende indskrivninger',
  'ukendt institution',
] as const

const publishedNames = async (w: TestWarehouse): Promise<ReadonlySet<string>> => {
  const version = await openPublished(`${w.root}/published`)
  try {
    return new Set(version.catalogue.tables.map(({ name }) => name))
  } finally {
    version.close()
  }
}

/** The newest published version, and the findings of a run month. */
export const dagtilbudTables = async (w: TestWarehouse, month: string): Promise<ToldDagtilbud> => {
  const names = ['FactDagtilbudKommeGå', 'FactDagtilbud', 'DimInstitution'] as const
  const there = await publishedNames(w)
  // A table of which no contract has been delivered is not there, or not yet there.
  const natural = Object.fromEntries(Object.entries(NATURAL).filter(([name]) => there.has(name)))
  const tables = await toldTables(
    `${w.root}/published`,
    natural,
    names.filter((name) => there.has(name)),
  )
  const [kommeGå = [], fakta = [], institutioner = []] = names.map((name) => tables.get(name) ?? [])
  const found = await w.query(
    `select test, sum("count")::integer as n
     from ops.quality
     where periode = '${month}' and test in (${FUND.map((name) => `'${name}'`).join(', ')})
     group by test`,
  )
  return {
    kommeGå: kommeGå.map(kommeGåRow),
    fakta: fakta.map(faktaRow),
    institutioner: institutioner.map(institutionRow),
    fund: Object.fromEntries(found.map((row) => [String(row.test), Number(row.n)])),
  }
}
