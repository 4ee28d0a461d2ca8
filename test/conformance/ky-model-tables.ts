// All tables of KY by the plain models, as rows of DM.

import type { KYNational } from '../reference/arbitraries-ky.js'
import { factKYAfgørelser } from '../reference/ky-afgoerelser.js'
import { type KYLeverance, kleBasis, kyBasis, personBasis } from '../reference/ky-basis.js'
import {
  dimAfgørelsestype,
  dimKleNummer,
  dimKYOrganisation,
  dimKYSagsbehandler,
  dimYdelsesart,
  dimYdelsestype,
} from '../reference/ky-dimensions.js'
import { dimKYOpgaveOversigt, factKYOpgaver } from '../reference/ky-opgaver.js'
import { dimKYSagOversigt } from '../reference/ky-sag-oversigt.js'
import { factKYSager } from '../reference/ky-sager.js'
import { factKYYdelser } from '../reference/ky-ydelser.js'
import { scopeColumns, told } from './ky-told.js'
import type { ToldRow } from './published-rows.js'

/** Each table of KY with the rows that the models give it. */
export const modelTables = (
  list: readonly KYLeverance[],
  { kle, personer }: KYNational,
  runMonth: string,
): ReadonlyMap<string, readonly ToldRow[]> => {
  const emner = kleBasis(kle)
  const known = { kleNumre: emner.map((emne) => emne.Nummer), personer: personBasis(personer) }
  const scopes = kyBasis(list, known)
  return new Map<string, readonly ToldRow[]>([
    ['FactKYSager', scopes.flatMap((one) => factKYSager(one, runMonth)).map(told.sager)],
    ['FactKYOpgaver', scopes.flatMap((one) => factKYOpgaver(one, runMonth)).map(told.opgaver)],
    ['FactKYYdelser', scopes.flatMap((one) => factKYYdelser(one, runMonth)).map(told.ydelser)],
    ['FactKYAfgørelser', scopes.flatMap((one) => factKYAfgørelser(one, runMonth)).map(told.afgørelser)],
    ['DimKYSagOversigt', scopes.flatMap((one) => dimKYSagOversigt(one, runMonth)).map(told.sagOversigt)],
    [
      'DimKYOpgaveOversigt',
      scopes.flatMap((one) => dimKYOpgaveOversigt(one, runMonth)).map(told.opgaveOversigt),
    ],
    [
      'DimKYSagsbehandler',
      dimKYSagsbehandler(scopes).map((row) => ({ ...scopeColumns(row), SagsbehandlerId: row.id })),
    ],
    [
      'DimKYOrganisation',
      dimKYOrganisation(scopes).map((row) => ({ ...scopeColumns(row), OrganisationId: row.id })),
    ],
    ['DimKleNummer', dimKleNummer(emner).map(told.kleNummer)],
    ['DimAfgørelsestype', dimAfgørelsestype(scopes).map((Afgørelsestype) => ({ Afgørelsestype }))],
    ['DimYdelsesart', dimYdelsesart(scopes).map((Ydelsesart) => ({ Ydelsesart }))],
    ['DimYdelsestype', dimYdelsestype(scopes).map((Ydelsestype) => ({ Ydelsestype }))],
  ])
}
