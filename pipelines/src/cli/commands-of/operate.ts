import type { CommandEntry, OptionEntry } from '../command-entry.js'

/** A key never stands on the command line: others can read that. */
const KEY_FILE: OptionEntry = {
  flags: '--key-file <file>',
  words: ['a file with the key, 64 hexadecimal digits', 'en fil med nøglen, 64 hexadecimale cifre'],
}

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
    name: 'publish',
    args: '<file>',
    words: [
      'send a delivery of files to Kafka as records, with its arrival event',
      'send en leverance i filer til Kafka som poster, med dens ankomsthændelse',
    ],
    options: [
      {
        flags: '--to <broker>',
        words: ['of several clusters the one with this broker', 'af flere klynger den med denne broker'],
      },
    ],
    load: async () => (await import('../commands/publish.js')).publishCommand,
  },
  {
    name: 'packages send',
    words: [
      'send to each target what is due, and read receipts',
      'send det forfaldne til hver modtager, og læs kvitteringer',
    ],
    options: [
      { flags: '--to <name>', words: ['only to this target', 'kun til denne modtager'] },
      {
        flags: '--now',
        words: ['also what waits after a failed try', 'også det, der venter efter et fejlet forsøg'],
      },
    ],
    load: async () => (await import('../commands/packages-send.js')).packagesSend,
  },
  {
    name: 'packages resend',
    args: '<id>',
    words: ['send a package again, byte for byte', 'send en datapakke igen, byte for byte'],
    options: [{ flags: '--to <name>', words: ['only to this target', 'kun til denne modtager'] }],
    load: async () => (await import('../commands/packages-send.js')).packagesResend,
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
  {
    name: 'upgrade',
    words: [
      'bring a warehouse that an earlier flis made up to this one',
      'bring et lager, som en tidligere flis har lavet, op til denne',
    ],
    options: [
      { flags: '--dry-run', words: ['only say what would be done', 'sig kun, hvad der ville blive gjort'] },
    ],
    load: async () => (await import('../commands/upgrade.js')).upgradeCommand,
  },
  {
    name: 'backup',
    args: '<target>',
    words: [
      'a copy of the warehouse, in a folder of copies',
      'en kopi af lageret i en mappe med sikkerhedskopier',
    ],
    options: [
      {
        flags: '--with-key',
        words: [
          'the secret key too: keep such a copy as you keep the key',
          'også den hemmelige nøgle: gem kopien som nøglen selv',
        ],
      },
      {
        flags: '--with-outbox',
        words: ['packages in the outbox too', 'også datapakker i outbox'],
      },
    ],
    load: async () => (await import('../commands/backup.js')).backupCommand,
  },
  {
    name: 'backup verify',
    args: '<backup>',
    words: [
      'compare every file of a backup with its SHA-256',
      'sammenlign hver fil i en kopi med dens SHA-256',
    ],
    load: async () => (await import('../commands/backup-verify.js')).backupVerify,
  },
  {
    name: 'restore',
    args: '<backup>',
    words: ['make a warehouse of a backup', 'lav et lager af en sikkerhedskopi'],
    options: [
      { flags: '--into <dir>', words: ['the folder that becomes it (-C)', 'mappen, der bliver det (-C)'] },
      {
        flags: '--overwrite',
        words: ['put aside what stands there', 'læg til side, hvad der står der'],
      },
      KEY_FILE,
    ],
    load: async () => (await import('../commands/restore.js')).restoreCommand,
  },
  {
    name: 'key rotate',
    words: [
      'another secret key: every surrogate key changes',
      'en anden hemmelig nøgle: alle surrogatnøgler ændres',
    ],
    options: [KEY_FILE],
    load: async () => (await import('../commands/key-rotate.js')).keyRotate,
  },
]
