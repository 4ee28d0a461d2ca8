import { expect } from 'vitest'
import { type LandingWarehouse, landingWarehouse } from './landing-warehouse.js'
import { type ZipPart, zipBytes } from './zip-bytes.js'

/** The delivery that most tests land. */
export const NAME = 'KY_0751_2022-10_001_F.zip'
export const ID = `NC:${NAME}`
export const SAG_HEADER = 'SagId;KleNummer;OprettetDato;Note'
export const YDELSE = 'YdelseId;SagId;SlutDato\ny1;a;\n'

/** A KY delivery with this KYSag.csv, one ydelse, and what else is given. */
export const kyZip = (sag: string | Buffer, ...more: readonly ZipPart[]): Buffer =>
  zipBytes([{ name: 'KYSag.csv', data: sag }, { name: 'KYYdelse.csv', data: YDELSE }, ...more])

/** A warehouse that such a delivery has landed in. */
export const landed = async (
  sag: string | Buffer,
  ...more: readonly ZipPart[]
): Promise<LandingWarehouse> => {
  const warehouse = await landingWarehouse()
  await warehouse.put(NAME, kyZip(sag, ...more))
  expect(await warehouse.land()).toEqual([{ id: ID, state: 'received', code: null }])
  return warehouse
}

/** The row of ops.raadata of a contract. */
export const partOf = async (warehouse: LandingWarehouse, name: string) => {
  const [row] = await warehouse.rows(`select * from ops.raadata where contract = '${name}'`)
  return row ?? {}
}
