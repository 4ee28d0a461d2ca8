// Deliveries from Kafka: npx tsx kafka-in/run.ts lager 127.0.0.1:9092 [registry]. Takes what the topics announce, once.
import { errorWords, FlisFailure, intakeRun, kafka, loadSettings, main } from '@flis/pipelines'

const [warehouse = 'lager', broker = '127.0.0.1:9092', registry] = process.argv.slice(2)
const { areas, config } = await loadSettings(warehouse)

// One topic per contract (flis.<Kontrakt>), and flis.leverance with the events that complete a delivery.
const source = kafka({ brokers: [broker], registry })

try {
  const options = { warehouse, areas, config, kind: 'intake', extent: 'intake' as const }
  const { run, outcomes, unready } = await main(intakeRun(areas, source), options)
  console.log(run === null ? 'nothing new' : `run ${run}`)
  for (const [step, outcome] of outcomes) console.log(`${step}: ${outcome}`)
  for (const { fileName, why } of unready) console.log(`${fileName} waits for ${why}`)
} catch (thrown) {
  if (!(thrown instanceof FlisFailure)) throw thrown
  console.error(errorWords(thrown.error))
  process.exitCode = 1
}
