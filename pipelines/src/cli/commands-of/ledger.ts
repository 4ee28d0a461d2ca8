import type { CommandEntry } from '../command-entry.js'
import { AREA, LENIENT, REASON } from './options.js'

/** Commands on what came, what was decided, how good it is. */
export const LEDGER_COMMANDS: readonly CommandEntry[] = [
  {
    name: 'status',
    words: ['what is there', 'hvad der er'],
    load: async () => (await import('../commands/status.js')).status,
  },
  {
    name: 'runs',
    args: '[id]',
    words: ['runs, or one with its steps', 'kørsler, eller én med dens trin'],
    load: async () => (await import('../commands/runs.js')).runs,
  },
  {
    name: 'deliveries',
    args: '[id]',
    words: [
      'deliveries, or one with what to do; accept, withdraw, reread',
      'leverancer, eller én med hvad der gøres; accept, withdraw, reread',
    ],
    load: async () => (await import('../commands/deliveries.js')).deliveries,
  },
  {
    name: 'deliveries accept',
    args: '<id>',
    words: [
      'load a held one, take a withdrawn one back',
      'indlæs en tilbageholdt, tag en tilbagekaldt ind igen',
    ],
    options: [
      {
        flags: '--as <løbenr>',
        words: [
          'take in one that was refused as L005, under this number',
          'tag en, der blev afvist med L005, ind under dette nummer',
        ],
      },
      REASON,
      LENIENT,
    ],
    load: async () => (await import('../commands/decisions.js')).deliveriesAccept,
  },
  {
    name: 'deliveries withdraw',
    args: '<id>',
    words: [
      'as if it had never come; accept takes it back',
      'som var den aldrig kommet; accept tager den ind igen',
    ],
    options: [{ ...REASON, required: true }, LENIENT],
    load: async () => (await import('../commands/decisions.js')).deliveriesWithdraw,
  },
  {
    name: 'deliveries reread',
    args: '<id>',
    words: ['read its kept bytes again', 'læs dens gemte bytes igen'],
    options: [LENIENT],
    load: async () => (await import('../commands/decisions.js')).deliveriesReread,
  },
  {
    name: 'quarantine list',
    words: ['entries without their rows', 'poster uden deres rækker'],
    load: async () => (await import('../commands/quarantine-list.js')).quarantineList,
  },
  {
    name: 'quarantine show',
    args: '<delivery> [line]',
    words: ['rows as received, CPR masked', 'rækker som modtaget, CPR maskeret'],
    load: async () => (await import('../commands/quarantine-show.js')).quarantineShow,
  },
  {
    name: 'quarantine replay',
    words: [
      'judge rows anew, after a contract or code list was corrected',
      'bedøm rækker på ny, efter at en kontrakt eller kodeliste er rettet',
    ],
    options: [
      { flags: '--delivery <id>', words: ['only of this delivery', 'kun fra denne leverance'] },
      { flags: '--contract <name>', words: ['only of this contract', 'kun fra denne kontrakt'] },
      LENIENT,
    ],
    load: async () => (await import('../commands/decisions.js')).quarantineReplay,
  },
  {
    name: 'quarantine accept',
    args: '<delivery>',
    words: ['accept that its rows are lost', 'godtag, at dens rækker er tabt'],
    options: [
      { flags: '--line <n>', words: ['only this line', 'kun denne linje'] },
      { flags: '--file <name>', words: ['only of this file', 'kun fra denne fil'] },
      { flags: '--contract <name>', words: ['only of this contract', 'kun fra denne kontrakt'] },
      { flags: '--undo', words: ['open them again', 'åbn dem igen'] },
      REASON,
      LENIENT,
    ],
    load: async () => (await import('../commands/decisions.js')).quarantineAccept,
  },
  {
    name: 'quality',
    words: ['what the quality tests found and measured', 'hvad kvalitetstestene fandt og målte'],
    options: [
      AREA,
      { flags: '--kommune <kode>', words: ['only this kommune', 'kun denne kommune'] },
      { flags: '--periode <periode>', words: ['only this month or day', 'kun denne måned eller dag'] },
      {
        flags: '--test <name>',
        words: [
          'only this test, or point of the chain (K06)',
          'kun denne test, eller dette punkt i kæden (K06)',
        ],
      },
    ],
    load: async () => (await import('../commands/quality.js')).quality,
  },
]
