// Examples of FSIII as delivery reports and the rows that they must give, each typed by hand from the specification's
// prose: for the plain models one by one, for the pipeline all of them in one warehouse.

import { newerCodes, olderCodes } from '../reference/arbitraries-fsiii-koder.js'
import { type Bundle, deliveryReport, type Resource } from '../reference/fhir-bundle.js'
import type { FsiiiDelivery } from '../reference/fsiii-read.js'

export const CODES = [olderCodes, newerCodes] as const

/** Who the citizens are: number and birth date from BorgerPerson (null: nobody knows). */
export const CITIZENS = {
  jens: { personnummer: '0101410001', født: '1941-01-01' },
  skuddag: { personnummer: '2902400001', født: '1940-02-29' },
  barn: { personnummer: '1005224001', født: '2022-05-10' },
  ukendt: { personnummer: '0101900001', født: null },
} as const

/** RefSorKommune as delivered. */
export const SENDERS: Readonly<Record<string, string>> = { '123456789012345': '0461' }
const SENDER = '123456789012345'
export const UNKNOWN_SENDER = '987654321098765'

export interface Report {
  /** Timestamp of the report. */
  readonly at: string
  readonly resources: readonly Resource[]
  readonly citizen?: keyof typeof CITIZENS
  readonly sender?: string
  /** `<kommune> <day> <løbenr>`, where it is not the usual one. */
  readonly in?: string
}

export interface ToldTilstand {
  readonly id: string
  readonly fra: number
  readonly til: number
  /** The member of DimTilstand, by its Kode. */
  readonly kode: string
  readonly grad: number | null
  readonly opfølgning: string | null
  readonly opfulgt: number
  readonly kontakt: number
  readonly udførelse: string | null
  readonly betydning: string | null
  readonly vurderet: number
  readonly alder: number
  readonly kommune: number
}

export interface ToldPlan {
  readonly id: string
  readonly måned: string
  readonly løbetid: number
  readonly dage: number
  readonly fra: number
  readonly til: number
  readonly kode: string
  /** Kode of the member of DimTilstand; null for −1. */
  readonly tilstand: string | null
  readonly opfølgning: string | null
  readonly opfulgt: number
  readonly kontakt: number
  readonly alder: number
  readonly kommune: number
}

export interface ToldLeveret {
  readonly id: string
  readonly dag: number
  readonly klokkeslæt: number
  readonly kode: string
  readonly tilstand: string | null
  readonly alder: number
  readonly kommune: number
}

export interface Told {
  readonly name: string
  /** In the order of their arrival, which must not matter. */
  readonly reports: readonly Report[]
  /** Run month; 2022-06 where none is said. */
  readonly month?: '2022-07'
  readonly tilstande?: readonly ToldTilstand[]
  readonly planlagt?: readonly ToldPlan[]
  readonly leveret?: readonly ToldLeveret[]
  /** BroPlanlagtIndsatsTilstand: indsats, tilstand. */
  readonly links?: readonly (readonly [string, string])[]
}

/** The row of a tilstand of Jens that is recorded on 10 May, active, moderate, and nothing more. */
export const tilstand = (change: Partial<ToldTilstand> = {}): ToldTilstand => ({
  id: 't',
  fra: 20220510,
  til: -1,
  kode: 'J1.3',
  grad: 2,
  opfølgning: null,
  opfulgt: -1,
  kontakt: -1,
  udførelse: null,
  betydning: null,
  vurderet: -1,
  alder: 81,
  kommune: 751,
  ...change,
})

/** The row in June of a plan of Jens that began on 1 June and goes on. */
export const planRow = (change: Partial<ToldPlan> = {}): ToldPlan => ({
  id: 'p',
  måned: '2022-06',
  løbetid: 1,
  dage: 29,
  fra: 20220601,
  til: -1,
  kode: 'H1.1',
  tilstand: null,
  opfølgning: null,
  opfulgt: -1,
  kontakt: -1,
  alder: 81,
  kommune: 751,
  ...change,
})

export const leveretRow = (change: Partial<ToldLeveret> = {}): ToldLeveret => ({
  id: 'd',
  dag: 20220510,
  klokkeslæt: -1,
  kode: 'H1.1',
  tilstand: null,
  alder: 81,
  kommune: 751,
  ...change,
})

/** The resource with another example's ids told apart: its own id, and those that it refers to. */
const named = (resource: Resource, example: string): Resource =>
  JSON.parse(JSON.stringify(resource), (key, value: unknown) => {
    if (typeof value !== 'string') return value
    if (key === 'reference') return value.replace('/', `/${example}-`)
    return key === 'id' ? `${example}-${value}` : value
  })

const USUAL = '0751 2022-06-30 001'

/** The deliveries that bring the examples; ids are `<name>-<id>`. */
export const deliveriesOf = (
  examples: readonly (readonly [name: string, told: Told])[],
): readonly (FsiiiDelivery & { readonly periode: string; readonly loebenr: string })[] => {
  const bundles = new Map<string, Bundle[]>()
  for (const [name, { reports }] of examples) {
    for (const [nth, report] of reports.entries()) {
      const place = report.in ?? USUAL
      const made = deliveryReport(
        `${name}-${nth}`,
        report.at,
        CITIZENS[report.citizen ?? 'jens'].personnummer,
        report.sender ?? SENDER,
        report.resources.map((resource) => named(resource, name)),
      )
      bundles.set(place, [...(bundles.get(place) ?? []), made])
    }
  }
  return [...bundles].map(([place, some]) => {
    const [kommune = '', periode = '', loebenr = ''] = place.split(' ')
    return {
      kommune,
      periode,
      loebenr,
      extract: Number(`${periode.replaceAll('-', '')}${loebenr}`),
      bundles: some,
    }
  })
}
