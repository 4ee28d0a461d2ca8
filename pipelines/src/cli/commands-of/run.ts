import type { CommandEntry } from '../command-entry.js'
import { AREA, LENIENT } from './options.js'

/** Commands that make a warehouse and run it. */
export const RUN_COMMANDS: readonly CommandEntry[] = [
  {
    name: 'demo',
    args: '[dir]',
    words: [
      'a complete tour on synthetic data in a new folder',
      'en hel rundtur på syntetiske data i en ny mappe',
    ],
    load: async () => (await import('../commands/demo.js')).demo,
  },
  {
    name: 'init',
    args: '[dir]',
    words: ['a new warehouse folder', 'en ny lagermappe'],
    load: async () => (await import('../commands/init.js')).init,
  },
  {
    name: 'sample',
    words: [
      'deterministic synthetic deliveries of KY, FSIII, Borger (CPR, LIFA), Dagtilbud (Aula)',
      'deterministiske syntetiske leverancer af KY, FSIII, Borger (CPR, LIFA), Dagtilbud (Aula)',
    ],
    options: [
      {
        flags: '--out <dir>',
        words: ['folder that receives them', 'mappe, der modtager dem'],
        required: true,
      },
      {
        flags: '--kommuner <n|list>',
        words: ['the n largest, or codes with commas (3)', 'de n største, eller koder med komma (3)'],
      },
      { flags: '--from <yyyy-mm>', words: ['first month (2022-08)', 'første måned (2022-08)'] },
      { flags: '--to <yyyy-mm>', words: ['last month (2022-10)', 'sidste måned (2022-10)'] },
      {
        flags: '--scale <x>',
        words: [
          '1 = the country, six million residents (0.001)',
          '1 = hele landet, seks millioner indbyggere (0.001)',
        ],
      },
      { flags: '--seed <n>', words: ['another seed, another world (1)', 'andet frø, anden verden (1)'] },
      { flags: '--faults <p>', words: ['share of faults 0..1 (0)', 'andel af fejl 0..1 (0)'] },
      {
        flags: '--area <name>',
        words: ['only KY, FSIII or Borger (may be repeated)', 'kun KY, FSIII eller Borger (kan gentages)'],
        many: true,
      },
      {
        flags: '--daily',
        words: ['CPR by the day, not by the month', 'CPR dag for dag, ikke måned for måned'],
      },
    ],
    load: async () => (await import('../commands/sample.js')).sample,
  },
  {
    name: 'plan',
    args: '[yyyy-mm]',
    words: ['what a month-run would do, and why', 'hvad en månedskørsel ville gøre, og hvorfor'],
    options: [AREA],
    load: async () => (await import('../commands/plan.js')).plan,
  },
  {
    name: 'intake',
    words: ['land and historise only', 'kun modtagelse og historik'],
    options: [LENIENT],
    load: async () => (await import('../commands/intake.js')).intake,
  },
  {
    name: 'month-run',
    args: '<yyyy-mm>',
    words: [
      'land, verify, historise, build, package, publish',
      'modtag, verificér, historisér, byg, pak, udgiv',
    ],
    options: [
      AREA,
      { flags: '--dry-run', words: ['only say what it would do', 'sig kun, hvad den ville gøre'] },
      {
        flags: '--wait',
        words: [
          'wait until what is expected has come, or its deadline has passed',
          'vent, til det ventede er kommet, eller fristen er overskredet',
        ],
      },
      LENIENT,
    ],
    load: async () => (await import('../commands/month-run.js')).monthRunCommand,
  },
  {
    name: 'borger-run',
    words: [
      'the flexible Borger track now: CPR, LIFA and what refers to them',
      'det fleksible Borger-spor nu: CPR, LIFA og det, der henviser til dem',
    ],
    options: [
      {
        flags: '--packages',
        words: [
          'make the FLEKS packages now, whatever was sent',
          'lav FLEKS-pakkerne nu, uanset hvad der er sendt',
        ],
      },
      { flags: '--dry-run', words: ['only say what it would do', 'sig kun, hvad den ville gøre'] },
      LENIENT,
    ],
    load: async () => (await import('../commands/borger-run.js')).borgerRunCommand,
  },
  {
    name: 'day-run',
    words: [
      'what happens on days (children in day care) as soon as it has come',
      'det, der sker på dage (børn i dagtilbud), så snart det er kommet',
    ],
    options: [
      { flags: '--dry-run', words: ['only say what it would do', 'sig kun, hvad den ville gøre'] },
      LENIENT,
    ],
    load: async () => (await import('../commands/day-run.js')).dayRunCommand,
  },
  {
    name: 'watch',
    words: [
      'stay up: take what comes, Borger on arrival, month-runs on their schedule, send packages',
      'bliv oppe: tag det, der kommer, Borger ved ankomst, månedskørsler efter tidsplan, send datapakker',
    ],
    load: async () => (await import('../commands/watch.js')).watchCommand,
  },
  {
    name: 'rebuild',
    words: [
      'everything again from Rådata, compared with the present',
      'alt igen fra Rådata, sammenlignet med det nuværende',
    ],
    options: [
      { flags: '--swap', words: ['use the rebuilt one from now on', 'brug det genopbyggede fra nu af'] },
    ],
    load: async () => (await import('../commands/rebuild.js')).rebuildCommand,
  },
]
