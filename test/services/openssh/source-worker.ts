import { asFlisError, fixedClock } from '@flis/core'
import { land, main, sftp, stream } from '@flis/pipelines'
import type { SftpSourceSettings } from '@flis/rawdata'
import { NOW, proeve } from './source-world.js'

/** A process of its own that takes what waits on a server, and says how it ended. */
const [warehouse = '', settings = '{}'] = process.argv.slice(2)
const login = JSON.parse(settings) as SftpSourceSettings

try {
  await main(stream(sftp(login), land(proeve)), {
    warehouse,
    areas: [proeve],
    clock: fixedClock(NOW),
    kind: 'intake',
    extent: 'intake',
  })
  console.log('done')
} catch (thrown) {
  console.log(asFlisError(thrown).code)
}
