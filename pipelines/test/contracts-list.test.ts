import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contractsOf } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { KNOWN_AREAS } from '../src/areas.js'
import { flis, jsonOf, newFolder } from './flis.js'

interface Listed {
  readonly name: string
  readonly area: string
  readonly kilde: string
  readonly mode: string
  readonly absence: string
}

describe('flis contracts list', () => {
  let root = ''
  const listed = async (...areas: readonly string[]): Promise<readonly Listed[]> => {
    await writeFile(join(root, 'flis.config.json'), JSON.stringify({ areas }))
    return jsonOf<readonly Listed[]>(await flis(['-C', root, 'contracts', 'list', '--json']))
  }
  beforeAll(async () => {
    root = await newFolder()
    await flis(['init', root])
  })

  it('has every contract once, each with Kilde, load mode and absence', async () => {
    const rows = await listed()
    const all = contractsOf(Object.values(KNOWN_AREAS))
    expect(rows.map(({ name, kilde, mode, absence }) => ({ name, kilde, mode, absence }))).toEqual(
      all.map(({ name, kilde, mode, absence }) => ({ name, kilde, mode, absence })),
    )
    expect(new Set(rows.map((each) => each.name)).size).toBe(rows.length)
  })

  it.each([
    ['KYAfgoerelse', 'KY', 'KY', 'full', 'behold'],
    ['FSIIIKontakt', 'FSIII', 'FSIII', 'upsert', 'behold'],
    ['FSIIIKode', 'FSIII', 'FSIIIKoder', 'full', 'slut'],
    ['OekonomiPostering', 'Økonomi', 'FLISOekonomi', 'full', 'slut'],
    ['VHMaalgruppe', 'Voksne handicappede', 'FLISVoksneOgHandicappede', 'full', 'slut'],
    ['RefKommune', 'Reference', 'REF', 'full', 'slut'],
  ])('%s belongs to %s', async (name, area, kilde, mode, absence) => {
    expect((await listed()).find((each) => each.name === name)).toMatchObject({
      area,
      kilde,
      mode,
      absence,
    })
  })

  it('of an area has also what its tables read from others', async () => {
    const rows = await listed('KY')
    expect(rows.find((each) => each.name === 'RefKommune')?.area).toBe('KY')
    expect(rows.some((each) => each.name === 'RefDreamYdelse')).toBe(false)
    expect((await flis(['-C', root, 'contracts', 'show', 'RefKommune'])).out).toContain('4 digits')
  })

  it('as text names Kilde and absence', async () => {
    await listed()
    const { exit, out } = await flis(['-C', root, 'contracts', 'list'])
    expect(exit).toBe(0)
    expect(out).toMatch(/RefSorKommune +Reference +REF +full +slut/)
  })
})
