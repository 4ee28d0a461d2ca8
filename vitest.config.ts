import { defineConfig } from 'vitest/config'

// vite's own server conditions after ours: setting the list replaces the default
const conditions = ['flis-source', 'module', 'node', 'development|production']

/** Proofs that take minutes: `npm run proofs`, and each under its own name (config/vitest.proofs.config.ts). */
export const LONG_PROOFS = [
  'test/conformance/intake/**/*.test.ts',
  'test/conformance/*-pipeline.test.ts',
  'test/conformance/*-faults.test.ts',
  'test/conformance/dream-history.test.ts',
  'test/conformance/fsiii-code-systems.test.ts',
  'test/conformance/fsiii-resources.test.ts',
  'test/conformance/generic-areas.test.ts',
  'test/conformance/reference-tables.test.ts',
  'test/entitlement/planted-breaches.test.ts',
  'test/entitlement/sample-scan.test.ts',
  'test/histories/**/*.test.ts',
  'test/schedules/schedules-*.test.ts',
  'test/schedules/laws-notice.test.ts',
  'test/faults/faults.test.ts',
  'test/incremental/borger.test.ts',
  'test/incremental/borger-days.test.ts',
  'test/incremental/dagtilbud.test.ts',
  'test/incremental/fsiii.test.ts',
  'test/incremental/layers.test.ts',
  'test/scan/commands.test.ts',
  'packages/rawdata/test/bounded-memory.test.ts',
  'packages/rawdata/test/recover-landing.test.ts',
  'pipelines/test/borger-packages.test.ts',
  'pipelines/test/borger-addresses.test.ts',
  'pipelines/test/borger-run-months.test.ts',
  'pipelines/test/backup.test.ts',
  'packages/rawdata/test/sftp-dying.test.ts',
  'packages/delivery/test/sending-round.test.ts',
  'pipelines/test/diff.test.ts',
  'pipelines/test/dream.test.ts',
  'pipelines/test/key-rotate*.test.ts',
  'pipelines/test/packages-command.test.ts',
  'pipelines/test/process.test.ts',
  'pipelines/test/quality-command.test.ts',
  'pipelines/test/rebuild.test.ts',
  'pipelines/test/retain*.test.ts',
  'pipelines/test/upgrade.test.ts',
  'pipelines/test/watch-process.test.ts',
  'pipelines/test/watch-tracks.test.ts',
]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'pipelines/test/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'test/services/**', ...LONG_PROOFS],
    pool: 'forks',
    maxWorkers: 2,
    // Loading the packages anew for each of 170 files would cost more than many of the tests.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
