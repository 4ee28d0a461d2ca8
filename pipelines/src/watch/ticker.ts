import { type FSWatcher, watch } from 'node:fs'

/** Lets time pass. Injected: a test says when it is time. */
export interface Ticker {
  /** Ends when the time is up, when something has come since the last wait, or when the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
  /** Ends a wait that is under way, or else the next one. */
  nudge(): void
  /** Milliseconds since some beginning, whatever is done to the clock on the wall. */
  elapsed(): number
  close(): void
}

/** A file that is being copied tells of itself with each block: together they are one. */
const GATHER_MILLISECONDS = 50

/** A system that cannot tell of changes (a network's folder, too many watchers) leaves it to the time. */
const watched = (folder: string, told: () => void): FSWatcher | undefined => {
  try {
    const watcher = watch(folder, told)
    watcher.on('error', () => watcher.close())
    return watcher
  } catch {
    return undefined
  }
}

/** The process's own time, and changes in some folders. */
export const processTicker = (folders: readonly string[]): Ticker => {
  let [changed, wake] = [false, (): void => undefined]
  let gathering: NodeJS.Timeout | undefined
  const told = (): void => {
    gathering ??= setTimeout(() => {
      gathering = undefined
      changed = true
      wake()
    }, GATHER_MILLISECONDS)
  }
  const watchers = folders.map((folder) => watched(folder, told))
  return {
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', end)
          changed = false
          wake = () => undefined
          resolve()
        }
        const timer = setTimeout(end, milliseconds)
        wake = end
        signal.addEventListener('abort', end)
        if (changed || signal.aborted) end()
      }),
    nudge: () => {
      changed = true
      wake()
    },
    elapsed: () => performance.now(),
    close: () => {
      clearTimeout(gathering)
      for (const each of watchers) each?.close()
    },
  }
}
