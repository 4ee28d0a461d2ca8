/** The most memory that the process has taken while streams were read, bytes. */
export const peak = { rss: 0 }

const sample = (): void => {
  peak.rss = Math.max(peak.rss, process.memoryUsage.rss())
}

const CHUNK = 1024 ** 2

/**
 * A file that is not there: a beginning, so many bytes of one text over and over, an end. Every chunk has memory of
 * its own, as if it were read from a disk, so that who keeps chunks is seen to.
 */
export const endless = async function* (
  beginning: string,
  text: string,
  bytes: number,
  end: string,
): AsyncGenerator<Buffer> {
  const fill = Buffer.from(text.repeat(Math.ceil(CHUNK / text.length)))
  yield Buffer.from(beginning)
  for (let done = 0; done < bytes; done += fill.length) {
    sample()
    yield Buffer.from(fill)
  }
  sample()
  yield Buffer.from(end)
  sample()
}
