// What the facts hold at the end of February 2021 after each delivery report of KL's gateway guide: shapes of the rows.

/** One tilstand: who is told by `kode`, for no citizen of the stories has two of one kind. */
export interface StoryTilstandRow {
  readonly tilstandId: string
  readonly kode: string
  readonly tekst: string
  readonly gruppeTekst: string
  readonly område: 'hjemmepleje' | 'sygepleje'
  readonly fra: number
  readonly til: number
  readonly sværhedsgrad: number | null
  readonly opfølgning: string | null
  readonly opfulgt: number
  readonly kontakt: number
  readonly udførelse: string | null
  readonly betydning: string | null
  readonly vurderet: number
}

/** One planned indsats: all of the stories have one row in February 2021, and no follow-up or contact of their own. */
export interface StoryPlanlagtRow {
  readonly indsatsId: string
  readonly kode: string
  readonly tekst: string
  /** The tilstand that the rule picks, by its code. */
  readonly tilstand: string
  /** All links, by the codes of the tilstande. */
  readonly links: readonly string[]
  readonly fra: number
  readonly til: number
  readonly løbetid: number
  readonly dage: number
}

export interface StoryLeveretRow {
  readonly indsatsId: string
  readonly kode: string
  readonly tekst: string
  readonly tilstand: string
  readonly dag: number
  readonly klokkeslæt: number
}

/** The facts of one citizen once the report has come, as of 28 February 2021. */
export interface StoryStage {
  readonly report: string
  readonly tilstande: readonly StoryTilstandRow[]
  readonly planlagt: readonly StoryPlanlagtRow[]
  readonly leveret: readonly StoryLeveretRow[]
}

export interface StoryFacts {
  readonly name: string
  readonly personnummer: string
  readonly foedselsdato: string
  /** On every start in the story. */
  readonly alder: number
  readonly stages: readonly StoryStage[]
}
