// All examples of delivery reports, each with a name of its own.

import { leveretExamples } from './fsiii-leveret-examples.js'
import { linkExamples } from './fsiii-link-examples.js'
import { observedExamples } from './fsiii-observed-examples.js'
import { tilstandExamples } from './fsiii-tilstand-examples.js'
import type { Told } from './fsiii-told.js'
import { whoAndWhatExamples } from './fsiii-who-examples.js'

export const toldExamples: readonly Told[] = [
  ...tilstandExamples,
  ...whoAndWhatExamples,
  ...observedExamples,
  ...linkExamples,
  ...leveretExamples,
]
