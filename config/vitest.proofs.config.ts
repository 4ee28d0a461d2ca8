import { fileURLToPath } from 'node:url'
import { mergeConfig } from 'vitest/config'
import base, { LONG_PROOFS } from '../vitest.config.js'

const merged = mergeConfig(base, { root: fileURLToPath(new URL('..', import.meta.url)) })

// mergeConfig joins arrays; this run takes its own files and nothing of the ordinary run
export default {
  ...merged,
  test: { ...merged.test, include: LONG_PROOFS, exclude: ['**/node_modules/**', '**/dist/**'] },
}
