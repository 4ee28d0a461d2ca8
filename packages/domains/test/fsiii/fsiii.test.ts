import { describe, expect, it } from 'vitest'
import { FSIIIKode, fsiii } from '../../src/fsiii/index.js'

describe('The area FSIII', () => {
  it('takes reports from Trifork, per kommune or for the whole country, once there are codes', () => {
    expect(fsiii.kilder.find((each) => each.name === 'FSIII')).toEqual({
      name: 'FSIII',
      senders: ['Trifork'],
      scope: 'both',
      types: ['D'],
      formats: ['zip', 'json', 'ndjson'],
      chain: 'løbenr',
      awaits: 'FSIIIKode',
    })
  })

  it('takes whole code systems from KOMBIT, for the whole country', () => {
    expect(fsiii.kilder.find((each) => each.name === 'FSIIIKoder')).toEqual({
      name: 'FSIIIKoder',
      senders: ['KOMBIT'],
      scope: 'national',
      types: ['F'],
      formats: ['json'],
      chain: 'løbenr',
    })
    expect([FSIIIKode.mode, FSIIIKode.absence, FSIIIKode.keyScope]).toEqual(['full', 'slut', 'global'])
  })

  it.each(fsiii.contracts.filter((each) => each !== FSIIIKode))(
    '$name is kept by id and recomputed by citizen',
    (each) => {
      expect([each.mode, each.keyScope, each.key, each.unit]).toEqual([
        'upsert',
        'global',
        ['Id'],
        ['Personnummer'],
      ])
      expect(each.withdrawn).toEqual({ column: 'Status', value: 'entered-in-error' })
    },
  )

  it('has no Kilde without contracts and no contract without a Kilde', () => {
    expect([...new Set(fsiii.contracts.map((each) => each.kilde))].sort()).toEqual(
      fsiii.kilder.map((each) => each.name).sort(),
    )
  })

  it('reads of others citizens, the names of kommuner, and the kommuner of those who send', () => {
    const reads = fsiii.reads.map((each) => each.name)
    expect(reads).toEqual(expect.arrayContaining(['BorgerPerson', 'RefKommune', 'RefSorKommune']))
  })

  it('says of every column of its models what it is', () => {
    const silent = fsiii.models.flatMap((model) =>
      Object.entries(model.columns)
        .filter(([, each]) => each.description === '')
        .map(([name]) => `${model.name}.${name}`),
    )
    expect(silent).toEqual([])
  })
})
