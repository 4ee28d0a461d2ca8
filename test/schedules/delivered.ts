import type { IntakeDelivery } from '../reference/intake-states.js'

/** A delivery as it is drawn: what the model sees of it, and the file that flis is given. */
export interface Delivered extends IntakeDelivery {
  readonly content: () => Uint8Array
}

export const withBytes = (
  delivery: Omit<IntakeDelivery, 'bytes'>,
  text: string,
  content: () => Uint8Array,
): Delivered => ({ ...delivery, bytes: text, content })

/** Ways in which one row of a delivery can be wrong, or there twice. */
export type Oddity = 'none' | 'twice' | 'two contents' | 'refused' | 'broken line'

export const ODDITIES: readonly Oddity[] = [
  'none',
  'none',
  'none',
  'twice',
  'two contents',
  'refused',
  'broken line',
]
