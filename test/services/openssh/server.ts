import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
/** Where Debian puts it; sshd wants to be called by its full path. */
const SSHD = '/usr/sbin/sshd'

/** An OpenSSH server of its own on loopback: keys, settings and files in a temporary folder. */
export interface SshServer {
  readonly host: string
  readonly port: number
  readonly user: string
  /** Folder that a client starts in; holds `IN` and `OUT`. */
  readonly home: string
  readonly privateKeyFile: string
  /** A key that the server does not know. */
  readonly strangersKeyFile: string
  /** Fingerprint of its host key. */
  readonly hostKey: string
  /** What it has logged so far. */
  log(): string
  stop(): Promise<void>
}

const isThere = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** A port that nobody listens on now. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })

const makeKey = async (path: string): Promise<string> => {
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'flis', '-f', path])
  const [, key = ''] = (await readFile(`${path}.pub`, 'utf8')).split(' ')
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64')
  return `SHA256:${digest.replace(/=+$/, '')}`
}

const settings = (folder: string, home: string): string =>
  [
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host-key')}`,
    `AuthorizedKeysFile ${join(folder, 'authorized-keys')}`,
    'PidFile none',
    // the temporary folder is everybody's
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    'MaxStartups 100',
    'Subsystem sftp internal-sftp',
    `ForceCommand internal-sftp -d ${home}`,
    '',
  ].join('\n')

/** Starts a server; undefined where OpenSSH's server is not installed. */
export const startSshServer = async (): Promise<SshServer | undefined> => {
  if (!(await isThere(SSHD))) return undefined
  // run by root it wants this folder, which Debian makes when the service is started
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true })
  const folder = await mkdtemp(join(tmpdir(), 'flis-ssh-'))
  const home = join(folder, 'home')
  for (const each of ['IN', 'OUT']) await mkdir(join(home, each), { recursive: true })
  const hostKey = await makeKey(join(folder, 'host-key'))
  await makeKey(join(folder, 'user-key'))
  await makeKey(join(folder, 'strangers-key'))
  await copyFile(join(folder, 'user-key.pub'), join(folder, 'authorized-keys'))
  await writeFile(join(folder, 'config'), settings(folder, home))
  const port = await freePort()
  const child = spawn(SSHD, ['-D', '-e', '-f', join(folder, 'config'), '-p', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`sshd ended with ${code}: ${said}`)))
    child.once('error', reject)
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes(`Server listening on 127.0.0.1 port ${port}.`)) resolve()
    })
  })
  return {
    ...{ host: '127.0.0.1', port, user: userInfo().username, home, hostKey },
    privateKeyFile: join(folder, 'user-key'),
    strangersKeyFile: join(folder, 'strangers-key'),
    log: () => said,
    stop: async () => {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
