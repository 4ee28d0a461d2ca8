import { format, inspect } from 'node:util'
import { FlisFailure, flisError, Secret } from '@flis/core'
import { describe, expect, it } from 'vitest'

const hidden = '0101570001'
const secret = new Secret(hidden)

describe('a secret', () => {
  it('is given to those who ask for it by name', () => {
    expect(secret.reveal()).toBe(hidden)
  })

  it.each<[string, () => string]>([
    ['as text', () => String(secret)],
    ['in a template', () => `${secret}`],
    ['joined to text', () => `x${[secret]}`],
    ['added to text', () => 'x'.concat(String(secret))],
    ['in a list', () => [secret, secret].join()],
    ['as JSON', () => JSON.stringify(secret)],
    ['deep in JSON', () => JSON.stringify({ a: [{ b: secret }] })],
    ['inspected', () => inspect(secret)],
    [
      'inspected with all that is hidden',
      () => inspect(secret, { showHidden: true, depth: null, getters: true }),
    ],
    ['inspected without its own way', () => inspect(secret, { customInspect: false, showHidden: true })],
    ['inspected deep', () => inspect({ a: { b: new Map([[secret, secret]]) } }, { depth: null })],
    ['formatted', () => format('%s %o %O %j %i', secret, secret, secret, secret, secret)],
    ['copied', () => JSON.stringify({ ...secret })],
    ['cloned', () => inspect(structuredClone(secret))],
    ['by its keys', () => Reflect.ownKeys(secret).map(String).join()],
    ['by its entries', () => JSON.stringify(Object.entries(secret))],
    ['as the cause of an error', () => inspect(new Error('x', { cause: secret }))],
    ['in a failure', () => inspect(new FlisFailure(flisError('S999', { detail: `${secret}` })))],
  ])('is not shown %s', (_name, shown) => {
    expect(shown()).not.toContain(hidden)
  })

  it('has no number in it', () => {
    expect(Number(secret)).toBeNaN()
  })
})
