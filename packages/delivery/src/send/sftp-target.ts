import { FlisFailure, fail, flisError } from '@flis/core'
import {
  BUSINESS_RECEIPT_SUFFIX,
  placeOf,
  type SftpConnection,
  type SftpOptions,
  type SftpWork,
  sftpLogin,
  withSftp,
} from '@flis/rawdata'
import { readBusinessReceipt, readTechnicalReceipt, TECHNICAL_RECEIPT_SUFFIX } from './read-receipts.js'
import type { FoundReceipts, Parcel, Receipt, Target } from './target.js'
import { type Addressed, TRIGGER_SUFFIX, triggerXml } from './trigger.js'

export interface SftpTargetOptions extends SftpOptions, Addressed {
  readonly name: string
  /** Folder on the server for what is sent. Default `OUT`. */
  readonly path?: string
  /** Folder on the server where receipts come. Default `IN`. */
  readonly receipts?: string
}

/** The warehouse folder, what stops the work, and how connections are made. */
export interface TargetWorld extends SftpWork {
  readonly root: string
}

const MOST_BYTES = 1024 * 1024
const READERS = [
  [TECHNICAL_RECEIPT_SUFFIX, readTechnicalReceipt],
  [BUSINESS_RECEIPT_SUFFIX, readBusinessReceipt],
] as const

const readReceipts = async (
  server: SftpConnection,
  folder: string,
  fileNames: readonly string[],
): Promise<FoundReceipts> => {
  const receipts: Receipt[] = []
  const unreadable: string[] = []
  const there = new Set((await server.list(folder)).map(({ name }) => name))
  for (const fileName of fileNames)
    for (const [suffix, read] of READERS) {
      const name = `${fileName}${suffix}`
      if (!there.has(name)) continue
      const bytes = await server.read(`${folder}/${name}`, MOST_BYTES)
      try {
        const said = read(bytes, name)
        if (said === undefined) unreadable.push(name)
        else receipts.push({ ...said, fileName, file: name })
      } catch (thrown) {
        if (!(thrown instanceof FlisFailure) || thrown.error.code !== 'P012') throw thrown
        unreadable.push(name)
      }
    }
  return { receipts, unreadable }
}

/**
 * A server in the shape of Serviceplatformen: `OUT/<file>` whole, then `OUT/<file>.trigger`; receipts come as
 * `IN/<file>.sftpreceipt` (the platform took it) and `IN/<file>.businessreceipt` (the receiver accepts or rejects).
 *
 * The trigger lies ready under another name before the file counts as uploaded, and is announced by giving it its name: so
 * it shows after a kill whether that was done, also when the platform has taken everything away since.
 *
 * Errors: C010–C013, S020; P010 a file of another size has the name; P011 the trigger is not valid.
 */
export const sftpTarget = (options: SftpTargetOptions, { root, ...work }: TargetWorld): Target => {
  const { path = 'OUT', receipts: inbox = 'IN' } = options
  const serve = async <T>(act: (server: SftpConnection) => Promise<T>): Promise<T> =>
    withSftp(await sftpLogin(options, root), act, work)
  const namesOf = ({ fileName }: Parcel) => ({
    part: `${path}/.${fileName}.part`,
    final: `${path}/${fileName}`,
    ready: `${path}/.${fileName}${TRIGGER_SUFFIX}.part`,
    trigger: `${path}/${fileName}${TRIGGER_SUFFIX}`,
  })
  return {
    name: options.name,
    upload: async (parcel) => {
      const xml = triggerXml(parcel, options)
      const { part, final, ready } = namesOf(parcel)
      await serve(async (server) => {
        const there = await server.stat(final)
        if (there !== undefined && there.bytes !== parcel.bytes)
          fail('P010', { file: parcel.fileName, found: `${there.bytes} bytes` })
        await server.upload(parcel.path, part)
        const sent = await server.stat(part)
        if (sent?.bytes !== parcel.bytes)
          throw new FlisFailure(flisError('S020', { file: placeOf({ port: 22, ...options }, final) }))
        await server.rename(part, final)
        await server.upload(Buffer.from(xml), ready)
      })
    },
    announce: async (parcel) => {
      const { final, ready, trigger } = namesOf(parcel)
      return serve(async (server) => {
        // its name was given it, and whoever takes files may have taken all
        if ((await server.stat(ready)) === undefined) return true
        if ((await server.stat(final))?.bytes !== parcel.bytes) return false
        await server.rename(ready, trigger)
        return true
      })
    },
    receipts: (fileNames) => serve((server) => readReceipts(server, inbox, fileNames)),
    forget: (receipts) =>
      serve(async (server) => {
        for (const { file } of receipts) if (file !== undefined) await server.remove(`${inbox}/${file}`)
      }),
  }
}
