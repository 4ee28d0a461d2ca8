// A real Apache Kafka and a real schema registry on loopback, for tests and for trying things out.
//
//   node scripts/services.mjs up             installs what is missing, starts what does not run, waits until it answers
//   node scripts/services.mjs down           stops both and removes their data; the installed jars stay
//   node scripts/services.mjs restart-kafka  stops the broker at once (SIGKILL) and starts it on the same data and port
//
// All of it is in .services/; .services/services.json tells where they answer.
import { execFileSync, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const ROOT = join(import.meta.dirname, '..')
const HOME = join(ROOT, '.services')
const POM = join(ROOT, 'test/services/kafka/pom.xml')
const JARS = join(HOME, 'jars')
const REGISTRY = join(HOME, 'registry-program')
const STATE = join(HOME, 'services.json')
const PATIENCE = 120_000

/** Writes a file so that it is there whole or not at all. */
const put = (path, text) => {
  writeFileSync(`${path}.part`, text)
  renameSync(`${path}.part`, path)
}

const run = (command, args, env = {}) =>
  execFileSync(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  }).toString()

const install = () => {
  const wanted = readFileSync(POM, 'utf8')
  const mark = join(HOME, 'installed.xml')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  for (const each of [mark, JARS, REGISTRY]) rmSync(each, { recursive: true, force: true })
  const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'
  // -C: an archive whose checksum is wrong is refused
  run('mvn', ['-q', '-B', '-C', '-f', POM, plugin, '-DincludeScope=runtime', `-DoutputDirectory=${JARS}`])
  mkdirSync(REGISTRY)
  const archive = readdirSync(JARS).find((name) => name.endsWith('-all.tar.gz'))
  run('tar', ['-xzf', join(JARS, archive), '-C', REGISTRY])
  rmSync(join(JARS, archive))
  put(mark, wanted)
}

/** A port that nobody listens on now. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

/** Where the services answer; drawn once, so that they come back where they were. */
const places = async () => {
  if (existsSync(STATE)) return JSON.parse(readFileSync(STATE, 'utf8'))
  const [broker, controller, registry] = [await freePort(), await freePort(), await freePort()]
  return {
    broker: `127.0.0.1:${broker}`,
    controller: `127.0.0.1:${controller}`,
    registry: `http://127.0.0.1:${registry}/apis/ccompat/v7`,
  }
}

const serverProperties = ({ broker, controller }) =>
  [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.bootstrap.servers=${controller}`,
    `listeners=PLAINTEXT://${broker},CONTROLLER://${controller}`,
    `advertised.listeners=PLAINTEXT://${broker}`,
    'controller.listener.names=CONTROLLER',
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    `log.dirs=${join(HOME, 'kafka/data')}`,
    'num.partitions=1',
    'auto.create.topics.enable=false',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=4',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'transaction.state.log.num.partitions=2',
    'group.initial.rebalance.delay.ms=0',
    'log.retention.ms=-1',
    '',
  ].join('\n')

const LOGGING = `Configuration:
  Appenders:
    Console:
      name: STDOUT
      PatternLayout:
        pattern: "%d %p %m (%c)%n"
  Loggers:
    Root:
      level: WARN
      AppenderRef:
        ref: STDOUT
`

const pidOf = (name) => {
  const file = join(HOME, name, 'pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8'))
  try {
    // a pid file that outlived its machine can name anybody
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return command.includes(HOME) ? pid : undefined
  } catch {
    return undefined
  }
}

const start = (name, args, env = {}) => {
  if (pidOf(name) !== undefined) return
  const log = openSync(join(HOME, name, 'log'), 'a')
  const child = spawn('java', args, {
    cwd: join(HOME, name),
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...env },
  })
  closeSync(log)
  child.on('error', (thrown) => {
    throw thrown
  })
  put(join(HOME, name, 'pid'), String(child.pid))
  child.unref()
}

const stop = async (name, signal) => {
  const pid = pidOf(name)
  if (pid === undefined) return
  process.kill(pid, signal)
  for (let waited = 0; pidOf(name) !== undefined; waited += 50) {
    if (waited > 20_000) process.kill(pid, 'SIGKILL')
    await wait(50)
  }
}

const startKafka = (at) => {
  const folder = join(HOME, 'kafka')
  const settings = join(folder, 'server.properties')
  const logging = join(folder, 'log4j2.yaml')
  const java = ['-Xms256m', '-Xmx640m', '-XX:+UseSerialGC', `-Dlog4j2.configurationFile=${logging}`]
  java.push('-cp', join(JARS, '*'))
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, 'formatted'))) {
    put(settings, serverProperties(at))
    put(logging, LOGGING)
    const formatting = ['kafka.tools.StorageTool', 'format', '--standalone', '-c', settings]
    const cluster = run('java', [...java, 'kafka.tools.StorageTool', 'random-uuid']).trim()
    run('java', [...java, ...formatting, '-t', cluster])
    put(join(folder, 'formatted'), cluster)
  }
  start('kafka', [...java, 'kafka.Kafka', settings])
}

