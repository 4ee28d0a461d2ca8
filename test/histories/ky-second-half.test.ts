import { holdHistories } from './ky-histories.js'

holdHistories(1)
