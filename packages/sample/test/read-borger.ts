import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SampleFile, SampleReport } from '@flis/sample'
import { linesOf, unzip } from './read-sample.js'

/** A line by its columns; an empty field is ''. */
export type Line = Readonly<Record<string, string>>

const parsed = (text: string): readonly Line[] => {
  const [header = '', ...lines] = linesOf(text)
  const columns = header.split(';')
  return lines.map((line) => {
    const values = line.split(';')
    return Object.fromEntries(columns.map((column, at) => [column, values[at] ?? '']))
  })
}

/** The three files of a delivery of CPR. */
export interface Cpr {
  readonly file: SampleFile
  readonly personer: readonly Line[]
  readonly adresser: readonly Line[]
  readonly tilknytninger: readonly Line[]
}

/** The deliveries of CPR, in the order of their arrival. */
export const cprOf = (out: string, report: SampleReport): Promise<readonly Cpr[]> =>
  Promise.all(
    report.files
      .filter((file) => file.kilde === 'CPR')
      .map(async (file) => {
        const members = await unzip(join(out, file.path))
        const rows = (contract: string) => parsed(members[`${contract}.csv`] ?? '')
        return {
          file,
          personer: rows('BorgerPerson'),
          adresser: rows('BorgerAdresse'),
          tilknytninger: rows('BorgerTilknytning'),
        }
      }),
  )

/** The lines of a delivery of LIFA. */
export const lifaOf = async (out: string, file: SampleFile): Promise<readonly Line[]> =>
  parsed(await readFile(join(out, file.path), 'utf8'))

const sortedText = (lines: readonly Line[]): readonly string[] =>
  lines.map((line) => JSON.stringify(line)).sort()

/** All that deliveries of CPR have said, as one delivery would say it: each person as told last. */
export const asOneDelivery = (deliveries: readonly Cpr[]): Readonly<Record<string, readonly string[]>> => {
  const told = {
    personer: new Map<string, Line>(),
    adresser: new Map<string, Line[]>(),
    tilknytninger: new Map<string, Line[]>(),
  }
  for (const { personer, adresser, tilknytninger } of deliveries) {
    for (const person of personer) {
      const number = person.Personnummer ?? ''
      told.personer.set(number, person)
      told.adresser.set(number, [])
      told.tilknytninger.set(number, [])
    }
    for (const each of adresser) told.adresser.get(each.Personnummer ?? '')?.push(each)
    for (const each of tilknytninger) told.tilknytninger.get(each.Personnummer ?? '')?.push(each)
  }
  return {
    personer: sortedText([...told.personer.values()]),
    adresser: sortedText([...told.adresser.values()].flat()),
    tilknytninger: sortedText([...told.tilknytninger.values()].flat()),
  }
}
