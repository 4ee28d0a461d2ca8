import { fixedClock } from '@flis/core'
import { rotateKey } from '../src/operations/keys/rotate-key.js'
import { areas, config } from './proeve-area.js'

const [, , warehouse = '', left = '0', key = ''] = process.argv
let events = Number(left)

/** A rotation whose process is killed at an event of its run; with 0 it lives. */
await rotateKey({
  warehouse,
  areas,
  config,
  clock: fixedClock('2022-11-03T10:00:00'),
  environment: {},
  chance: () => Buffer.from(key, 'hex'),
  reporter: () => {
    events -= 1
    if (events === 0) process.kill(process.pid, 'SIGKILL')
  },
})
