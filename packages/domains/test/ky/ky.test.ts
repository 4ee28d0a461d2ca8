import { failures, openInstance, openSession } from '@flis/core'
import { inBuildOrder, modelsRead } from '@flis/dm'
import { describe, expect, it } from 'vitest'
import {
  FactKYAfgørelser,
  FactKYOpgaver,
  FactKYSager,
  FactKYYdelser,
  KYYdelse,
  ky,
} from '../../src/ky/index.js'

const KLE = { name: 'KLE', senders: ['KOMBIT'], scope: 'national', types: ['F'] }

const codesOf = async (row: Readonly<Record<string, string | null>>): Promise<readonly string[]> => {
  const session = await openSession(await openInstance(':memory:'))
  const columns = Object.keys(KYYdelse.fields).map((name) => `$${name}::varchar as "${name}"`)
  const given = Object.fromEntries(Object.keys(KYYdelse.fields).map((name) => [name, row[name] ?? null]))
  const found: string[] = []
  for (const each of failures(KYYdelse, [], () => '()')) {
    const fails = await session.value(
      `select coalesce(${each.when}, false) from (select ${columns.join(', ')})`,
      given,
    )
    if (fails === true) found.push(each.code)
  }
  return found
}

describe('the contracts of KY', () => {
  const ydelse = {
    YdelseId: 'y',
    SagId: 'sag',
    Ydelsesart: 'Kontanthjælp',
    Ydelsestype: 'Løbende',
    StartDato: '2022-04-15',
    SlutDato: '2022-04-15',
  }

  it.each([
    ['an end on the start’s day', {}, []],
    ['no end', { SlutDato: null }, []],
    ['SlutDato before StartDato', { SlutDato: '2022-04-14' }, ['R120']],
    ['no case', { SagId: null }, ['R101']],
    ['no start', { StartDato: '' }, ['R101']],
    ['a start that is no date', { StartDato: '2022-4-15' }, ['R102']],
  ])('a ydelse with %s fails with %j', async (_name, change, codes) => {
    expect(await codesOf({ ...ydelse, ...change })).toEqual(codes)
  })

  it('have the fields of the specification, the key first', () => {
    const fields = ky.contracts.map((each) => [
      each.name,
      each.key,
      Object.entries(each.fields).map(([name, field]) => `${name}${field.required ? '' : '?'}`),
    ])
    expect(fields).toEqual([
      [
        'KYSag',
        ['SagId'],
        [
          'SagId',
          'KleNummer',
          'YdelsesmodtagerCpr',
          'BevillingsmodtagerCpr?',
          'SagsbehandlerId?',
          'OrganisationId?',
          'OprettetDato',
        ],
      ],
      ['KYSagTilstand', ['SagId', 'Sekvens'], ['SagId', 'Sekvens', 'Tilstand', 'FraDato']],
      [
        'KYOpgave',
        ['OpgaveId'],
        [
          'OpgaveId',
          'SagId?',
          'Opgavetype?',
          'BorgerCpr?',
          'SagsbehandlerId?',
          'OrganisationId?',
          'Tilstand',
          'OprettetDato',
          'AfsluttetDato?',
        ],
      ],
      [
        'KYYdelse',
        ['YdelseId'],
        ['YdelseId', 'SagId', 'Ydelsesart', 'Ydelsestype', 'StartDato', 'SlutDato?'],
      ],
      [
        'KYAfgoerelse',
        ['AfgoerelseId', 'RaekkeNr'],
        ['AfgoerelseId', 'RaekkeNr', 'SagId', 'Afgoerelsestype', 'AfgoerelseTidspunkt'],
      ],
      [
        'KleEmne',
        ['Nummer'],
        ['Nummer', 'Titel', 'Niveau', 'Foraelder?', 'UUID?', 'OprettetDato?', 'RettetDato?', 'UdgaaetDato?'],
      ],
    ])
  })

  it('are full deliveries per kommune from NC, keep what the source drops, and compute a case as a whole', () => {
    expect(ky.kilder).toMatchObject([{ name: 'KY', senders: ['NC'], scope: 'kommune', types: ['F'] }, KLE])
    for (const each of ky.contracts.filter(({ kilde }) => kilde === 'KY')) {
      expect(each).toMatchObject({
        mode: 'full',
        absence: 'behold',
        unit: ['SagId'],
        keyScope: 'kildesystem',
      })
    }
  })
})

