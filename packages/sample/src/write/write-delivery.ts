import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Session } from '@flis/core'
import { CPR_CONTRACTS } from '../borger/cpr-contracts.js'
import { writeSlices } from '../borger/deliveries.js'
import { LIFA_CONTRACTS } from '../borger/lifa-contract.js'
import { makeAulaZip, makeEnrolmentZip } from '../dagtilbud/write-dagtilbud.js'
import { bundleLines } from '../fsiii/bundle-lines.js'
import { KY_CONTRACTS } from '../ky/contracts.js'
import type { SampleFile } from '../report.js'
import { csvLines } from './csv-contract.js'
import { fileNameOf, type PlannedDelivery, senderOf } from './delivery-plan.js'
import { writeLineFile } from './line-file.js'
import { metadataOf } from './metadata.js'
import { zipFiles } from './zip.js'

/** Where the sample is written, and from which seed. */
export interface Target {
  readonly out: string
  /** A folder on the same disk, for what is not yet whole. */
  readonly work: string
  readonly seed: number
}

type FileFacts = Omit<SampleFile, 'bytes'>

/**
 * Moves a finished data file into place, then writes its metadata; whoever watches the folder sees a whole
 * delivery or none. No fsync: a sample can be made again.
 */
export const placeFile = async (target: Target, made: string, facts: FileFacts): Promise<SampleFile> => {
  const path = join(target.out, ...facts.path.split('/'))
  const { size } = await stat(made)
  await mkdir(dirname(path), { recursive: true })
  await rename(made, path)
  const metadata = `${made}.metadata`
  await writeFile(
    metadata,
    metadataOf({
      seed: target.seed,
      path: facts.path,
      fileName: facts.fileName,
      bytes: size,
      sender: facts.sender,
    }),
  )
  await rename(metadata, `${path}.metadata`)
  return { ...facts, bytes: size }
}

/** A delivery written, with the rows of each contract. */
export interface Written {
  readonly nr: number
  readonly file: SampleFile
  readonly contracts: Readonly<Record<string, number>>
  /** A second sending, or one by somebody else. */
  readonly copy?: SampleFile
}

type Made = Record<string, number>

/** What makes a delivery's data file from its part of the world. */
type Maker = (session: Session, folder: string, delivery: PlannedDelivery, made: string) => Promise<Made>

/** A zip with one csv file for each contract. */
const zipOf =
  <Each extends { readonly name: string }>(
    all: readonly Each[],
    write: (session: Session, contract: Each, path: string, delivery: PlannedDelivery) => Promise<number>,
  ): Maker =>
  async (session, folder, delivery, made) => {
    const contracts: Made = {}
    const members: string[] = []
    for (const contract of all) {
      const path = join(folder, `${contract.name}.csv`)
      contracts[contract.name] = await write(session, contract, path, delivery)
      members.push(path)
    }
    await zipFiles(members, delivery.shown, made)
    return contracts
  }

const makeKyZip = zipOf(KY_CONTRACTS, (session, contract, path, { kommune, shown, nr }) =>
  writeLineFile(session, {
    path,
    header: contract.header,
    lines: csvLines(contract, kommune, shown),
    delivery: nr,
    contract: contract.name,
  }),
)

const makeCprZip = zipOf(CPR_CONTRACTS, (session, contract, path, { nr, shown }) =>
  writeSlices(session, contract, { path, delivery: nr, shown }),
)

const makeLifaCsv: Maker = async (session, _folder, delivery, made) => {
  const contracts: Made = {}
  for (const contract of LIFA_CONTRACTS)
    contracts[contract.name] = await writeSlices(session, contract, {
      path: made,
      delivery: delivery.nr,
      shown: delivery.shown,
    })
  return contracts
}

/** Lines made at a time: bounds memory where a first delivery holds years of a large kommune. */
const SLICE = 20_000

const makeNdjson: Maker = async (session, folder, delivery, made) => {
  const part = join(folder, 'part')
  let lines = 0
  for (let after = 0; after < (delivery.lines ?? 0); after += SLICE) {
    const slice = { after, upTo: after + SLICE }
    lines += await writeLineFile(session, {
      path: part,
      lines: bundleLines(delivery.kommune, delivery.shown, slice),
      delivery: delivery.nr,
      contract: 'FSIII',
      slice,
    })
    await pipeline(createReadStream(part), createWriteStream(made, { flags: 'a' }))
  }
  return { FSIII: lines }
}

const MAKERS = {
  KY: makeKyZip,
  FSIII: makeNdjson,
  CPR: makeCprZip,
  LIFA: makeLifaCsv,
  FLISDagtilbud: makeEnrolmentZip,
  Aula: makeAulaZip,
} as const

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

const copyOf = async (
  target: Target,
  folder: string,
  delivery: PlannedDelivery,
  file: SampleFile,
): Promise<SampleFile | undefined> => {
  if (delivery.fault !== 'duplicate' && delivery.fault !== 'wrong-sender') return undefined
  const wrong = delivery.fault === 'wrong-sender'
  const loebenr = wrong ? delivery.loebenr + 1 : delivery.loebenr
  const fileName = fileNameOf({ ...delivery, loebenr })
  const made = join(folder, 'copy')
  await copyFile(join(target.out, file.path), made)
  return placeFile(target, made, {
    ...file,
    path: wrong ? fileName : `again/${fileName}`,
    fileName,
    loebenr,
    sender: wrong ? 'Ukendt' : file.sender,
  })
}

/** Writes one delivery: data file, metadata file, and the copy that its fault asks for. */
export const writeDelivery = async (
  session: Session,
  target: Target,
  delivery: PlannedDelivery,
): Promise<Written> => {
  const { kilde, kommune, periode, loebenr } = delivery
  const folder = join(target.work, String(delivery.nr))
  await mkdir(folder, { recursive: true })
  const made = join(folder, 'data')
  const contracts = await MAKERS[kilde](session, folder, delivery, made)
  const fileName = fileNameOf(delivery)
  const file = await placeFile(target, made, {
    path: fileName,
    fileName,
    kilde,
    kommune,
    periode,
    loebenr,
    type: delivery.type,
    sender: senderOf(kilde),
    rows: sum(Object.values(contracts)),
  })
  const copy = await copyOf(target, folder, delivery, file)
  await rm(folder, { recursive: true })
  return { nr: delivery.nr, file, contracts, ...(copy === undefined ? {} : { copy }) }
}
