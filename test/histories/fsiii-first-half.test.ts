import { holdHistories } from './fsiii-histories.js'

holdHistories(0)
