import { readdir } from 'node:fs/promises'
import {
  andThen,
  build,
  folder,
  historise,
  land,
  main,
  month,
  packages,
  pipe,
  stream,
  tap,
} from '@flis/pipelines'
import { boligstøtte } from './boligstoette.js'

// A pipeline of one's own, over the deliveries in lager/inbox.
const run = pipe(
  land(boligstøtte),
  andThen(historise(boligstøtte)),
  andThen(build(boligstøtte)),
  andThen(tap('changed?', (built) => console.log('changed:', built.changed.join(', ')))),
  andThen(packages('DM')),
)
await main(stream(folder('inbox'), run), { warehouse: './lager', month: month('2022-10') })
console.log(
  'packages:',
  (await readdir('./lager/outbox', { recursive: true })).filter((each) => each.endsWith('.zip')),
)
