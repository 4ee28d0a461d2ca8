import type { CommandEntry } from '../command-entry.js'

/** Commands for whoever operates a warehouse. */
export const OPERATE_COMMANDS: readonly CommandEntry[] = [
  {
    name: 'sources check',
    words: [
      'missing steps of each source, and what is overdue',
      'manglende trin for hver kilde, og hvad der er over fristen',
    ],
    load: async () => (await import('../commands/sources-check.js')).sourcesCheck,
  },
  {
    name: 'retain',
    words: [
      'delete old Rådata; a checkpoint of DSA_HIST stays',
      'slet gamle Rådata; et checkpoint af DSA_HIST bliver',
    ],
    options: [
      {
        flags: '--before <periode>',
        words: ['deliveries that lie before this periode', 'leverancer, der ligger før denne periode'],
        required: true,
      },
      {
        flags: '--dry-run',
        words: ['only say what would be deleted', 'sig kun, hvad der ville blive slettet'],
      },
    ],
    load: async () => (await import('../commands/retain.js')).retainCommand,
  },
  {
    name: 'doctor',
    words: ['what is wrong here, and what to do', 'hvad der er galt her, og hvad der gøres'],
    options: [
      {
        flags: '--deep',
        words: ['compare every file’s SHA-256', 'sammenlign hver fils SHA-256'],
      },
    ],
    load: async () => (await import('../commands/doctor.js')).doctorCommand,
  },
]
