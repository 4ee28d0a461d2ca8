// Names the rules and edges of KY that a random history comes upon, by looking at its rows only.

import type { KYNational } from '../reference/arbitraries-ky.js'
import { danish, dateOf, dayOf, lastDay, monthOf } from '../reference/danish-day.js'
import { historiseFull } from '../reference/historise-full.js'
import {
  asFullDelivery,
  type KYLeverance,
  keys,
  kleBasis,
  kyBasis,
  personBasis,
} from '../reference/ky-basis.js'
import type { KYSag, KYScope } from '../reference/ky-rows.js'
import { type Edges, edgesOfCase, some } from './ky-case-edges.js'

/** What is drawn: a set of deliveries and the month of the last run. */
export interface Drawn {
  readonly list: readonly KYLeverance[]
  readonly national: KYNational
  readonly runMonth: string
}

const edgesOfOpgaver = (scope: KYScope, runEnd: number): Edges => {
  const { opgaver } = scope
  const sagOf = (id: string | null): KYSag | undefined => scope.sager.find((sag) => sag.SagId === id)
  const begun = opgaver.filter((row) => dayOf(row.OprettetDato) <= runEnd)
  return {
    'task created after the run month': opgaver.length > begun.length,
    'task open': some(begun, (row) => row.Tilstand === 'Åben' && row.sidstHoldt === undefined),
    'task Afbrudt': some(begun, (row) => row.Tilstand === 'Afbrudt' && row.AfsluttetDato !== null),
    'task Gennemført': some(begun, (row) => row.Tilstand === 'Gennemført' && row.AfsluttetDato !== null),
    'task ended in the month of its creation': some(
      begun,
      (row) =>
        row.Tilstand !== 'Åben' &&
        row.AfsluttetDato !== null &&
        monthOf(dayOf(row.AfsluttetDato)) === monthOf(dayOf(row.OprettetDato)),
    ),
    'task closed without date': some(begun, (row) => row.lukketUdtræk !== undefined),
    'task closed without date, before it was created': some(
      begun,
      (row) => (row.lukketUdtræk ?? '9999') < row.OprettetDato,
    ),
    'task closed without date, after the run month': some(
      begun,
      (row) => row.lukketUdtræk !== undefined && dayOf(row.lukketUdtræk) > runEnd,
    ),
    'task Åben with date': some(begun, (row) => row.Tilstand === 'Åben' && row.AfsluttetDato !== null),
    'task ends after the run month': some(
      begun,
      (row) => row.Tilstand !== 'Åben' && dayOf(row.AfsluttetDato ?? '2000-01-01') > runEnd,
    ),
    'task vanished open': some(begun, (row) => row.Tilstand === 'Åben' && row.sidstHoldt !== undefined),
    'task vanished closed': some(begun, (row) => row.Tilstand !== 'Åben' && row.sidstHoldt !== undefined),
    'task without a case': some(begun, (row) => row.SagId === null),
    'task of an unknown case': some(begun, (row) => row.SagId !== null && sagOf(row.SagId) === undefined),
    'task before its case': some(
      begun,
      (row) => row.OprettetDato.slice(0, 7) < (sagOf(row.SagId)?.OprettetDato.slice(0, 7) ?? ''),
    ),
    'task with its own caseworker in a case': some(
      begun,
      (row) => row.SagsbehandlerId !== null && sagOf(row.SagId) !== undefined,
    ),
    'task with its case’s caseworker': some(
      begun,
      (row) => row.SagsbehandlerId === null && (sagOf(row.SagId)?.SagsbehandlerId ?? null) !== null,
    ),
    'task with its case’s organisation': some(
      begun,
      (row) => row.OrganisationId === null && (sagOf(row.SagId)?.OrganisationId ?? null) !== null,
    ),
    'task with its case’s citizen': some(
      begun,
      (row) => row.BorgerCpr === null && sagOf(row.SagId) !== undefined,
    ),
    'task of an unknown citizen in a case': some(
      begun,
      (row) =>
        row.BorgerCpr !== null && !scope.personer.includes(row.BorgerCpr) && sagOf(row.SagId) !== undefined,
    ),
  }
}

