import { type DeliverySource, folder } from '@flis/rawdata'

/** An inbox by its path, or any other source. */
export const sourceOf = (from: string | DeliverySource): DeliverySource =>
  typeof from === 'string' ? folder(from) : from
