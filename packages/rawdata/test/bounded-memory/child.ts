// Reads hostile files in a process of its own with a small heap; tells of each how it ended and how much memory it took.
import { CASES, endOf } from './cases.js'
import { peak } from './endless.js'

const MEBIBYTE = 1024 ** 2

/** Arguments: MiB of each file, the folder with zip files. */
const main = async (): Promise<void> => {
  const [, , megabytes = '0', folder = '.'] = process.argv
  for (const [name, run] of Object.entries(CASES)) {
    globalThis.gc?.()
    const before = process.memoryUsage.rss()
    peak.rss = before
    const end = await endOf(run, Number(megabytes) * MEBIBYTE, folder)
    const grown = Math.round((Math.max(peak.rss, process.memoryUsage.rss()) - before) / MEBIBYTE)
    process.stdout.write(`${JSON.stringify({ name, end, grown })}\n`)
  }
}

await main()
