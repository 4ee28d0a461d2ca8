import { holdHistories } from './borger-histories.js'

holdHistories(0)
