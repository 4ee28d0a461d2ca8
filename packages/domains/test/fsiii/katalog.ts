import { extractTime, OPEN_END } from '@flis/core'

/** A code of a made-up code system. Codes that begin with # stand for UUIDs. */
export interface Kode {
  readonly kode: string
  readonly tekst: string
  readonly foraelder?: string
  readonly skema?: 'legacy' | 'uuid'
}

export interface Kodesystem {
  readonly periode: string
  readonly koder: readonly Kode[]
}

const skemaOf = (each: Kode): string => each.skema ?? (each.kode.startsWith('#') ? 'uuid' : 'legacy')

/** The rows of FSIIIKode in DSA_HIST that code systems delivered one after another give. */
export const kodeVersioner = (
  delivered: readonly Kodesystem[],
): readonly Readonly<Record<string, string | null>>[] => {
  const codes = new Set(delivered.flatMap((each) => each.koder.map((code) => code.kode)))
  const versions: Record<string, string | null>[] = []
  for (const code of codes) {
    let open: { content: string; row: Record<string, string | null> } | undefined
    for (const { periode, koder } of delivered) {
      const at = extractTime(periode, 1).toString()
      const found = koder.find((each) => each.kode === code)
      const content = JSON.stringify(found)
      if (content === open?.content) continue
      if (open !== undefined) versions.push({ ...open.row, _til: at })
      open =
        found === undefined
          ? undefined
          : {
              content,
              row: {
                Kode: found.kode,
                Tekst: found.tekst,
                Foraelder: found.foraelder ?? null,
                Skema: skemaOf(found),
                Version: '1',
                _kommune: '0000',
                _kildesystem: 'KOMBIT',
                _fra: at,
              },
            }
    }
    if (open !== undefined) versions.push({ ...open.row, _til: OPEN_END.toString() })
  }
  return versions
}

/** A catalogue small enough to read: hjemmepleje and sygepleje, each code in both schemes, and a tilstand. */
export const KATALOG: readonly Kode[] = [
  { kode: 'H', tekst: 'Pleje' },
  { kode: 'H1', tekst: 'SEL § 83', foraelder: 'H' },
  { kode: 'H1.1', tekst: 'Personlig hygiejne', foraelder: 'H1' },
  { kode: 'b07bbb6d-16b2-4cee-b5a5-771ca5beb67c', tekst: 'Pleje', skema: 'uuid' },
  { kode: '#1', tekst: 'SEL § 83', foraelder: 'b07bbb6d-16b2-4cee-b5a5-771ca5beb67c' },
  { kode: '#1.1', tekst: 'Personlig hygiejne', foraelder: '#1' },
  { kode: 'G', tekst: 'Sygepleje' },
  { kode: 'G1.41', tekst: 'Undersøgelser', foraelder: 'G' },
  { kode: 'J', tekst: 'Tilstande' },
  { kode: 'J1', tekst: 'Egenomsorg', foraelder: 'J' },
  { kode: 'J1.3', tekst: 'Af- og påklædning', foraelder: 'J1' },
  { kode: 'J3.2', tekst: 'Gå', foraelder: 'J' },
  { kode: 'd49d6b0c-c067-4469-b92d-3842822c4971', tekst: 'Tilstande', skema: 'uuid' },
  { kode: '#j1', tekst: 'Egenomsorg', foraelder: 'd49d6b0c-c067-4469-b92d-3842822c4971' },
  { kode: '#j1.3', tekst: 'Af- og påklædning', foraelder: '#j1' },
  { kode: '4db72d65-7ec1-45b4-89c3-5017c35d085e', tekst: 'Helbredstilstande', skema: 'uuid' },
  { kode: '#i2.1', tekst: 'Problemer med mobilitet', foraelder: '4db72d65-7ec1-45b4-89c3-5017c35d085e' },
]
