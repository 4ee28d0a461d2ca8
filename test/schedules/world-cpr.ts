import fc from 'fast-check'
import { writeTinyZip } from '../faults/tiny-zip.js'
import type { IntakeRow } from '../reference/intake-states.js'
import { type Delivered, withBytes } from './delivered.js'

/** One day is always missing. */
const DAYS = ['2022-03-01', '2022-03-02', '2022-03-04', '2022-03-05'] as const

const PERSON =
  'Personnummer;Navn;Foedselsdato;Koen;Status;StatusDato;FoedelandKode;StatsborgerskabKode;MorPersonnummer;FarPersonnummer;AegtefaellePersonnummer;Civilstand;GaeldendePersonnummer;BeskyttelseFra;BeskyttelseTil'
const ADDRESS = 'Personnummer;FraDato;TilDato;KommuneKode;VejKode;HusNr;Etage;SideDoer;AdresseId'
const CONNECTION = 'Personnummer;KommuneKode;Rolle;FraDato;TilDato'

/** Made-up numbers, one for each of thirty persons. */
const numberOf = (nth: number): string =>
  `${String((nth % 28) + 1).padStart(2, '0')}0${nth < 28 ? 1 : 2}500${String(nth).padStart(3, '0')}`

type Content = 'a' | 'b' | 'bad'

const personText = (nth: number, content: Content): string =>
  `${numberOf(nth)};Plantet Borger;1950-01-01;${content === 'bad' ? 'X' : 'M'};01;2000-01-01;;;;;;${content === 'b' ? 'G' : 'U'};;;`
const addressText = (nth: number, content: Content): string =>
  `${numberOf(nth)};2000-01-01;;${content === 'b' ? '0461' : '0751'};0001;1;;;`

const personRow = (nth: number, content: Content): IntakeRow => ({
  contract: 'BorgerPerson',
  key: numberOf(nth),
  content,
  codes: content === 'bad' ? ['R103'] : [],
  keyReadable: true,
})
const addressRow = (nth: number, content: Content): IntakeRow => ({
  contract: 'BorgerAdresse',
  key: numberOf(nth),
  content,
  codes: [],
  keyReadable: true,
})

/** A person's place in a delivery. */
type Present = readonly [nth: number, content: Content]

const cprDelivery = (
  periode: string,
  loebenr: number,
  type: 'F' | 'D',
  present: readonly Present[],
): Delivered => {
  // Only four persons have addresses that tell: more would make the deliveries long for nothing.
  const addressed = present.filter(([nth]) => nth < 4)
  const files = {
    BorgerPerson: [PERSON, ...present.map(([nth, content]) => personText(nth, content))],
    BorgerAdresse: [ADDRESS, ...addressed.map(([nth, content]) => addressText(nth, content))],
    BorgerTilknytning: [CONNECTION],
  }
  const texts = Object.entries(files).map(
    ([name, lines]) => [name, lines.map((line) => `${line}\n`).join('')] as const,
  )
  return withBytes(
    {
      kilde: 'CPR',
      kommune: '0000',
      kildesystem: 'CPR',
      fileName: `CPR_0000_${periode}_${String(loebenr).padStart(3, '0')}_${type}.zip`,
      periode,
      loebenr,
      type,
      rows: [
        ...present.map(([nth, content]) => personRow(nth, content)),
        ...addressed.map(([nth, content]) => addressRow(nth, content)),
      ],
    },
    texts.map(([, text]) => text).join('|'),
    () => writeTinyZip(texts.map(([name, text]) => ({ name: `${name}.csv`, bytes: Buffer.from(text) }))),
  )
}

const content = fc.constantFrom<Content>('a', 'a', 'b', 'bad')

const full = fc
  .record({
    size: fc.constantFrom(30, 30, 29, 5),
    odd: fc.array(fc.tuple(fc.nat({ max: 6 }), content), { maxLength: 3 }),
    failing: fc.constantFrom(false, false, false, true),
  })
  .map(({ size, odd, failing }) =>
    Array.from({ length: size }, (_, nth): Present => {
      if (failing && nth < 22) return [nth, 'bad']
      return [nth, odd.find(([at]) => at === nth)?.[1] ?? 'a']
    }),
  )

const delta = fc.uniqueArray(fc.tuple(fc.nat({ max: 6 }), content), {
  selector: ([nth]) => nth,
  maxLength: 4,
})

/** National deliveries day by day, full ones and deltas, with days left out. */
export const cprDeliveries: fc.Arbitrary<readonly Delivered[]> = fc
  .array(
    fc.record({
      day: fc.constantFrom(...DAYS),
      loebenr: fc.constantFrom(1, 1, 1, 2),
      isFull: fc.constantFrom(true, false, false),
      full,
      delta,
    }),
    { minLength: 2, maxLength: 7 },
  )
  .map((drawn) =>
    drawn
      .filter(
        ({ day, loebenr }, at) =>
          drawn.findIndex((each) => each.day === day && each.loebenr === loebenr) === at,
      )
      .map((each) =>
        cprDelivery(each.day, each.loebenr, each.isFull ? 'F' : 'D', each.isFull ? each.full : each.delta),
      ),
  )
