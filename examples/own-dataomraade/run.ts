import { readdir } from 'node:fs/promises'
import { andThen, build, folder, historise, land, main, month, packages, pipe, stream } from '@flis/pipelines'
import { boligstøtte } from './boligstoette.js'

// A pipeline of one's own, over the deliveries in lager/inbox.
const run = pipe(
  land(boligstøtte),
  andThen(historise(boligstøtte)),
  andThen(build(boligstøtte)),
  andThen(packages('DM')),
)
const done = await main(stream(folder('inbox'), run), { warehouse: './lager', month: month('2022-10') })
console.log(done.outcomes, await readdir('./lager/outbox', { recursive: true }))
