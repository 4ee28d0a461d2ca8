import { holdHistories } from './dagtilbud-histories.js'

holdHistories(0)
