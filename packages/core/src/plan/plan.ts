import type { KommuneKode, Month } from '../month.js'

/** Why a step is taken. */
export type Why = 'missing' | 'changed input' | 'changed code' | 'asked for'

interface StepCommon {
  /** Unique in the plan, the same for the same work: `build FactKYYdelser 0751`. */
  readonly id: string
  /** 1 national before · 2 per kommune · 3 national after. */
  readonly phase: 1 | 2 | 3
  /** The kommune that the step is about; `0000` = the whole country. */
  readonly kommune: KommuneKode
  readonly why: Why
  /** What made it necessary, as names: deliveries, models, a month. */
  readonly because: readonly string[]
}

/** Take a waiting delivery into Rådata. */
export interface LandStep extends StepCommon {
  readonly kind: 'land'
  readonly file: string
  readonly kilde: string
}

/** Bring a source's landed deliveries into DSA_HIST. */
export interface LoadStep extends StepCommon {
  readonly kind: 'load'
  readonly kilde: string
}

/** Compute a model's rows of a kommune (or of the country). */
export interface BuildStep extends StepCommon {
  readonly kind: 'build'
  readonly area: string
  readonly model: string
  readonly month: Month
}

/** What a datapakke can hold: `DM` facts and dimensions, `DSA` the DSA_HIST tables. */
export const PACKAGE_KINDS = ['DM', 'DSA'] as const
export type PackageKind = (typeof PACKAGE_KINDS)[number]

/** Which sort of run made a datapakke: the month-run, or the flexible run of Borger. */
export type RunKind = 'MAANED' | 'FLEKS'

/** Make a kommune's datapakke of an area. */
export interface PackageStep extends StepCommon {
  readonly kind: 'package'
  readonly area: string
  readonly month: Month
  readonly packageKind: PackageKind
}

/** Make the result visible and write the published version. */
export interface PublishStep extends StepCommon {
  readonly kind: 'publish'
}

/** Look again at the sources that are expected: a deadline has passed, or what is expected is other than it was. */
export interface QualityStep extends StepCommon {
  readonly kind: 'quality'
}

export type Step = LandStep | LoadStep | BuildStep | PackageStep | PublishStep | QualityStep

/**
 * A run as a value, before it is run: every step that it will take, in order. `flis plan` prints it; the run
 * performs the same list.
 */
export interface Plan {
  readonly month: Month
  readonly steps: readonly Step[]
}

export const emptyPlan = (month: Month): Plan => ({ month, steps: [] })

/** The steps of one kind, in order. */
export const stepsOf = <K extends Step['kind']>(plan: Plan, kind: K): readonly Extract<Step, { kind: K }>[] =>
  plan.steps.filter((step): step is Extract<Step, { kind: K }> => step.kind === kind)
