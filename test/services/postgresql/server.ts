import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
/** Where Debian puts the programs of each version. */
const DEBIAN = '/usr/lib/postgresql'
/** PostgreSQL refuses to run as root. */
const SERVER_USER = 'postgres'

/** A PostgreSQL server of its own: data in a temporary folder, reached through a socket there. */
export interface PostgresServer {
  readonly version: string
  /** Runs psql with these arguments in a folder, and gives what it prints; a script that fails throws. */
  psql(args: readonly string[], cwd?: string): Promise<string>
  stop(): Promise<void>
}

/** The folder of the newest version's programs; undefined where PostgreSQL is not installed. */
const programs = async (): Promise<string | undefined> => {
  try {
    const versions = (await readdir(DEBIAN)).filter((each) => /^\d+$/.test(each))
    const [newest] = versions.sort((a, b) => Number(b) - Number(a))
    return newest === undefined ? undefined : join(DEBIAN, newest, 'bin')
  } catch {
    return undefined
  }
}

const isRoot = process.getuid?.() === 0

/** Server programs run as the user postgres where we are root, else as ourselves. */
const asServer = async (file: string, args: readonly string[]): Promise<string> => {
  const options = { cwd: '/', env: { ...process.env, LC_ALL: 'C.UTF-8' } }
  const [command, all] = isRoot ? ['runuser', ['-u', SERVER_USER, '--', file, ...args]] : [file, [...args]]
  return (await run(command, all, options)).stdout
}

/** Starts a server; undefined where PostgreSQL is not installed. */
export const startPostgres = async (): Promise<PostgresServer | undefined> => {
  const bin = await programs()
  if (bin === undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'flis-pg-'))
  await chmod(folder, 0o711)
  if (isRoot) await run('chown', [SERVER_USER, folder])
  const data = join(folder, 'data')
  await asServer(join(bin, 'initdb'), [
    '-D',
    data,
    '-U',
    'flis',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ])
  // No network at all: only whoever finds the socket comes in.
  const settings = `-k ${folder} -c listen_addresses='' -c fsync=off -c shared_buffers=32MB`
  await asServer(join(bin, 'pg_ctl'), ['-D', data, '-o', settings, '-l', join(folder, 'log'), '-w', 'start'])
  const psql: PostgresServer['psql'] = async (args, cwd = '/') => {
    const where = ['-X', '-h', folder, '-U', 'flis', '-d', 'postgres']
    const env = { ...process.env, LC_ALL: 'C.UTF-8' }
    return (await run(join(bin, 'psql'), [...where, ...args], { cwd, env, maxBuffer: 1 << 28 })).stdout
  }
  return {
    version: (await psql(['-Atc', 'show server_version'])).trim(),
    psql,
    stop: async () => {
      await asServer(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
