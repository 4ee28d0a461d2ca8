// Looks through recorded output of the whole suite: node --import tsx test/scan/scan-output.ts <file>…
// Ends with 1 when it holds a person's number, or a name that the tests plant in rows.
import { readFileSync } from 'node:fs'
import { findPersonalData } from './personal-data.js'

/** Lines (without colours) that the runner of the tests writes: their names may say which number is meant. */
const RUNNERS = /^\s*(?:✓|✔|×|❯|→|↓|⎯|FAIL|RUN|Test Files|Tests|Start at|Duration)/u

const files = process.argv.slice(2)
let leaks = 0
let lines = 0
for (const file of files) {
  const text = readFileSync(file, 'utf8')
  const told = text.split('\n').filter((line) => !RUNNERS.test(line))
  lines += told.length
  for (const { what, around } of findPersonalData(told.join('\n'), { names: ['Plantet'], rows: [] })) {
    leaks++
    console.error(`${file}: ${what}: ${around}`)
  }
}
console.log(`${lines} lines of output looked through, ${leaks} with personal data`)
process.exitCode = leaks > 0 || files.length === 0 ? 1 : 0
