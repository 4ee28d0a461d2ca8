import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { FAMILIES, FAMILY_NAMES } from './families.js'
import type { BatchLine } from './tally.js'

/** A process that says nothing for so long hangs. A warehouse takes some ten seconds. */
const SILENCE_MS = 240_000
/** Of Node alone; the engine has a limit of its own. */
const HEAP_MB = 256

/** The work as `<family>:<first>:<count>`, a warehouse each, the families mixed. */
export const batchesOf = (scale: number): readonly string[] =>
  FAMILY_NAMES.flatMap((name) => {
    const { whole, batch } = FAMILIES[name]
    const cases = Math.max(20, Math.round(whole * scale))
    return Array.from({ length: Math.ceil(cases / batch) }, (_, nth) => ({
      at: nth / Math.ceil(cases / batch),
      spec: `${name}:${nth * batch}:${Math.min(batch, cases - nth * batch)}`,
    }))
  })
    .sort((a, b) => a.at - b.at)
    .map((each) => each.spec)

const runWorker = (seed: number, batches: readonly string[]): Promise<readonly BatchLine[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${HEAP_MB}`,
        '--conditions=flis-source',
        '--import',
        'tsx',
        fileURLToPath(new URL('worker.ts', import.meta.url)),
        String(seed),
        ...batches,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } },
    )
    let output = ''
    let errors = ''
    let watch: NodeJS.Timeout | undefined
    const awaitWord = (): void => {
      clearTimeout(watch)
      watch = setTimeout(() => child.kill('SIGKILL'), SILENCE_MS)
    }
    awaitWord()
    child.stdout.on('data', (chunk) => {
      output += String(chunk)
      awaitWord()
    })
    child.stderr.on('data', (chunk) => {
      errors += String(chunk)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(watch)
      const lines = output
        .split('\n')
        .filter((line) => line.endsWith('}'))
        .map((line) => JSON.parse(line) as BatchLine)
      if (code === 0) resolve(lines)
      else
        reject(
          new Error(
            `stopped with ${String(code ?? signal)} in ${batches[lines.length] ?? ''} of seed ${seed}\n${errors.slice(-2_000)}`,
          ),
        )
    })
  })

/** Warehouses to a process: few enough that its memory says something of them. */
const PER_WORKER = 8

/** Lands all batches, two processes side by side. */
export const runWorkers = async (seed: number, batches: readonly string[]): Promise<readonly BatchLine[]> => {
  const shares = Array.from({ length: Math.ceil(batches.length / PER_WORKER) }, (_, nth) =>
    batches.slice(nth * PER_WORKER, (nth + 1) * PER_WORKER),
  )
  const lines: BatchLine[] = []
  const work = async (): Promise<void> => {
    for (let share = shares.shift(); share !== undefined; share = shares.shift())
      lines.push(...(await runWorker(seed, share)))
  }
  await Promise.all([work(), work()])
  return lines
}