const edgesOfAfgoerelser = (scope: KYScope, runEnd: number): Edges => {
  const rows = scope.afgoerelser.map((row) => ({ ...row, ...danish(row.AfgoerelseTidspunkt) }))
  const pair = (is: (a: (typeof rows)[number], b: (typeof rows)[number]) => boolean): boolean =>
    rows.some((a, nth) => rows.slice(nth + 1).some((b) => is(a, b)))
  return {
    'several decision rows of an id': pair((a, b) => a.AfgoerelseId === b.AfgoerelseId),
    'decision rows of an id in two cases': pair(
      (a, b) => a.AfgoerelseId === b.AfgoerelseId && a.SagId !== b.SagId,
    ),
    'decision tie in an id': pair(
      (a, b) =>
        a.AfgoerelseId === b.AfgoerelseId &&
        a.instant === b.instant &&
        a.Afgoerelsestype !== b.Afgoerelsestype,
    ),
    'decision tie in a case': pair(
      (a, b) => a.AfgoerelseId !== b.AfgoerelseId && a.SagId === b.SagId && a.instant === b.instant,
    ),
    'the highest RaekkeNr is not the latest': pair(
      (a, b) => a.AfgoerelseId === b.AfgoerelseId && (a.RaekkeNr - b.RaekkeNr) * (a.instant - b.instant) < 0,
    ),
    'a case decided in two months': pair((a, b) => a.SagId === b.SagId && monthOf(a.day) !== monthOf(b.day)),
    'decision after the run month': some(rows, (row) => row.day > runEnd),
    'decision on the run month’s last day': some(rows, (row) => row.day === runEnd),
    'an id with rows up to the run month and after': pair(
      (a, b) => a.AfgoerelseId === b.AfgoerelseId && a.day > runEnd !== b.day > runEnd,
    ),
    'decision of an unknown case': some(rows, (row) => !scope.sager.some((sag) => sag.SagId === row.SagId)),
    'decision of a case created after the run month': some(rows, (row) =>
      scope.sager.some((sag) => sag.SagId === row.SagId && dayOf(sag.OprettetDato) > runEnd),
    ),
    'decision vanished': some(rows, (row) => row.sidstHoldt !== undefined),
  }
}

const CONTRACTS = ['KYSag', 'KYSagTilstand', 'KYOpgave', 'KYYdelse', 'KYAfgoerelse'] as const

