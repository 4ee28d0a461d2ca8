import { join } from 'node:path'
import type { RunEvent } from '@flis/core'
import { openPublished } from '@flis/dm'
import { FactKYYdelser, ky } from '@flis/domains/ky'
import { testWarehouse } from '@flis/pipelines'
import { expect, it } from 'vitest'
import { sag, tilstand, ydelse } from '../conformance/ky-example-rows.js'

const rows = (ids: readonly string[]) => ({
  KYSag: ids.map((SagId) => ({ ...sag('2022-01-10'), SagId })),
  KYSagTilstand: ids.map((SagId) => ({ ...tilstand(1, 'Bevilget', '2022-01-10'), SagId })),
  KYYdelse: ids.map((SagId) => ({ ...ydelse('2022-02-01', '2022-02-28'), SagId, YdelseId: SagId })),
})

it('readers keep the version that they have while a run writes, up to its last step', async () => {
  const seen: Promise<readonly [string, number]>[] = []
  let root = ''
  const look = async (when: string): Promise<readonly [string, number]> => {
    const version = await openPublished(join(root, 'published'))
    try {
      const [row] = await version.session.rows('select count(*)::integer as n from "FactKYYdelser"')
      return [when, Number(row?.n)]
    } finally {
      version.close()
    }
  }
  const reporter = (event: RunEvent): void => {
    if (root === '') return
    if (event.event === 'step-started' || event.event === 'step-committing') seen.push(look(event.step))
  }
  const w = await testWarehouse({ areas: [ky], now: '2022-11-02', reporter })
  try {
    await w.deliverAll('KY 0751 2022-08', rows(['a']))
    await w.monthRun('2022-08')
    await w.deliverAll('KY 0751 2022-09', rows(['a', 'b', 'c']))
    root = w.root
    await w.monthRun('2022-09')
    const told = await Promise.all(seen)
    expect(told.map(([step]) => step.split(' ')[0])).toEqual(
      expect.arrayContaining(['land', 'load', 'build', 'package']),
    )
    // Each look saw one whole version: the old one, or once the run was through the new one.
    for (const [step, count] of told) expect([1, 3], step).toContain(count)
    expect(told.filter(([step]) => step.startsWith('land')).every(([, count]) => count === 1)).toBe(true)
    expect((await w.rows(FactKYYdelser)).length).toBe(3)
  } finally {
    await w.close()
  }
})
