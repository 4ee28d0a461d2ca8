import { createHash } from 'node:crypto'
import { type Socket, connect as tcpConnect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { FlisFailure, fail, flisError } from '@flis/core'
import SftpClient from 'ssh2-sftp-client'
import { sftpFailure, troubleOf } from './sftp-failure.js'
import { placeOf, type SftpLogin } from './sftp-options.js'

/** A plain file on the server. */
export interface RemoteFile {
  readonly name: string
  readonly bytes: number
  /** In milliseconds since 1970, by the server's clock, in whole seconds. */
  readonly changedAt: number
}

/** An open connection. Its acts throw C013 (missing, not allowed) or S020 (lost). */
export interface SftpConnection {
  /** The plain files of a folder; links and folders are none. */
  list(folder: string): Promise<readonly RemoteFile[]>
  /** Undefined when there is no such file. */
  stat(path: string): Promise<RemoteFile | undefined>
  /** Up to so many bytes from the file's start; one more than allowed shows that there are more. */
  read(path: string, most: number): Promise<Buffer>
  /** To a local file, in bounded memory. */
  download(path: string, local: string): Promise<void>
  /** From a local file in bounded memory, or from memory. */
  upload(from: string | Buffer, path: string): Promise<void>
  /** Takes the place of what has the name. */
  rename(from: string, to: string): Promise<void>
  /** No error when it is not there. */
  remove(path: string): Promise<void>
  /** Acts that are under way fail. */
  close(): Promise<void>
}

/** 16 × 32 KiB on their way at once: half a MiB of memory whatever the file's size. */
const TRANSFER = { concurrency: 16, chunkSize: 32_768 }
const GOODBYE_MS = 3000

const fingerprintOf = (hostKey: Buffer): string =>
  `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A promise that fails once the connection is gone, for acts that the library would leave waiting. */
const lossOf = () => {
  let lose: () => void = () => undefined
  const lost = new Promise<never>((_, reject) => {
    lose = () => reject(new Error('connection lost'))
  })
  lost.catch(() => undefined)
  return { lost, lose: () => lose() }
}

interface Line {
  readonly client: SftpClient
  readonly socket: Socket
  readonly lost: Promise<never>
  readonly lose: () => void
}

const connectionOf = ({ client, socket, lost, lose }: Line, login: SftpLogin): SftpConnection => {
  const act = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await Promise.race([work(), lost])
    } catch (thrown) {
      throw sftpFailure(thrown, { file: placeOf(login, path) })
    }
  }
  const orNothing = async <T>(path: string, work: () => Promise<T>): Promise<T | undefined> =>
    act(path, () =>
      work().catch((thrown: unknown) => {
        if (troubleOf(thrown) === 'missing') return undefined
        throw thrown
      }),
    )
  return {
    list: (folder) =>
      act(folder, async () =>
        (await client.list(folder))
          .filter((each) => each.type === '-')
          .map(({ name, size, modifyTime }) => ({ name, bytes: size, changedAt: modifyTime })),
      ),
    stat: (path) =>
      orNothing(path, async () => {
        const { size, modifyTime } = await client.stat(path)
        return { name: nameOf(path), bytes: size, changedAt: modifyTime }
      }),
    read: (path, most) =>
      act(path, async () => {
        const chunks: Buffer[] = []
        const stream = client.createReadStream(path, { end: most })
        // its closing can still fail after all has been read, when nobody listens any more
        stream.on('error', () => undefined)
        for await (const chunk of stream) chunks.push(chunk as Buffer)
        return Buffer.concat(chunks)
      }),
    download: (path, local) => act(path, async () => void (await client.fastGet(path, local, TRANSFER))),
    upload: (from, path) =>
      act(path, async () => {
        if (typeof from === 'string') await client.fastPut(from, path, TRANSFER)
        else await client.put(from, path)
      }),
    rename: (from, to) => act(to, async () => void (await client.posixRename(from, to))),
    remove: async (path) => void (await orNothing(path, () => client.delete(path))),
    close: async () => {
      const goodbye = pause(GOODBYE_MS, undefined, { ref: false })
      await Promise.race([client.end().catch(() => undefined), lost.catch(() => undefined), goodbye])
      socket.destroy()
      lose()
    },
  }
}

/** What a failed connecting means; the library's words can hold the user. */
const connectFailure = (thrown: unknown, login: SftpLogin): FlisFailure => {
  const file = placeOf(login)
  const text = thrown instanceof Error ? thrown.message : ''
  if (/authentication methods failed/.test(text)) return new FlisFailure(flisError('C011', { file }))
  if (/private ?key/i.test(text)) return new FlisFailure(flisError('C012', { file, detail: 'not readable' }))
  return sftpFailure(new Error('not connected'), { file })
}

/**
 * Connects, once.
 *
 * @param signal gives up a connecting that is under way
 *
 * Errors: C010 the server's host key is none of the pinned ones (nothing was sent to it, not even the user's name); C011
 * it refuses user or key; C012 the private key cannot be read; S020 it was not reached.
 */
export const connectSftp = async (login: SftpLogin, signal?: AbortSignal): Promise<SftpConnection> => {
  const { host, port, user: username, privateKey, hostKeys, timeoutMs } = login
  const { lost, lose } = lossOf()
  const client = new SftpClient('flis', { error: lose, end: lose, close: lose })
  // each act is one short question and answer: held back to be sent together they would take 40 ms each
  const socket = tcpConnect({ host, port, noDelay: true })
  socket.on('error', () => undefined)
  let shown = ''
  const hostVerifier = (key: Buffer): boolean => {
    shown = fingerprintOf(key)
    return hostKeys.includes(shown)
  }
  // not the loss of the connection: a refused login closes it too, and says why a moment later
  const { lost: stopped, lose: stop } = lossOf()
  signal?.addEventListener('abort', stop)
  try {
    const connecting = client.connect({
      ...{ sock: socket, username, hostVerifier, authHandler: ['publickey'] },
      privateKey: privateKey.reveal(),
      readyTimeout: timeoutMs,
      keepaliveInterval: 10_000,
      keepaliveCountMax: 3,
    })
    connecting.catch(() => undefined)
    await Promise.race([connecting, stopped])
  } catch (thrown) {
    socket.destroy()
    if (shown !== '' && !hostKeys.includes(shown))
      fail('C010', { file: placeOf(login), expected: hostKeys.join(' or '), found: shown })
    throw connectFailure(thrown, login)
  } finally {
    signal?.removeEventListener('abort', stop)
  }
  return connectionOf({ client, socket, lost, lose }, login)
}
