// The people of the small world: each is there for one edge, and says by hand who receives him or her.

/** `nth` made-up person: born in January 1957. */
const nummer = (nth: number): string =>
  `${String(1 + (nth % 28)).padStart(2, '0')}0157${String(1 + Math.floor(nth / 28)).padStart(4, '0')}`

/** The replacement number of somebody born in February 1957. */
const erstatning = (nth: number): string => `${61 + nth}02570001`

/** [kommune, first day, the day after the last; none = still] */
type Bopael = readonly [kommune: string, fra: string, til?: string]
type Tilknytning = readonly [rolle: 'betaling' | 'handle', kommune: string, fra: string, til?: string]

/** What an extract tells of somebody. */
export interface Told {
  readonly person?: Readonly<Record<string, string>>
  readonly bor?: readonly Bopael[]
  readonly har?: readonly Tilknytning[]
}

export interface Citizen extends Told {
  readonly nummer: string
  /** The extracts of January and February 2014, where it stood there already. */
  readonly i2014?: readonly [januar: Told, februar: Told]
  /** The full extract of December 2023, where it said otherwise; null: not in it. */
  readonly december?: Told | null
  /** What the delta of January 2024 tells. */
  readonly delta?: Told
  /** Not in the full extract of February 2024 (nor that of 5 March). */
  readonly forsvundet?: true
  /** Whose DimBorger holds the number on 29 February 2024 by Borger alone: worked out by hand. */
  readonly hos: readonly string[]
  /** On 5 March 2024, where it differs. */
  readonly marts?: readonly string[]
}

const WINDOW_BEGINS = '2014-02-28'
const DAY_AFTER = '2014-03-01'
const RUN_DATE = '2024-02-29'
const MONTH_AFTER = '2024-03-01'

const status = (Status: string, GaeldendePersonnummer?: string): Readonly<Record<string, string>> => ({
  Status,
  StatusDato: '2019-06-01',
  ...(GaeldendePersonnummer === undefined ? {} : { GaeldendePersonnummer }),
})

const elsewhere = ['0461', '2000-01-01'] as const

