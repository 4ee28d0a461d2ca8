// Builds models of an area from what lies in a warehouse's DSA_HIST; says what it took, model by model.
// node --import tsx bench/flis-build.ts <warehouse> <memory> <area> <all | shared | model,model …> <month> [publish]
import { month } from '@flis/core'
import { buildRun } from './build-run.js'
import { areaNamed, modelsNamed } from './measured.js'
import { LAST_MONTH } from './months.js'
import { say } from './say.js'

const [folder = '', memory = '1200MB', name = 'KY', models = 'all', run = `${LAST_MONTH}`, publish] =
  process.argv.slice(2)
const measured = areaNamed(name)
say(
  await buildRun({
    folder,
    memory,
    area: measured.area,
    models: modelsNamed(measured, models),
    month: month(run),
    published: publish === 'publish',
  }),
)
