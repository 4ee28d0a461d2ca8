// What the plain models give for an example, in its terms.

import type { basisOf } from '../reference/fsiii-basis.js'
import type * as Indsats from '../reference/fsiii-indsats.js'
import type { conformed } from '../reference/fsiii-koder.js'
import type * as Tilstand from '../reference/fsiii-tilstand.js'
import { CITIZENS, CODES, deliveriesOf, SENDERS, type Told } from './fsiii-told.js'

export type FsiiiToldModels = Pick<typeof Tilstand, 'factTilstand'> &
  Pick<typeof Indsats, 'factPlanlagtIndsats' | 'factLeveretIndsats' | 'broPlanlagtIndsatsTilstand'> & {
    readonly basisOf: typeof basisOf
    readonly conformed: typeof conformed
  }

const sorted = <R>(rows: readonly R[]): readonly R[] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** The four tables that an example speaks of; one that it leaves out is not asked. */
export const expectedOf = (told: Told) => ({
  tilstande: told.tilstande && sorted(told.tilstande),
  planlagt: told.planlagt && sorted(told.planlagt),
  leveret: told.leveret && sorted(told.leveret),
  links: told.links && sorted(told.links),
})

const born = Object.fromEntries(
  Object.values(CITIZENS).flatMap(({ personnummer, født }) => (født === null ? [] : [[personnummer, født]])),
)

export const toldByModels = (models: FsiiiToldModels, told: Told): ReturnType<typeof expectedOf> => {
  const month = told.month ?? '2022-06'
  const basis = models.basisOf({
    deliveries: deliveriesOf([['x', told]]).map((one) => ({
      ...one,
      kildesystem: 'Trifork',
      form: 'ndjson',
    })),
    koder: CODES,
    sor: [{ periode: '2022-06', rows: SENDERS }],
    personer: [{ periode: '2022-06', rows: born }],
  })
  const kode = models.conformed(CODES)
  const id = (text: string): string => text.slice(2)
  const tilstande = models.factTilstand(basis, month).map((row) => ({
    id: id(row.tilstandId),
    fra: row.dimTid,
    til: row.dimTidSlut,
    kode: kode(row.tilstandKode),
    grad: row.sværhedsgrad,
    opfølgning: row.opfølgning,
    opfulgt: row.dimTidOpfølgning,
    kontakt: row.dimTidOpfølgningKontakt,
    udførelse: row.borgervurdering,
    betydning: row.borgervurderingBetydning,
    vurderet: row.dimTidBorgervurdering,
    alder: row.dimAlder,
    kommune: row.dimKommune,
  }))
  const planlagt = models.factPlanlagtIndsats(basis, month).map((row) => ({
    id: id(row.indsatsId),
    måned: row.month,
    løbetid: row.løbetid,
    dage: row.varighedDage,
    fra: row.dimTidStart,
    til: row.dimTidSlut,
    kode: kode(row.indsatsKode),
    tilstand: row.tilstandKode === null ? null : kode(row.tilstandKode),
    opfølgning: row.opfølgning,
    opfulgt: row.dimTidOpfølgning,
    kontakt: row.dimTidOpfølgningKontakt,
    alder: row.dimAlder,
    kommune: row.dimKommune,
  }))
  const leveret = models.factLeveretIndsats(basis, month).map((row) => ({
    id: id(row.indsatsId),
    dag: row.dimTid,
    klokkeslæt: row.dimKlokkeslæt,
    kode: kode(row.indsatsKode),
    tilstand: row.tilstandKode === null ? null : kode(row.tilstandKode),
    alder: row.dimAlder,
    kommune: row.dimKommune,
  }))
  const links = models
    .broPlanlagtIndsatsTilstand(basis, month)
    .map((row) => [id(row.indsatsId), id(row.tilstandId)] as const)
  return {
    tilstande: told.tilstande && sorted(tilstande),
    planlagt: told.planlagt && sorted(planlagt),
    leveret: told.leveret && sorted(leveret),
    links: told.links && sorted(links),
  }
}
