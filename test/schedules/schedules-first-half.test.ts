import { holdSchedules } from './hold-schedules.js'

holdSchedules(0)
