import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlantedBreach } from './plant.js'
import type { Breach } from './scanner/breach.js'
import type { Answers } from './scanner/open-package.js'
import { type Scan, scanPackages } from './scanner/scan-packages.js'
import { type MadePackages, SmallWorld } from './small-world.js'

/** The packages of the small world's February, and copies of them that are broken one by one. */
export class Copies {
  private readonly answers: Answers = new Map()

  private constructor(
    readonly world: SmallWorld,
    readonly sound: MadePackages,
    private readonly folder: string,
  ) {}

  static async make(): Promise<Copies> {
    const world = await SmallWorld.make()
    const folder = await mkdtemp(join(tmpdir(), 'flis-planted-'))
    const { outbox, raw } = await world.february()
    const sound = { outbox: join(folder, 'outbox'), raw: join(folder, 'raw') }
    await cp(outbox, sound.outbox, { recursive: true })
    await cp(raw, sound.raw, { recursive: true })
    return new Copies(world, sound, folder)
  }

  scan(): Promise<Scan> {
    return scanPackages({ ...this.sound, answers: this.answers })
  }

  /** What the scanner says of a copy in which a breach is planted. */
  async foundOut({ plant, beside = [] }: PlantedBreach): Promise<readonly Omit<Breach, 'count'>[]> {
    const outbox = join(this.folder, 'broken')
    const kommuner = ['0751', ...beside]
    try {
      for (const kommune of kommuner)
        await cp(join(this.sound.outbox, kommune), join(outbox, kommune), { recursive: true })
      await plant(outbox)
      const { raw } = this.sound
      const { breaches } = await scanPackages({ outbox, raw, kommuner, answers: this.answers })
      return breaches.map(({ count: _, ...breach }) => breach)
    } finally {
      await rm(outbox, { recursive: true, force: true })
    }
  }

  async remove(): Promise<void> {
    await this.world.remove()
    await rm(this.folder, { recursive: true, force: true })
  }
}
