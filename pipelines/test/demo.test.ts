import { describe, expect, it } from 'vitest'
import { flis, newFolder } from './flis.js'

describe('flis demo', () => {
  it('makes a warehouse in a new folder, and tells what is in it, why rows were refused, and what to try', async () => {
    const cwd = await newFolder()
    const { exit, out } = await flis(['demo'], { cwd })
    expect(exit).toBe(0)
    for (const each of [
      'Rådata',
      'DSA_HIST',
      'FLIS-R102 a value is not of its type',
      '2022-10',
      '█',
      'FLEKS',
    ])
      expect(out).toContain(each)
    const commands = [...out.matchAll(/^ {2}flis (.+)$/gm)].map((match) => (match[1] ?? '').split(' '))
    expect(commands.length).toBeGreaterThan(4)
    for (const argv of commands) expect([0, argv]).toEqual([(await flis(argv, { cwd })).exit, argv])
  }, 180_000)

  it('refuses a folder that holds anything', async () => {
    const cwd = await newFolder()
    expect((await flis(['init', 'flis-demo'], { cwd })).exit).toBe(0)
    const { exit, err } = await flis(['demo'], { cwd })
    expect(exit).toBe(1)
    expect(err).toContain('FLIS-C003')
  })
})