const edgesOfHistory = ({ list, national }: Drawn, scopes: readonly KYScope[]): Edges => {
  const versions = CONTRACTS.flatMap((contract) =>
    scopes.flatMap((scope) => {
      const own = list.filter((one) => one.kommune === scope.kommune && one.kildesystem === scope.kildesystem)
      const key = keys[contract] as (row: object) => string
      return historiseFull(own.map((one) => asFullDelivery(one, one.rows[contract] as never, key))).map(
        (one) => ({
          ...one,
          contract,
          key: JSON.stringify([contract, scope.kommune, scope.kildesystem, one.key]),
        }),
      )
    }),
  )
  const pairs = (is: (a: (typeof versions)[number], b: (typeof versions)[number]) => boolean): boolean =>
    versions.some((a, nth) => versions[nth + 1]?.key === a.key && is(a, versions[nth + 1] ?? a))
  const emner = kleBasis(national.kle)
  const used = new Set(scopes.flatMap((scope) => scope.sager.map((sag) => sag.KleNummer)))
  const usedEmner = emner.filter((emne) => used.has(emne.Nummer))
  const plans = historiseFull(
    national.kle.map((plan) => ({
      extract: Number(`${dateOf(lastDay(plan.periode)).replaceAll('-', '')}${plan.loebenr}`),
      leverance: plan.periode,
      rows: plan.rows.map((content, linje) => ({ key: content.Nummer, linje, content })),
      quarantined: [],
    })),
  )
  const outcomes = list.flatMap(({ rows }) =>
    CONTRACTS.flatMap((contract) => rows[contract].map((row) => row.outcome)),
  )
  const persons = new Set(personBasis(national.personer))
  const firstPlan = national.kle.map((plan) => plan.periode).sort()[0]
  const firstKy = list.map((one) => one.periode).sort()[0]
  return {
    ...Object.fromEntries(outcomes.map((outcome) => [`a row is ${outcome}`, true])),
    'correction of history': pairs((a, b) => a.til === b.fra),
    ...Object.fromEntries(
      CONTRACTS.map((contract) => [
        `${contract} vanished and returned`,
        pairs((a, b) => a.contract === contract && a.til < b.fra),
      ]),
    ),
    'a ydelse moved to another case': pairs(
      (a, b) =>
        a.contract === 'KYYdelse' && Reflect.get(a.content, 'SagId') !== Reflect.get(b.content, 'SagId'),
    ),
    'second kildesystem with the same ids': scopes.filter((scope) => scope.kommune === '0751').length === 2,
    'the same ids in two kommuner': new Set(scopes.map((scope) => scope.kommune)).size === 2,
    'KLE never delivered': national.kle.length === 0,
    'KLE number of a case unknown': some(
      [...used],
      (nummer) => !emner.some((emne) => emne.Nummer === nummer),
    ),
    'KLE number of a case known': usedEmner.length > 0,
    'KLE number of a case withdrawn': some(usedEmner, (emne) => emne.UdgaaetDato !== null),
    'KLE number of a case gone from a later plan': some(usedEmner, (emne) => emne.bortfaldet !== undefined),
    'KLE number gone and withdrawn before': some(
      usedEmner,
      (emne) => (emne.UdgaaetDato ?? '9999') < (emne.bortfaldet ?? ''),
    ),
    'KLE number gone and returned': plans.some((a) => plans.some((b) => a.key === b.key && a.til < b.fra)),
    'KLE gruppe changes its name': plans.some(
      (a) => a.key.length === 5 && plans.some((b) => a.key === b.key && a.content.Titel !== b.content.Titel),
    ),
    'KLE plan comes after the first cases': firstPlan !== undefined && firstPlan > (firstKy ?? ''),
    'person known': scopes.some((scope) => scope.sager.some((sag) => persons.has(sag.YdelsesmodtagerCpr))),
    'person unknown': scopes.some((scope) => scope.sager.some((sag) => !persons.has(sag.YdelsesmodtagerCpr))),
    'person deleted': national.personer.some((one) =>
      one.rows.some((row) => row.Status === '50' && !persons.has(row.Personnummer)),
    ),
    'case without bevillingsmodtager': scopes.some((scope) =>
      scope.sager.some((sag) => sag.BevillingsmodtagerCpr === null),
    ),
    'case without caseworker': scopes.some((scope) =>
      scope.sager.some((sag) => sag.SagsbehandlerId === null),
    ),
    'ydelse of an unknown case': scopes.some((scope) =>
      scope.ydelser.some((row) => !scope.sager.some((sag) => sag.SagId === row.SagId)),
    ),
  }
}

/** Every edge that is known, with whether the drawn history has it. */
export const edgesOf = (drawn: Drawn): ReadonlyMap<string, boolean> => {
  const known = {
    kleNumre: kleBasis(drawn.national.kle).map((emne) => emne.Nummer),
    personer: personBasis(drawn.national.personer),
  }
  const scopes = kyBasis(drawn.list, known)
  const runEnd = lastDay(drawn.runMonth)
  const all: Edges[] = [
    edgesOfHistory(drawn, scopes),
    ...scopes.flatMap((scope) => [
      edgesOfOpgaver(scope, runEnd),
      edgesOfAfgoerelser(scope, runEnd),
      ...scope.sager.map((sag) => edgesOfCase(scope, sag, drawn.runMonth)),
    ]),
  ]
  const found = new Map<string, boolean>()
  for (const edges of all)
    for (const [name, has] of Object.entries(edges)) found.set(name, has || (found.get(name) ?? false))
  return found
}
