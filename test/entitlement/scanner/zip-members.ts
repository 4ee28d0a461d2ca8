import { openPromise } from 'yauzl'

/** The members of a zip by name. */
export const zipMembers = async (path: string): Promise<ReadonlyMap<string, Buffer>> => {
  const zip = await openPromise(path, { autoClose: false })
  const members = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    members.set(entry.fileName, Buffer.concat(chunks))
  }
  zip.close()
  return members
}
