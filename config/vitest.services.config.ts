import { fileURLToPath } from 'node:url'
import { mergeConfig } from 'vitest/config'
import base from '../vitest.config.js'

const merged = mergeConfig(base, {
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: { maxWorkers: 1, testTimeout: 120_000, hookTimeout: 120_000 },
})

// mergeConfig joins arrays; the services run takes its own files and nothing of the ordinary run
export default {
  ...merged,
  test: {
    ...merged.test,
    include: ['test/services/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
}
