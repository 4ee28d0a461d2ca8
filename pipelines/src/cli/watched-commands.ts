/** Commands that need the working file: while there is a watch it performs them, in order. */
export const QUEUED: ReadonlySet<string> = new Set([
  'plan',
  'intake',
  'month-run',
  'borger-run',
  'day-run',
  'rebuild',
  'deliveries accept',
  'deliveries withdraw',
  'deliveries reread',
  'quarantine replay',
  'quarantine accept',
  'retain',
  'publish',
  'packages send',
  'packages resend',
  'backup',
])

/** Commands that no watch can perform: another flis, another key or another warehouse would be under it. */
export const ALONE: ReadonlySet<string> = new Set(['upgrade', 'restore', 'key rotate'])
