import { month, quoteText, type Row, sql } from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  FSIIIBorgervurdering,
  FSIIIKontakt,
  FSIIIOpfoelgning,
  FSIIIPlanlagtIndsats,
  FSIIITilstand,
  indsatsensTilstand,
  opfoelgningskontaktForIndsats,
  opfoelgningskontaktForTilstand,
  senesteBorgervurdering,
  senesteOpfoelgning,
  tidspunktAf,
  tilstandSlut,
} from '../../src/fsiii/index.js'
import { indsatsensTilstandExamples } from '../../src/fsiii/rules/indsatsens-tilstand.js'
import { opfoelgningskontaktExamples } from '../../src/fsiii/rules/opfoelgningskontakt.js'
import { senesteBorgervurderingExamples } from '../../src/fsiii/rules/seneste-borgervurdering.js'
import { senesteOpfoelgningExamples } from '../../src/fsiii/rules/seneste-opfoelgning.js'
import { tilstandSlutExamples } from '../../src/fsiii/rules/tilstand-slut.js'
import { type Lager, nytLager } from './lager.js'

const RUN = month('2022-06')

let lager: Lager
beforeAll(async () => {
  lager = await nytLager()
})
afterAll(() => lager.close())

/** Examples, each with ids of its own: all of them stand in one warehouse. */
const apart = <Example>(examples: readonly Example[]): readonly (Example & { readonly nr: string })[] =>
  examples.map((each, index) => ({ ...each, nr: `${index}-` }))

const by = (rows: readonly Row[], id: string): Row | undefined => rows.find((row) => row.id === id)

it('A moment without a time of day is the Danish midnight', async () => {
  const same = `${tidspunktAf(quoteText('2022-06-10'))} = ${tidspunktAf(quoteText('2022-06-09T22:00:00Z'))}`
  expect(await lager.session.value(`select ${same}`)).toBe(true)
})

describe('Tilstandens slut', () => {
  const told = (Id: string, ErAktiv: boolean, day: string, more = {}) => ({
    Id,
    ErAktiv: String(ErAktiv),
    _rapport: `2022-06-${day}T08:00:00Z`,
    ...more,
  })
  let rows: readonly Row[]
  beforeAll(async () => {
    await lager.empty()
    await lager.versioner(FSIIITilstand, [
      ...apart(tilstandSlutExamples).flatMap(({ nr, versioner }) =>
        versioner.map(({ aktiv, rapport }) => ({ Id: nr, ErAktiv: String(aktiv), _rapport: rapport })),
      ),
      told('withdrawn', true, '01'),
      told('withdrawn', false, '02', { Status: 'entered-in-error' }),
      told('withdrawn between', true, '05'),
      told('withdrawn between', false, '06', { Status: 'entered-in-error' }),
      told('withdrawn between', false, '07', { Status: 'inactive' }),
      told('of another before', false, '08', { Personnummer: '0101570001' }),
      told('of another before', false, '09'),
      // in the order of meta.lastUpdated
      told('updated', true, '25', { _opdateret: '2022-05-10T08:00:00Z' }),
      told('updated', false, '20', { _opdateret: '2022-06-01T08:00:00Z' }),
      told('updated', false, '10', { _opdateret: '2022-06-02T08:00:00Z' }),
    ])
    rows = await lager.rows(sql`select Id as id, Slut::varchar as slut from ${tilstandSlut()} as t`)
  })

  it.each(apart(tilstandSlutExamples))('$når: $slut', ({ nr, slut }) =>
    expect(by(rows, nr)).toEqual({ id: nr, slut }),
  )

  it('has nothing of a tilstand that is entered in error', () =>
    expect(by(rows, 'withdrawn')).toBeUndefined())

  it.each([
    [
      'takes a withdrawn version between others for one that is not active',
      'withdrawn between',
      '2022-06-06',
    ],
    ['sees only what was told of the same person', 'of another before', '2022-06-09'],
    ['follows meta.lastUpdated before the report that brought it', 'updated', '2022-06-20'],
  ])('%s', (_, id, slut) => expect(by(rows, id)).toEqual({ id, slut }))
})

