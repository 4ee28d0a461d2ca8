import { isAbsolute, join } from 'node:path'
import {
  type Clock,
  type Config,
  type Dataomraade,
  fail,
  logged,
  type Unready,
  type WarehousePaths,
} from '@flis/core'
import { type DeliverySource, folder, waitingDelivery } from '@flis/rawdata'

/** What a look may use; the warehouse is not opened for it. */
export interface Looking {
  readonly config: Config
  readonly clock: Clock
  readonly areas: readonly Dataomraade[]
  readonly paths: WarehousePaths
}

/** Something that stands ready in a source. */
export interface Standing {
  readonly fileName: string
  readonly metadataPath: string
  /** Changes when other bytes stand under the name. */
  readonly seen: string
}

/** Where deliveries come from, as watch sees it: looked at again and again, run when something is there. */
export interface ArrivalSource {
  /** What runs take deliveries from. */
  readonly units: DeliverySource
  /** Folders of this machine whose changes tell of an arrival; none: only looking does. */
  readonly folders: readonly string[]
  /** What stands there now. Takes nothing, and needs no open warehouse. */
  look(
    looking: Looking,
  ): Promise<{ readonly ready: readonly Standing[]; readonly unready: readonly Unready[] }>
}

/** An inbox folder: `folder` of the runs, looked at. */
const inboxSource = (path: string, { root }: WarehousePaths): ArrivalSource => {
  const source = folder(path)
  return {
    units: source,
    folders: [isAbsolute(path) ? path : join(root, path)],
    look: async ({ config, clock, paths }) => {
      const { ready, waiting } = await source.list({ config, clock, warehouse: { paths } })
      return { ready, unready: waiting.map(({ fileName, why }) => ({ fileName, why })) }
    },
  }
}

/**
 * The sources that the configuration names: the inbox, and further folders. A further kind is one more function here that
 * gives an {@link ArrivalSource}. C001 where a server over SFTP is among them: commands read these, a watch does not.
 */
export const arrivalSources = (config: Config, paths: WarehousePaths): readonly ArrivalSource[] => [
  inboxSource(config.inbox, paths),
  ...config.sources.map((each) =>
    each.type === 'folder'
      ? inboxSource(each.path, paths)
      : fail('C001', {
          column: 'sources',
          found: each.type,
          detail: 'a watch looks at folders; month-run, borger-run and intake read servers',
        }),
  ),
]

/** What stands in all sources: for the citizens' track, and for the other areas. */
export interface Look {
  readonly borger: readonly string[]
  readonly others: readonly string[]
  readonly unready: readonly Unready[]
}

/** Looks at sources, and tells by names and routes whose each delivery is. Names are given with the bytes that they stand for. */
export const lookAt = async (
  sources: readonly ArrivalSource[],
  looking: Looking,
  ownOfBorger: readonly Dataomraade[],
): Promise<Look> => {
  const told = waitingDelivery(looking, ownOfBorger)
  const look = { borger: [] as string[], others: [] as string[], unready: [] as Unready[] }
  for (const source of sources) {
    const { ready, unready } = await source.look(looking)
    for (const { fileName, metadataPath, seen } of ready) {
      const delivery = ownOfBorger.length === 0 ? undefined : await told({ fileName, metadataPath })
      // What landing will reject is nobody's: the ordinary intake says so.
      const isBorger = delivery !== undefined && delivery.kilde !== ''
      look[isBorger ? 'borger' : 'others'].push(`${fileName} ${seen}`)
    }
    look.unready.push(...unready.map(({ fileName, why }) => ({ fileName: String(logged(fileName)), why })))
  }
  return look
}