export const CITIZENS = {
  bosat: {
    nummer: nummer(0),
    person: { MorPersonnummer: nummer(1), FarPersonnummer: nummer(2), AegtefaellePersonnummer: nummer(3) },
    bor: [['0751', '2000-01-01']],
    hos: ['0751'],
  },
  mor: { nummer: nummer(1), bor: [['0730', '1990-01-01']], hos: ['0730'] },
  far: { nummer: nummer(2), person: status('90'), hos: [] },
  // the spouse's number is another person's own: given, never delivered
  flyttetPåFørsteDag: {
    nummer: nummer(4),
    bor: [
      ['0751', '2000-01-01', DAY_AFTER],
      ['0461', DAY_AFTER],
    ],
    hos: ['0461', '0751'],
    marts: ['0461'],
  },
  flyttetDagenFør: {
    nummer: nummer(5),
    bor: [
      ['0751', '2000-01-01', WINDOW_BEGINS],
      ['0461', WINDOW_BEGINS],
    ],
    hos: ['0461'],
  },
  boedeIngenDag: {
    nummer: nummer(6),
    bor: [elsewhere],
    har: [['betaling', '0751', '2015-01-01', '2015-01-01']],
    hos: ['0461'],
  },
  kommerPåKørslensDag: {
    nummer: nummer(7),
    bor: [
      ['0461', '2000-01-01', RUN_DATE],
      ['0751', RUN_DATE],
    ],
    hos: ['0461', '0751'],
  },
  kommerDagenEfter: {
    nummer: nummer(8),
    bor: [
      ['0461', '2000-01-01', MONTH_AFTER],
      ['0751', MONTH_AFTER],
    ],
    hos: ['0461'],
    marts: ['0461', '0751'],
  },
  betalesPåFørsteDag: {
    nummer: nummer(9),
    bor: [elsewhere],
    har: [['betaling', '0751', '2010-01-01', DAY_AFTER]],
    hos: ['0461', '0751'],
    marts: ['0461'],
  },
  betaltesTilDagenFør: {
    nummer: nummer(10),
    bor: [elsewhere],
    har: [['betaling', '0751', '2010-01-01', WINDOW_BEGINS]],
    hos: ['0461'],
  },
  handlesFraKørslensDag: {
    nummer: nummer(11),
    bor: [elsewhere],
    har: [['handle', '0751', RUN_DATE]],
    hos: ['0461', '0751'],
  },
  handlesDagenEfter: {
    nummer: nummer(12),
    bor: [elsewhere],
    har: [['handle', '0751', MONTH_AFTER]],
    hos: ['0461'],
    marts: ['0461', '0751'],
  },
  ældsteNummer: {
    nummer: nummer(13),
    person: status('60', nummer(14)),
    bor: [['0751', '2015-01-01', '2018-01-01']],
    hos: [],
  },
  mellemNummer: {
    nummer: nummer(14),
    person: status('60', nummer(15)),
    bor: [['0461', '2018-01-01', '2019-06-01']],
    hos: [],
  },
  nytNummer: { nummer: nummer(15), bor: [['0730', '2019-06-01']], hos: ['0461', '0730', '0751'] },
  forlængstGammeltNummer: {
    nummer: nummer(16),
    person: status('60', nummer(17)),
    bor: [['0751', '1990-01-01', '2001-01-01']],
    hos: [],
  },
  forlængstNytNummer: { nummer: nummer(17), bor: [['0461', '2001-01-01']], hos: ['0461'] },
  iToKommuner: {
    nummer: erstatning(0),
    bor: [
      ['0751', '2020-01-01'],
      ['0461', '2020-02-01'],
    ],
    hos: ['0461', '0751'],
  },
  kunTilKnyttetErstatning: {
    nummer: erstatning(1),
    bor: [['0461', '2020-01-01']],
    har: [['betaling', '0730', '2021-01-01']],
    hos: ['0461', '0730'],
  },
  førErstatning: {
    nummer: erstatning(2),
    person: status('60', nummer(18)),
    bor: [['0751', '2016-01-01', '2019-06-01']],
    hos: [],
  },
  efterErstatning: { nummer: nummer(18), bor: [['0461', '2019-06-01']], hos: ['0461', '0751'] },
  annulleret: { nummer: nummer(19), person: status('30'), bor: [['0751', '2000-01-01']], hos: [] },
  dobbelt: { nummer: nummer(20), person: status('50', nummer(0)), bor: [['0730', '2000-01-01']], hos: [] },
  tilAnnulleret: {
    nummer: nummer(21),
    person: status('60', nummer(19)),
    bor: [['0461', '2000-01-01']],
    hos: [],
  },
  tilDobbelt: {
    nummer: nummer(22),
    person: status('60', nummer(20)),
    bor: [['0461', '2000-01-01']],
    hos: [],
  },
  tilUkendt: {
    nummer: nummer(23),
    person: status('60', nummer(24)),
    bor: [['0751', '2000-01-01']],
    hos: ['0751'],
  },
  erstattetAfDelta: {
    nummer: nummer(25),
    bor: [['0461', '2016-01-01']],
    december: { bor: [['0751', '2016-01-01']] },
    delta: { bor: [['0461', '2016-01-01']] },
    hos: ['0461'],
  },
  tilknytningErstattet: {
    nummer: nummer(26),
    bor: [elsewhere],
    december: { bor: [elsewhere], har: [['betaling', '0851', '2016-01-01']] },
    delta: { bor: [elsewhere] },
    hos: ['0461'],
  },
  glemtTidligt: {
    nummer: nummer(27),
    i2014: [{ bor: [['0851', '2000-01-01']] }, {}],
    bor: [['0461', '2020-01-01']],
    hos: ['0461'],
  },
  glemtSent: {
    nummer: nummer(28),
    i2014: [{ bor: [['0851', '2000-01-01']] }, { bor: [['0851', '2000-01-01']] }],
    bor: [['0461', '2020-01-01']],
    hos: ['0461', '0851'],
    marts: ['0461'],
  },
  glemtFørBegyndelsen: {
    nummer: nummer(29),
    bor: [elsewhere],
    delta: { bor: [elsewhere], har: [['handle', '0851', '2024-02-10']] },
    hos: ['0461'],
  },
  glemtMenLukket: {
    nummer: nummer(30),
    bor: [elsewhere],
    december: { bor: [elsewhere], har: [['betaling', '0851', '2020-01-01', '2024-02-15']] },
    hos: ['0461', '0851'],
  },
  glemtPerson: { nummer: nummer(31), bor: [['0730', '2000-01-01']], forsvundet: true, hos: ['0730'] },
  kendtAfEnSag: { nummer: nummer(32), bor: [elsewhere], hos: ['0461'] },
  kendtAfEnOpgave: { nummer: nummer(33), bor: [elsewhere], hos: ['0461'] },
  gammeltISagen: { nummer: nummer(34), person: status('60', nummer(35)), hos: [] },
  nytBagSagen: { nummer: nummer(35), bor: [['0461', '2019-06-01']], hos: ['0461'] },
  beskyttet: {
    nummer: nummer(36),
    person: { BeskyttelseFra: '2020-01-01' },
    bor: [['0751', '2000-01-01']],
    hos: ['0751'],
  },
  beskyttetFraKørslensDag: {
    nummer: nummer(37),
    person: { BeskyttelseFra: RUN_DATE, BeskyttelseTil: MONTH_AFTER },
    bor: [['0751', '2000-01-01']],
    hos: ['0751'],
  },
  beskyttetTilKørslensDag: {
    nummer: nummer(38),
    person: { BeskyttelseFra: '2020-01-01', BeskyttelseTil: RUN_DATE },
    bor: [['0751', '2000-01-01']],
    hos: ['0751'],
  },
  beskyttesDagenEfter: {
    nummer: nummer(39),
    person: { BeskyttelseFra: MONTH_AFTER },
    bor: [['0751', '2000-01-01']],
    hos: ['0751'],
  },
  død: {
    nummer: nummer(40),
    person: status('90'),
    bor: [['0730', '2000-01-01', '2019-06-01']],
    hos: ['0730'],
  },
  udvandret: {
    nummer: nummer(41),
    person: status('80'),
    bor: [['0751', '2000-01-01', '2013-06-01']],
    hos: [],
  },
  påChristiansø: {
    nummer: nummer(42),
    bor: [
      ['0411', '2000-01-01', '2020-01-01'],
      ['0751', '2020-01-01'],
    ],
    hos: ['0751'],
  },
  iRingEt: { nummer: nummer(43), person: status('60', nummer(44)), bor: [['0730', '2000-01-01']], hos: [] },
  iRingTo: { nummer: nummer(44), person: status('60', nummer(43)), hos: ['0730'] },
} as const satisfies Readonly<Record<string, Citizen>>

export type Who = keyof typeof CITIZENS

export const citizenOf = (who: Who): Citizen => CITIZENS[who]

export const EVERYBODY = Object.keys(CITIZENS) as readonly Who[]

/** A number that no source delivers. */
export const NOBODY = nummer(60)
