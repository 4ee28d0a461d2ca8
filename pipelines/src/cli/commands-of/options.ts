import type { OptionEntry } from '../command-entry.js'

export const AREA: OptionEntry = {
  flags: '--area <name>',
  words: ['only this area (may be repeated)', 'kun dette dataområde (kan gentages)'],
  many: true,
}
export const LENIENT: OptionEntry = {
  flags: '--lenient',
  words: ['exit 0 although something needs a look', 'afslut med 0, selv om noget bør ses efter'],
}

export const REASON: OptionEntry = {
  flags: '--reason <text>',
  words: ['why, for the ledger', 'hvorfor, til protokollen'],
}
