import { type FindingName, quoteText, type RunEvent, type Session } from '@flis/core'
import type { Envelope } from '../envelope/file-name.js'
import { areaOfKilde, type Landing } from './landing.js'
import type { ParsedDelivery } from './parsed-delivery.js'
import type { RaadataPart } from './raadata-part.js'

/** What landing noticed of a delivery without refusing it (`ops.quality`). */
export interface Finding {
  readonly test: Extract<FindingName, 'ukendt fil' | 'ukendt kolonne' | 'manglende valgfri kolonne'>
  /** Empty when it concerns no contract. */
  readonly contract: string
  /** Rows concerned; of files that nobody can read: files. */
  readonly count: number
  readonly examples: readonly string[]
}

const MOST_EXAMPLES = 10

const ofColumns = (delivery: string, { contract, rows, ...part }: RaadataPart): readonly Finding[] => {
  // the header line is where the column stands or should stand; its name is in ops.raadata
  const about = { contract: contract.name, count: rows, examples: [`(${delivery}, 1)`] }
  return [
    ...(part.unknownColumns.length === 0 ? [] : [{ test: 'ukendt kolonne' as const, ...about }]),
    ...(part.missingColumns.length === 0 ? [] : [{ test: 'manglende valgfri kolonne' as const, ...about }]),
  ]
}

export const findingsOf = (delivery: string, parsed: ParsedDelivery): readonly Finding[] => {
  const { unknownFiles } = parsed
  const examples = unknownFiles.slice(0, MOST_EXAMPLES).map((name) => `(${delivery}, ${name})`)
  return [
    ...(unknownFiles.length === 0
      ? []
      : [{ test: 'ukendt fil' as const, contract: '', count: unknownFiles.length, examples }]),
    ...parsed.parts.flatMap((part) => ofColumns(delivery, part)),
  ]
}

/** Writes findings to the ledger; part of the delivery's transaction. */
export const recordFindings = async (
  landing: Landing,
  session: Session,
  delivery: { readonly id: string; readonly kildesystem: string; readonly envelope: Envelope },
  findings: readonly Finding[],
): Promise<void> => {
  if (findings.length === 0) return
  const { id, kildesystem, envelope } = delivery
  const common = [areaOfKilde(landing, envelope.kilde), envelope.kommune, kildesystem, envelope.periode]
  const values = findings.map(
    ({ test, contract, count, examples }) =>
      `(${[test, ...common, 'opmærksomhed'].map(quoteText).join(', ')}, ${count},
        [${examples.map(quoteText).join(', ')}]::varchar[], ${quoteText(contract)}, ${quoteText(id)}, ${landing.env.run.id})`,
  )
  await session.run(
    `insert into ops.quality
       (test, "dataområde", kommune, kildesystem, periode, severity, count, examples, contract, delivery, run)
     values ${values.join(', ')}`,
  )
}

export const findingEvents = (delivery: string, findings: readonly Finding[]): readonly RunEvent[] =>
  findings.map(({ test, contract, count }) => ({
    event: 'finding',
    name: test,
    subject: contract === '' ? delivery : `${contract} ${delivery}`,
    count,
  }))
