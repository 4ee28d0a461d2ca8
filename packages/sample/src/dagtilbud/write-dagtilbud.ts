import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { addDays, quoteText, type Session } from '@flis/core'
import { AulaBarn, AulaRegistrering } from '@flis/domains/dagtilbud'
import type { PlannedDelivery } from '../write/delivery-plan.js'
import { writeLineFile } from '../write/line-file.js'
import { zipFiles } from '../write/zip.js'
import { aulaLines, barnLines, type Days, type Window } from './aula-lines.js'
import { ENROLMENT_CONTRACTS, enrolmentLines } from './enrolment-lines.js'

type Made = Record<string, number>

const headerOf = ({ fields }: { readonly fields: object }): string => Object.keys(fields).join(';')

/** Child-days made at a time: bounds memory, whatever the kommune. */
const CHILD_DAYS = 50_000

/** The days of a delivery, as many at a time as the kommune's children allow. */
const slicesOf = async (session: Session, { kommune, since, shown }: Window): Promise<readonly Days[]> => {
  const children = Number(
    await session.value(
      `select count(*) from indskrivninger where kommune = ${Number(kommune)} and fra <= date ${quoteText(shown)} and til > date ${quoteText(since)}`,
    ),
  )
  const most = Math.max(1, Math.floor(CHILD_DAYS / Math.max(1, children)))
  const slices: Days[] = []
  for (let from = addDays(since, 1); from <= shown; from = addDays(from, most)) {
    const to = addDays(from, most - 1)
    slices.push({ from, to: to < shown ? to : shown })
  }
  return slices
}

const append = async (part: string, path: string): Promise<void> => {
  await pipeline(createReadStream(part), createWriteStream(path, { flags: 'a' }))
  await rm(part)
}

const writeEvents = async (
  session: Session,
  window: Window,
  first: string,
  file: { readonly path: string; readonly delivery: number },
): Promise<number> => {
  const { path, delivery } = file
  const slices = await slicesOf(session, window)
  let after = 0
  let written = 0
  for (const [nth, slice] of slices.entries()) {
    const lines = aulaLines(window, slice, first)
    const isLast = nth === slices.length - 1
    // Of the last one nobody asks how many there are.
    if (!isLast) await session.run(`create or replace temp table aula_linjer as ${lines}`)
    const count = isLast ? 0 : Number(await session.value('select count(*) from aula_linjer'))
    if (count === 0 && !isLast) continue
    const part = `${path}.part`
    written += await writeLineFile(session, {
      path: part,
      ...(written === 0 ? { header: headerOf(AulaRegistrering) } : {}),
      lines: `select ${after} + position as position, line from ${isLast ? `(${lines})` : 'aula_linjer'}`,
      delivery,
      contract: AulaRegistrering.name,
      slice: { after, upTo: isLast ? Number.MAX_SAFE_INTEGER : after + count },
    })
    await append(part, path)
    after += count
  }
  if (slices.length > 1) await session.run('drop table if exists aula_linjer')
  return written
}

/** A zip of events; with AulaBarn where there is somebody to name. */
export const makeAulaZip = async (
  session: Session,
  folder: string,
  { kommune, since = '', shown, first = '', nr }: PlannedDelivery,
  made: string,
): Promise<Made> => {
  const window = { kommune, since, shown }
  const events = join(folder, `${AulaRegistrering.name}.csv`)
  const children = join(folder, `${AulaBarn.name}.csv`)
  const contracts: Made = {
    [AulaRegistrering.name]: await writeEvents(session, window, first, { path: events, delivery: nr }),
  }
  const named = await writeLineFile(session, {
    path: children,
    header: headerOf(AulaBarn),
    lines: barnLines(window, first),
    delivery: nr,
    contract: AulaBarn.name,
  })
  if (named > 0) contracts[AulaBarn.name] = named
  await zipFiles(named > 0 ? [events, children] : [events], shown, made)
  return contracts
}

/** The engine writes UTF-8; the contract is ISO-8859-1. */
const toLatin = async (path: string): Promise<void> => {
  const latin = `${path}.latin`
  await pipeline(
    createReadStream(path, 'utf8'),
    async function* (chunks: AsyncIterable<string>) {
      for await (const chunk of chunks) yield Buffer.from(chunk, 'latin1')
    },
    createWriteStream(latin),
  )
  await rename(latin, path)
}

/** A zip of all enrolments and institutions that a kommune tells of. */
export const makeEnrolmentZip = async (
  session: Session,
  folder: string,
  { kommune, shown, nr }: PlannedDelivery,
  made: string,
): Promise<Made> => {
  const contracts: Made = {}
  const members: string[] = []
  for (const contract of ENROLMENT_CONTRACTS) {
    const path = join(folder, `${contract.name}.csv`)
    contracts[contract.name] = await writeLineFile(session, {
      path,
      header: contract.header,
      lines: enrolmentLines(contract, kommune, shown),
      delivery: nr,
      contract: contract.name,
    })
    await toLatin(path)
    members.push(path)
  }
  await zipFiles(members, shown, made)
  return contracts
}
