// Loads the reference models with one planted fault: the real files, transpiled, with one text replaced.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'

const source = fileURLToPath(new URL('../reference/', import.meta.url))

export interface Fault {
  /** What is wrong in it, as a sentence. */
  readonly name: string
  /** File under test/reference, without its extension. */
  readonly file: string
  /** Text that occurs exactly once in the file, and what stands there instead. */
  readonly from: string
  readonly to: string
}

const compile = (text: string): string =>
  ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  }).outputText

const transpiled = new Map<string, string>()

const transpile = (text: string): string => {
  const known = transpiled.get(text)
  if (known !== undefined) return known
  const output = compile(text)
  transpiled.set(text, output)
  return output
}

/** Runs `use` with a loader of the faulty modules; throws if the fault's text is not there exactly once. */
export const withFault = async <T>(
  fault: Fault,
  use: (load: (file: string) => Promise<unknown>) => Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'flis-fault-'))
  try {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    for (const name of readdirSync(source)) {
      const text = readFileSync(join(source, name), 'utf8')
      const isFaulty = name === `${fault.file}.ts`
      if (isFaulty && text.split(fault.from).length !== 2) {
        throw new Error(`"${fault.from}" does not occur exactly once in ${name}`)
      }
      const planted = isFaulty ? text.replace(fault.from, () => fault.to) : text
      writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), transpile(planted))
    }
    return await use((file) => import(/* @vite-ignore */ pathToFileURL(join(folder, `${file}.js`)).href))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