describe('Seneste opfølgning', () => {
  let rows: readonly Row[]
  beforeAll(async () => {
    await lager.empty()
    await lager.versioner(
      FSIIIOpfoelgning,
      apart(senesteOpfoelgningExamples).flatMap(({ nr, opfølgninger }) =>
        opfølgninger.map((each) => ({ ...each, FokusIds: [`${nr}t`, `${nr}p`], Id: nr + each.Id })),
      ),
    )
    rows = await lager.rows(
      sql`select FokusId as id, Resultat || ' ' || Dato::varchar as seneste from ${senesteOpfoelgning(RUN)} as o`,
    )
  })

  it.each(apart(senesteOpfoelgningExamples))('$når: $seneste', ({ nr, seneste }) => {
    for (const id of [`${nr}t`, `${nr}p`])
      expect(by(rows, id)).toEqual(seneste === null ? undefined : { id, seneste })
  })
})

describe('Seneste borgervurdering', () => {
  let rows: readonly Row[]
  beforeAll(async () => {
    await lager.empty()
    await lager.versioner(
      FSIIIBorgervurdering,
      apart(senesteBorgervurderingExamples).flatMap(({ nr, svar }) =>
        svar.map((each) => ({ ...each, FokusId: nr, Kode: each.Vaerdi.slice(0, 1), Id: nr + each.Id })),
      ),
    )
    rows = await lager.rows(
      sql`select FokusId as id, concat_ws(' ', coalesce(Udførelse, '–'), coalesce(Betydning, '–'), Dato) as seneste
          from ${senesteBorgervurdering(RUN)} as v`,
    )
  })

  it.each(apart(senesteBorgervurderingExamples))('$når: $seneste', ({ nr, seneste }) =>
    expect(by(rows, nr)).toEqual({ id: nr, seneste }),
  )
})

describe('Opfølgningskontakt', () => {
  const examples = apart(opfoelgningskontaktExamples)
  let rows: readonly Row[]
  beforeAll(async () => {
    await lager.empty()
    await lager.versioner(
      FSIIITilstand,
      examples.map(({ nr, nævner }) => ({ Id: `${nr}t`, KontaktIds: nævner.map((each) => nr + each) })),
    )
    await lager.versioner(
      FSIIIKontakt,
      examples.flatMap(({ nr, kontakter }) =>
        kontakter.map((each) => ({
          Status: 'planned',
          ...each,
          Id: nr + each.Id,
          TilstandIds: each.TilstandIds.map((id) => nr + id),
          IndsatsIds: [`${nr}p`],
        })),
      ),
    )
    rows = await lager.rows(
      sql`select TilstandId as id, Dato::varchar as dato
          from ${opfoelgningskontaktForTilstand(sql`${FSIIITilstand}`)} as k
          union all
          select IndsatsId, Dato::varchar
          from ${opfoelgningskontaktForIndsats()} as k`,
    )
  })

  it.each(examples)('$når: $dato', ({ nr, dato }) =>
    expect(by(rows, `${nr}t`)).toEqual(dato === null ? undefined : { id: `${nr}t`, dato }),
  )

  it('of an indsats is the latest that is based on it', () => {
    const planned = examples.filter((each) => each.dato !== null)
    expect(planned.map(({ nr }) => by(rows, `${nr}p`)?.dato)).toEqual(planned.map((each) => each.dato))
    expect(rows.length).toBe(2 * planned.length)
  })
})

describe('Indsatsens tilstand', () => {
  const examples = apart(indsatsensTilstandExamples)
  let rows: readonly Row[]
  beforeAll(async () => {
    await lager.empty()
    await lager.versioner(
      FSIIITilstand,
      examples.flatMap(({ nr, tilstande }) => tilstande.map((each) => ({ ...each, Id: nr + each.Id }))),
    )
    await lager.versioner(
      FSIIIPlanlagtIndsats,
      examples.map(({ nr, tilstande }) => ({
        Id: nr,
        TilstandIds: [...tilstande.map((each) => nr + each.Id), 'ukendt'].reverse(),
      })),
    )
    rows = await lager.rows(
      sql`select IndsatsId as id, TilstandKode as kode
          from ${indsatsensTilstand(sql`${FSIIIPlanlagtIndsats}`)} as t`,
    )
  })

  it.each(examples)('$når: $kode', ({ nr, kode }) =>
    expect(by(rows, nr)).toEqual(kode === null ? undefined : { id: nr, kode }),
  )
})
