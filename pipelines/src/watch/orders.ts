import { link, mkdir, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, type FlisError, syncFolder, withoutCpr, writeFileAtomically } from '@flis/core'

/** A command line that watch is to perform. */
export interface Order {
  /** The words after `flis`. */
  readonly argv: readonly string[]
  /** Folder from which its relative paths count. */
  readonly cwd: string
  /** Who gave it, as the ledger writes it down. */
  readonly operator: Readonly<Record<string, string>>
  /** Somebody waits for the result, and is told of a failure by that. */
  readonly waits: boolean
}

/** What came of an order: what the command would have printed, and its exit code. */
export interface OrderResult {
  readonly exit: 0 | 1 | 2 | 3
  readonly out: string
  readonly err: string
  /** The named error of a failure. */
  readonly error?: FlisError
}

/** Results that nobody has fetched: no more than these are kept. */
const KEPT_RESULTS = 100

/** The queue of a warehouse. */
export const ordersFolder = (root: string): string => join(root, 'orders')

const waiting = (root: string, name: string): string => join(ordersFolder(root), `${name}.json`)
const running = (root: string, name: string): string => join(ordersFolder(root), `${name}.running`)
const result = (root: string, name: string): string => join(ordersFolder(root), `${name}.result`)

const isCode = (thrown: unknown, code: string): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === code

const namesWith = async (root: string, ending: string): Promise<readonly string[]> => {
  if (!(await exists(ordersFolder(root)))) return []
  const pattern = new RegExp(`^(\\d+)\\.${ending}$`)
  return (await readdir(ordersFolder(root))).flatMap((name) => pattern.exec(name)?.[1] ?? []).sort()
}

/** True when the file was there and is now gone: of several processes one only is told so. */
const removed = async (file: string): Promise<boolean> => {
  try {
    await unlink(file)
    return true
  } catch (thrown) {
    if (isCode(thrown, 'ENOENT')) return false
    throw thrown
  }
}

const renamed = async (from: string, to: string): Promise<boolean> => {
  try {
    await rename(from, to)
    return true
  } catch (thrown) {
    if (isCode(thrown, 'ENOENT')) return false
    throw thrown
  }
}

/** Words of one's own may name somebody: what looks like a CPR number is cut out of them. */
const withoutPersons = (argv: readonly string[]): readonly string[] =>
  argv.map((each, nth) =>
    argv[nth - 1] === '--reason' || each.startsWith('--reason=') ? withoutCpr(each) : each,
  )

/**
 * Puts an order into the queue, whole or not at all.
 *
 * @returns its name, a number: orders are performed in this order
 */
export const submitOrder = async (root: string, order: Order): Promise<string> => {
  const folder = ordersFolder(root)
  await mkdir(folder, { recursive: true })
  const temporary = join(folder, `.${process.pid}.part`)
  await writeFile(temporary, JSON.stringify({ ...order, argv: withoutPersons(order.argv) }))
  try {
    for (;;) {
      const all = await namesWith(root, '(?:json|running|result)')
      const name = String(Math.max(0, ...all.map(Number)) + 1).padStart(6, '0')
      try {
        await link(temporary, waiting(root, name))
        await syncFolder(folder)
        return name
      } catch (thrown) {
        // Somebody else has taken the number.
        if (!isCode(thrown, 'EEXIST')) throw thrown
      }
    }
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Orders that wait, in the order in which they are performed. */
export const waitingOrders = (root: string): Promise<readonly string[]> => namesWith(root, 'json')

/** Begins an order; undefined when whoever gave it has taken it back. */
export const beginOrder = async (root: string, name: string): Promise<Order | undefined> => {
  if (!(await renamed(waiting(root, name), running(root, name)))) return undefined
  try {
    return JSON.parse(await readFile(running(root, name), 'utf8')) as Order
  } catch (thrown) {
    // Not one of ours: those are whole.
    if (!(thrown instanceof SyntaxError)) throw thrown
    await removed(running(root, name))
    return undefined
  }
}

/** Writes down what came of an order; from then on it is not performed again. */
export const finishOrder = async (root: string, name: string, came: OrderResult): Promise<void> => {
  await writeFileAtomically(result(root, name), JSON.stringify(came))
  await removed(running(root, name))
  const results = await namesWith(root, 'result')
  for (const old of results.slice(0, -KEPT_RESULTS)) await removed(result(root, old))
}

/** Puts an order that was begun back in its place. */
export const putBackOrder = async (root: string, name: string): Promise<void> => {
  await renamed(running(root, name), waiting(root, name))
}

/** Puts in order what a killed watch has left: what has a result is done, what was only begun waits again. */
export const recoverOrders = async (root: string): Promise<void> => {
  for (const name of await namesWith(root, 'running'))
    if (await exists(result(root, name))) await removed(running(root, name))
    else await putBackOrder(root, name)
}

/** The result of an order, which is then fetched and gone; undefined while there is none. */
export const fetchResult = async (root: string, name: string): Promise<OrderResult | undefined> => {
  if (!(await exists(result(root, name)))) return undefined
  const came = JSON.parse(await readFile(result(root, name), 'utf8')) as OrderResult
  await removed(result(root, name))
  return came
}

/** Takes an order back; false when it is done, or somebody else has it. Only once its watch is gone. */
export const takeBackOrder = async (root: string, name: string): Promise<boolean> =>
  (await removed(waiting(root, name))) ||
  (!(await exists(result(root, name))) && (await removed(running(root, name))))
