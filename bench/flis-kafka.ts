// Takes what lies in the topics of kafka-area.ts into a warehouse, up to DSA_HIST; says what it took.
// node --import tsx bench/flis-kafka.ts <warehouse> <memory> <place as JSON> <consumer group>
import { fixedClock, openWarehouse, parseConfig, type RunEvent, warehousePaths } from '@flis/core'
import { intakeRun, kafka, main } from '@flis/pipelines'
import { type KafkaPlace, kafkaArea, Record } from './kafka-area.js'
import { cpuSeconds, say } from './say.js'

const [warehouse = '', memory = '1200MB', settings = '{}', groupId = ''] = process.argv.slice(2)
const { broker, registry, rows, arrivals } = JSON.parse(settings) as KafkaPlace
const started = process.hrtime.bigint()
const cpuBefore = cpuSeconds()
const since = (from: bigint): number => Number(process.hrtime.bigint() - from) / 1e9
/** When the first step began (all had been received), and when the last one of each kind was done. */
const steps: Record<string, number> = {}
const reporter = (event: RunEvent): void => {
  if (event.event === 'step-started') steps.received ??= since(started)
  if (event.event === 'step-done') steps[`${event.step.split(' ')[0]} done`] = since(started)
}
const config = parseConfig({ limits: { memory } })
const topics = { [Record.name]: rows }
await main(intakeRun([kafkaArea], kafka({ brokers: [broker], groupId, topics, arrivals, registry })), {
  ...{ warehouse, config, reporter },
  clock: fixedClock('2022-11-02T08:00:00'),
  kind: 'intake',
  extent: 'intake',
})
const seconds = since(started)
const cpu = cpuSeconds() - cpuBefore
const session = await (await openWarehouse(warehousePaths(warehouse), config)).session()
const [result] = await session.rows(
  `select count(*) as rows, sum("Status") as status, (sum("Timer") * 100)::bigint as timer, count("Note") as notes
   from dsa_hist."Record"`,
)
say({ seconds, cpu, steps, result })
