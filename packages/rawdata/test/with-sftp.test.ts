import { asFlisError, type FlisCode, FlisFailure, flisError, Secret } from '@flis/core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { SftpConnection } from '../src/sftp/connect-sftp.js'
import { sftpFailure } from '../src/sftp/sftp-failure.js'
import { type SftpOptions, sftpLogin } from '../src/sftp/sftp-options.js'
import { withSftp } from '../src/sftp/with-sftp.js'
import { temporaryFolder } from './temporary-folder.js'

const HOST_KEY = `SHA256:${'a'.repeat(43)}`
const OPTIONS: SftpOptions = { host: 'sftp.example', user: 'flis', privateKey: 'PRIVATE', hostKey: HOST_KEY }
const failing = (code: FlisCode): never => {
  throw new FlisFailure(flisError(code))
}

let did: string[]
let waited: number[]
beforeEach(() => {
  did = []
  waited = []
})

/** Connections that fail as told, and say when they are closed. */
const connecting = (codes: readonly (FlisCode | undefined)[]) => async (): Promise<SftpConnection> => {
  did.push('connect')
  const code = codes[did.filter((each) => each === 'connect').length - 1]
  if (code !== undefined) failing(code)
  return { close: async () => void did.push('close') } as unknown as SftpConnection
}
const login = (more: Partial<SftpOptions> = {}) =>
  sftpLogin({ ...OPTIONS, wait: async (ms) => void waited.push(ms), ...more }, '/')

describe('work with a server', () => {
  it('is done in one connection, which is closed', async () => {
    expect(await withSftp(await login(), async () => 'done', { connect: connecting([]) })).toBe('done')
    expect([did, waited]).toEqual([['connect', 'close'], []])
  })

  it('is done again from the start, after longer and longer pauses, while it is not reached', async () => {
    const connect = connecting(['S020', 'S020', undefined])
    expect(await withSftp(await login({ backOffSeconds: 1 }), async () => 'done', { connect })).toBe('done')
    expect(waited).toEqual([1000, 3000])
  })

  it('is given up after the last try', async () => {
    const connect = connecting(['S020', 'S020', 'S020'])
    const ended = await withSftp(await login({ tries: 3 }), async () => 'done', { connect }).catch(
      asFlisError,
    )
    expect(ended).toMatchObject({ code: 'S020', retriable: true })
    expect(waited).toEqual([2000, 6000])
  })

  it.each<FlisCode>(['C010', 'C011', 'C012', 'C013', 'S002'])('is not tried again after %s', async (code) => {
    const ended = await withSftp(await login(), async () => failing(code), { connect: connecting([]) }).catch(
      asFlisError,
    )
    expect(ended).toMatchObject({ code })
    expect([did, waited]).toEqual([['connect', 'close'], []])
  })

  it('ends with the run', async () => {
    const stop = new AbortController()
    const wait = async (): Promise<void> => {
      stop.abort()
      stop.signal.throwIfAborted()
    }
    const connect = connecting(['S020'])
    const { signal } = stop
    const ended = await withSftp(await login({ wait }), async () => 'done', { connect, signal }).catch(
      asFlisError,
    )
    expect(ended).toMatchObject({ code: 'S004' })
    expect(did).toEqual(['connect'])
  })
})

describe('how a server is reached', () => {
  it.each<[string, Partial<SftpOptions>, FlisCode]>([
    ['no fingerprint', { hostKey: [] }, 'C010'],
    ['a fingerprint of another kind', { hostKey: 'MD5:aa:bb' }, 'C010'],
    ['a missing file', { privateKeyFile: 'nowhere' }, 'C012'],
    ['a folder in place of the file', { privateKeyFile: '.' }, 'C012'],
    ['no key at all', {}, 'C012'],
  ])('is refused with %s', async (_, more, code) => {
    const { privateKey, ...without } = OPTIONS
    const root = await temporaryFolder()
    expect(privateKey).toBe('PRIVATE')
    expect(await sftpLogin({ ...without, ...more }, root).catch(asFlisError)).toMatchObject({ code })
  })

  it('shows no key', async () => {
    const found = await login({ privateKey: new Secret('PRIVATE') })
    expect(found.privateKey.reveal()).toBe('PRIVATE')
    expect(JSON.stringify(found)).not.toContain('PRIVATE')
  })
})

describe('what a server answers', () => {
  const thrown = (message: string, code?: string | number): Error =>
    Object.assign(new Error(message), { code })
  it.each<[string, Error, FlisCode]>([
    ['status 2', thrown('list: No such file IN', 2), 'C013'],
    ['a missing file by name', thrown('_xstat: No such file: IN/x', 'ENOENT'), 'C013'],
    ['status 3', thrown('list: Permission denied OUT', 3), 'C013'],
    ['a failure of its own', thrown('put: Failure', 4), 'S020'],
    ['a reset', thrown('read ECONNRESET', 'ECONNRESET'), 'S020'],
    ['silence', thrown('No response from server'), 'S020'],
    ['our own full disk', thrown('ENOSPC: no space left on device, write Local: /x'), 'S002'],
  ])('%s is named', (_, error, code) => {
    const named = sftpFailure(error, { file: 'sftp://sftp.example:22/IN' }).error
    expect(named.code).toBe(code)
    expect(JSON.stringify(named)).not.toContain(error.message)
  })
})
