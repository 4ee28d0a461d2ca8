/** Bytes as a stream of chunks of one size. */
export const bytesAsChunks = async function* (
  bytes: Buffer | string,
  size = 1 << 16,
): AsyncGenerator<Buffer> {
  const all = Buffer.from(bytes as string)
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size)
}
