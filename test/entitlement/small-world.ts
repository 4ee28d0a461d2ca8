import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Lager } from '../conformance/intake/lager.js'
import { cprOfMarch, cprToFebruary, kyOfFebruary, type Leverance, lifa } from './cpr-files.js'

/** A warehouse that has made packages, and the deliveries that they were made from. */
export interface MadePackages {
  readonly outbox: string
  readonly raw: string
}

/** The small world: its month, and five days later. */
export class SmallWorld {
  private constructor(private readonly lager: Lager) {}

  static async make(): Promise<SmallWorld> {
    const world = new SmallWorld(await Lager.make({ areas: ['Reference', 'Borger', 'KY'] }))
    await mkdir(join(world.lager.root, 'raw'))
    return world
  }

  private async settings(packages: object): Promise<void> {
    const path = join(this.lager.root, 'flis.config.json')
    const config = JSON.parse(await readFile(path, 'utf8')) as object
    await writeFile(path, JSON.stringify({ ...config, packages }))
  }

  private async put(leverancer: readonly Leverance[]): Promise<void> {
    for (const { file, bytes, sender } of leverancer) {
      await this.lager.put(file, bytes, { sender })
      await writeFile(join(this.lager.root, 'raw', file), bytes)
    }
  }

  private async run(now: string, ...argv: readonly string[]): Promise<void> {
    const ended = await this.lager.run(argv, now)
    if (ended.exit === 1 || ended.exit === 2) throw new Error(`${argv.join(' ')}: ${ended.err}`)
  }

  private get made(): MadePackages {
    return { outbox: join(this.lager.root, 'outbox'), raw: join(this.lager.root, 'raw') }
  }

  /** Both packages of February 2024: run date the 29th. */
  async february(): Promise<MadePackages> {
    const kinds = ['DM', 'DSA']
    const areas = { Borger: { kinds }, KY: { kinds, format: 'csv' } }
    await this.settings({ areas, formats: { '0851': 'csv-excel' } })
    await this.put([...(await cprToFebruary()), ...(await kyOfFebruary()), lifa()])
    await this.run('2024-03-01T08:00:00', 'borger-run', '--packages')
    await this.run('2024-03-01T09:00:00', 'month-run', '2024-02')
    return this.made
  }

  /** The flexible package of an extract of 5 March, with as little in it as can be. */
  async march(): Promise<MadePackages> {
    await this.settings({ areas: { Borger: { leaveOut: { DM: ['relations', 'names', 'addresses'] } } } })
    await this.put([await cprOfMarch()])
    await this.run('2024-03-06T08:00:00', 'borger-run', '--packages')
    return this.made
  }

  remove(): Promise<void> {
    return this.lager.remove()
  }
}
