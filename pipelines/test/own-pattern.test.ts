import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { flis, linesOf, warehouseWithSample } from './flis.js'

const ROUTING = `<FileContentDescriptor><SFTPDynamicRoutingInfo>
  <InfRef>http://sp/KY</InfRef><SenderAuthority>urn:oio:cvr-nr:55133018</SenderAuthority>
</SFTPDynamicRoutingInfo></FileContentDescriptor>`

const SETTINGS = {
  areas: ['KY'],
  kilder: { KY: { pattern: String.raw`sager-(?<periode>\d{6})\.zip` } },
  routes: { infRefs: { 'http://sp/KY': 'KY' }, authorities: { 55133018: '0751' } },
  leverandører: [{ kilde: 'KY', kommune: '0751', kildesystem: 'Ydelser', senders: ['NC'] }],
}

describe('deliveries under names of one’s own, with routes', () => {
  let root: string

  beforeAll(async () => {
    root = await warehouseWithSample(0)
    await writeFile(join(root, 'flis.config.json'), JSON.stringify(SETTINGS))
    const inbox = join(root, 'inbox')
    for (const name of await readdir(inbox)) {
      const [, year = '', month = '', suffix = ''] =
        /^KY_0751_(\d{4})-(\d{2})_001_F\.zip(\.metadata)?$/.exec(name) ?? []
      if (year === '') {
        await rm(join(inbox, name))
        continue
      }
      const own = `sager-${year}${month}.zip`
      await rename(join(inbox, name), join(inbox, own + suffix))
      if (suffix === '') continue
      const metadata = await readFile(join(inbox, own + suffix), 'utf8')
      await writeFile(
        join(inbox, own + suffix),
        metadata.replace(name.slice(0, -suffix.length), own).replace('<FileContentDescriptor/>', ROUTING),
      )
    }
  })

  it('stand in the plan with Kilde and kommune of the route', async () => {
    const steps = linesOf(await flis(['-C', root, '--json', 'plan', '2022-10'])).filter(
      ({ kind }) => kind === 'land' || kind === 'load',
    )
    expect(steps.map(({ id, kilde, kommune }) => [id, kilde, kommune])).toEqual([
      ['land sager-202209.zip', 'KY', '0751'],
      ['land sager-202210.zip', 'KY', '0751'],
      ['load KY 0751', 'KY', '0751'],
    ])
  })

  it('load, under the kildesystem of the table', async () => {
    expect((await flis(['-C', root, 'intake'])).exit).toBe(0)
    const { out } = await flis(['-C', root, '--json', 'deliveries'])
    const found = JSON.parse(out) as readonly Readonly<Record<string, unknown>>[]
    expect(found.map(({ id, kommune, periode, state }) => [id, kommune, periode, state])).toEqual([
      ['Ydelser:sager-202209.zip', '0751', '2022-09', 'loaded'],
      ['Ydelser:sager-202210.zip', '0751', '2022-10', 'loaded'],
    ])
  })
})
