import { readFileSync } from 'node:fs'

/**
 * Peak resident memory of this process, bytes. `/proc` counts from the program's start; the kernel's maxRSS, taken
 * where there is no `/proc`, also knows the peak of the process that this one was forked from.
 */
const peakMemory = (): number => {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
    return Number(kilobytes) * 1024
  } catch {
    return process.resourceUsage().maxRSS * 1024
  }
}

/** Processor seconds of all threads so far: less disturbed by what else the machine does than the time is. */
export const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Hands figures to the process that measures this one: the last line that it prints, with its peak memory. */
export const say = (figures: Readonly<Record<string, unknown>>): void => {
  console.log(
    JSON.stringify({ ...figures, memory: peakMemory() }, (_, each) =>
      typeof each === 'bigint' ? String(each) : each,
    ),
  )
}
