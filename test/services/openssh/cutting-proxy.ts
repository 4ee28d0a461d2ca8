import { createServer, type Socket, connect as tcpConnect } from 'node:net'

/** Where a connection is cut: after so many bytes in one direction, counted from its beginning. */
export interface Cut {
  readonly direction: 'from server' | 'to server'
  readonly bytes: number
  /** Goes no further and stays open, instead; called when it has come so far. */
  readonly stall?: () => void
}

/** A way to a server that cuts connections, by bytes and never by time. */
export interface CuttingProxy {
  readonly port: number
  /** Cuts of the connections to come, one each; those after them pass whole. */
  cutNext(...cuts: readonly Cut[]): void
  /** Cuts every connection to come; undefined: none any more. */
  cutAll(cut: Cut | undefined): void
  /** How many connections have been cut. */
  cuts(): number
  /** Bytes that the connections so far have carried. */
  traffic(): readonly Readonly<Record<Cut['direction'], number>>[]
  stop(): Promise<void>
}

interface Share {
  readonly bytes: number
  readonly passed: (bytes: number) => void
  /** Told that the share is used up; true when the connection is to stall. */
  readonly cut: () => boolean
}

/** Hands bytes on until its share is used up, then ends both sides at once. */
const relay = (from: Socket, to: Socket, { bytes, passed, cut }: Share): void => {
  let left = bytes
  let ended = false
  from.on('data', (chunk: Buffer) => {
    if (ended) return
    const part = chunk.subarray(0, left)
    left -= part.length
    passed(part.length)
    if (left > 0) {
      to.write(part)
      return
    }
    ended = true
    if (cut()) return
    to.write(part, () => {
      from.resetAndDestroy()
      to.resetAndDestroy()
    })
  })
  from.on('end', () => to.end())
  from.on('error', () => to.destroy())
  from.on('close', () => to.destroy())
}

/** Starts a proxy before a server's port on loopback. */
export const startCuttingProxy = async (port: number): Promise<CuttingProxy> => {
  const next: Cut[] = []
  const open = new Set<Socket>()
  let always: Cut | undefined
  let cuts = 0
  const traffic: Record<Cut['direction'], number>[] = []
  const server = createServer((client) => {
    const cut = next.shift() ?? always
    const upstream = tcpConnect({ port, host: '127.0.0.1', noDelay: true })
    client.setNoDelay(true)
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
    }
    const carried = { 'from server': 0, 'to server': 0 }
    traffic.push(carried)
    const shareOf = (direction: Cut['direction']): Share => ({
      bytes: cut?.direction === direction ? cut.bytes : Number.POSITIVE_INFINITY,
      passed: (bytes) => {
        carried[direction] += bytes
      },
      cut: () => {
        cuts++
        cut?.stall?.()
        return cut?.stall !== undefined
      },
    })
    relay(client, upstream, shareOf('to server'))
    relay(upstream, client, shareOf('from server'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cutNext: (...cuts) => void next.push(...cuts),
    cutAll: (cut) => {
      always = cut
    },
    cuts: () => cuts,
    traffic: () => traffic,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
