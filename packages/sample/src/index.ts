export type { SampleArea, SampleOptions } from './options.js'
export { SAMPLE_AREAS, SAMPLE_DEFAULTS } from './options.js'
export type {
  DeliveryFaultKind,
  PlantedDelivery,
  PlantedFault,
  PlantedRow,
  RowFaultKind,
  SampleFile,
  SampleReport,
} from './report.js'
export { writeSample } from './write-sample.js'