describe('the contract of KLE', () => {
  it('is a full national delivery from KOMBIT that ends what it no longer holds', () => {
    expect(ky.contracts.filter(({ kilde }) => kilde === 'KLE')).toMatchObject([
      { name: 'KleEmne', mode: 'full', absence: 'slut', keyScope: 'global', persons: [] },
    ])
  })
})

describe('the models of KY', () => {
  it('stand in the order in which they refer to each other', () => {
    const names = inBuildOrder([ky]).map((each) => each.name)
    const misplaced = inBuildOrder([ky]).flatMap((model) =>
      modelsRead(model)
        .filter((below) => names.indexOf(below.name) > names.indexOf(model.name))
        .map((below) => `${model.name} before ${below.name}`),
    )
    expect(misplaced).toEqual([])
    expect(ky.models.map((each) => each.name)).toEqual([
      'DimBorger',
      'DimTid',
      'DimKommune',
      'DimJaNej',
      'DimKleNummer',
      'DimKYSagsbehandler',
      'DimKYOrganisation',
      'DimYdelsesart',
      'DimYdelsestype',
      'DimAfgørelsestype',
      'DimKYSagOversigt',
      'DimKYOpgaveOversigt',
      'FactKYSager',
      'FactKYOpgaver',
      'FactKYYdelser',
      'FactKYAfgørelser',
    ])
  })

  it.each([
    [
      FactKYSager,
      [
        'DimTid',
        'DimKommune',
        'DimKYSagOversigt',
        'DimKleNummer',
        'DimBorgerYdelsesmodtager',
        'DimBorgerBevillingsmodtager',
        'DimKYSagsbehandler',
        'DimKYOrganisation',
        'DimAfgørelsestype',
        'DimYdelsesart',
        'DimJaNejOprettet',
        'DimJaNejAfsluttet',
        'DimJaNejSagsbehandlingAfsluttet',
        'Sagstilstand',
        'Sagsbehandlingstid',
        'SagVarighed',
        'SagId',
      ],
    ],
    [
      FactKYOpgaver,
      [
        'DimTid',
        'DimKommune',
        'DimKYOpgaveOversigt',
        'DimKYSagOversigt',
        'DimKYSagsbehandler',
        'DimKYOrganisation',
        'DimBorger',
        'DimJaNejOprettet',
        'DimJaNejAfsluttet',
        'Opgavetid',
        'OpgaveId',
      ],
    ],
    [
      FactKYYdelser,
      [
        'DimTid',
        'DimKommune',
        'DimKYSagOversigt',
        'DimKleNummer',
        'DimBorgerYdelsesmodtager',
        'DimBorgerBevillingsmodtager',
        'DimYdelsesart',
        'DimYdelsestype',
        'DimAfgørelsestype',
        'DageMedYdelse',
        'DageIMåned',
        'Fuldtidsperson',
        'Dagmaske',
        'Ydelsesvarighed',
        'YdelseId',
      ],
    ],
    [
      FactKYAfgørelser,
      [
        'DimTid',
        'DimKommune',
        'DimAfgørelsestype',
        'DimKYSagOversigt',
        'DimKleNummer',
        'DimBorgerYdelsesmodtager',
        'DimBorgerBevillingsmodtager',
        'DimKYSagsbehandler',
        'DimKYOrganisation',
        'AfgørelseId',
        'AntalAfgørelser',
      ],
    ],
  ])('$name has the columns of the specification in its order', (model, columns) => {
    expect(Object.keys(model.columns)).toEqual(columns)
  })

  it('have no table that a change in KLE, in CPR or in another area builds wholly', () => {
    const facts = ky.models.filter((model) => model.kind === 'fact')
    const followed = facts.flatMap((model) => {
      const follows = model.recompute.by === 'unit' ? (model.recompute.follows ?? []) : []
      return follows.map((each) => `${model.name} ${each.model.name}`)
    })
    expect(followed).toEqual([
      'FactKYSager DimKleNummer',
      'FactKYSager DimBorgerNummer',
      'FactKYOpgaver DimBorgerNummer',
      'FactKYYdelser DimKleNummer',
      'FactKYYdelser DimBorgerNummer',
      'FactKYAfgørelser DimKleNummer',
      'FactKYAfgørelser DimBorgerNummer',
    ])
  })

  it('describe every column', () => {
    const silent = ky.models.flatMap((model) =>
      Object.entries(model.columns)
        .filter(([, each]) => each.description === '')
        .map(([name]) => `${model.name}.${name}`),
    )
    expect(silent).toEqual([])
  })
})
