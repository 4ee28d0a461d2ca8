import { ky, type OwnConfig } from '@flis/pipelines'
import { fuldtidsperson } from './fuldtidsperson.js'

// A name that KY has no rule for, or another signature, does not compile; `flis areas` shows what differs.
export default { areas: [ky.with({ fuldtidsperson })] } satisfies OwnConfig