const startRegistry = (at) => {
  mkdirSync(join(HOME, 'registry'), { recursive: true })
  const { port, hostname } = new URL(at.registry)
  const java = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']
  const program = readdirSync(REGISTRY).find((name) => name.endsWith('-runner.jar')) ?? ''
  start('registry', [...java, '-jar', join(REGISTRY, program)], {
    QUARKUS_HTTP_HOST: hostname,
    QUARKUS_HTTP_PORT: port,
    QUARKUS_LOG_LEVEL: 'WARN',
  })
}

/** The broker's answer to one request, by hand and without any retries. */
const answered = ({ broker }, api, version, body) =>
  new Promise((resolve, reject) => {
    const [host, port] = broker.split(':')
    const socket = connect(Number(port), host)
    const head = Buffer.alloc(14)
    head.writeInt32BE(10 + body.length, 0)
    head.writeInt16BE(api, 4)
    head.writeInt16BE(version, 6)
    // no client id
    head.writeInt16BE(-1, 12)
    let answer = Buffer.alloc(0)
    socket.setTimeout(2000, () => socket.destroy(new Error('Kafka does not answer')))
    socket.on('connect', () => socket.write(Buffer.concat([head, body])))
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('Kafka hung up')))
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk])
      if (answer.length < 14 || answer.length < 4 + answer.readInt32BE(0)) return
      socket.destroy()
      // after length, correlation id and throttle time
      resolve(answer.subarray(12))
    })
  })

/** Throws while the broker is not there, or cannot yet coordinate groups: the first question makes it begin. */
const askKafka = async (at) => {
  const metadata = await answered(at, 3, 4, Buffer.alloc(5))
  if (metadata.readInt32BE(0) !== 1) throw new Error('Kafka has no broker')
  const group = Buffer.from('services')
  const coordinator = await answered(
    at,
    10,
    1,
    Buffer.concat([Buffer.from([0, group.length]), group, Buffer.of(0)]),
  )
  if (coordinator.readInt16BE(0) !== 0) throw new Error('Kafka has no coordinator of groups')
}

const askRegistry = async ({ registry }) => {
  const answer = await fetch(`${registry}/subjects`, { signal: AbortSignal.timeout(2000) })
  if (!answer.ok) throw new Error(`the registry answers ${answer.status}`)
  await answer.json()
}

const tail = (name) => {
  const file = join(HOME, name, 'log')
  const size = existsSync(file) ? statSync(file).size : 0
  return size === 0 ? '' : readFileSync(file, 'utf8').slice(-3000)
}

const untilAnswered = async (name, ask) => {
  for (let waited = 0; ; waited += 100) {
    try {
      return await ask()
    } catch (thrown) {
      if (pidOf(name) === undefined) throw new Error(`${name} ended: ${tail(name)}`)
      if (waited > PATIENCE) throw new Error(`${name}: ${String(thrown)}\n${tail(name)}`)
    }
    await wait(100)
  }
}

const up = async () => {
  mkdirSync(HOME, { recursive: true })
  install()
  // what a stopped machine left behind: its ports may be another's by now
  if (pidOf('kafka') === undefined && pidOf('registry') === undefined) await down()
  const at = await places()
  put(STATE, `${JSON.stringify(at, null, 2)}\n`)
  startKafka(at)
  startRegistry(at)
  await untilAnswered('kafka', () => askKafka(at))
  await untilAnswered('registry', () => askRegistry(at))
  console.log(`Kafka ${at.broker}, schema registry ${at.registry}`)
}

const down = async () => {
  await stop('registry', 'SIGTERM')
  await stop('kafka', 'SIGTERM')
  for (const each of ['kafka', 'registry', 'services.json'])
    rmSync(join(HOME, each), { recursive: true, force: true })
}

const restartKafka = async () => {
  if (!existsSync(STATE)) throw new Error('nothing is up')
  const at = await places()
  await stop('kafka', 'SIGKILL')
  startKafka(at)
  await untilAnswered('kafka', () => askKafka(at))
}

const commands = { up, down, 'restart-kafka': restartKafka }
const command = commands[process.argv[2] ?? '']
if (command === undefined) throw new Error(`one of ${Object.keys(commands).join(', ')}`)
await command()
