import { fsiii } from '@flis/domains/fsiii'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { expect, it } from 'vitest'
import { publicInput } from './public-input.js'
import { jens, jensFirstReport, peter, type StoryResources } from './story-resources.js'

const input = publicInput('fsiii')
const { file } = input

const newest = (w: TestWarehouse, contract: string, columns: string) =>
  w.query(`select ${columns} from dsa_hist."${contract}" where _til = 99991231999 order by Id`)

const listed = (value: unknown): readonly string[] =>
  (value as { readonly items: readonly string[] } | null)?.items ?? []

const byId = <T extends readonly [string, ...unknown[]]>(rows: readonly T[]): readonly T[] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1))

const told = async (w: TestWarehouse) => ({
  tilstande: (
    await newest(
      w,
      'FSIIITilstand',
      `Id, TilstandKode, Omraade, RegistreretDato::varchar as dato, Svaerhedsgrad, Status, ErAktiv, KontaktIds,
       strftime(ReportTidspunkt at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ') as rapport, Personnummer`,
    )
  ).map((row) => [
    row.Id,
    row.TilstandKode,
    row.Omraade,
    row.dato,
    row.Svaerhedsgrad === null ? null : Number(row.Svaerhedsgrad),
    row.Status,
    row.ErAktiv,
    listed(row.KontaktIds),
    row.rapport,
  ]),
  opfølgninger: (await newest(w, 'FSIIIOpfoelgning', 'Id, Resultat, Tidspunkt, FokusIds')).map((row) => [
    row.Id,
    row.Resultat,
    row.Tidspunkt,
    listed(row.FokusIds),
  ]),
  borgervurderinger: (await newest(w, 'FSIIIBorgervurdering', 'Id, Kode, Vaerdi, Tidspunkt, FokusId')).map(
    (row) => [row.Id, row.Kode, row.Vaerdi, row.Tidspunkt, row.FokusId],
  ),
  kontakter: (await newest(w, 'FSIIIKontakt', 'Id, Type, Status, StartTidspunkt')).map((row) => [
    row.Id,
    row.Type,
    row.Status,
    row.StartTidspunkt,
  ]),
})

const expected = ({ tilstande, opfølgninger, borgervurderinger, kontakter }: StoryResources) => ({
  tilstande: byId(tilstande),
  opfølgninger: byId(opfølgninger),
  borgervurderinger: byId(borgervurderinger),
  kontakter: byId(kontakter),
})

input.describe('the real reports in DSA_HIST', () => {
  for (const story of [jensFirstReport, jens, peter])
    for (const [order, arrange] of [
      ['as told', (list: readonly string[]) => list],
      ['backwards', (list: readonly string[]) => [...list].reverse()],
    ] as const)
      it(`${story.name}, ${order}`, async () => {
        const w = await testWarehouse({ areas: [fsiii], now: '2021-04-02' })
        try {
          await w.deliverFile(
            'FSIIIKoder_0000_2021-01_001_F.json',
            file('CodeSystem-FSIII-20200908.json'),
            'KOMBIT',
          )
          for (const [at, report] of arrange(story.reports).entries())
            await w.deliverFile(
              `FSIII_0751_2021-03-31_${String(at + 1).padStart(3, '0')}_D.json`,
              file(report),
              'Trifork',
            )
          await w.intake()
          expect(await told(w)).toEqual(expected(story))
          const people = await w.query(
            `select distinct Personnummer as cpr from dsa_hist."FSIIITilstand"
             union select Personnummer from dsa_hist."FSIIIKontakt"
             union select Personnummer from dsa_hist."FSIIIOpfoelgning"
             union select Personnummer from dsa_hist."FSIIIBorgervurdering"`,
          )
          expect(people).toEqual([{ cpr: story.personnummer }])
          const versions: Record<string, number> = {}
          for (const contract of Object.keys(story.versioner)) {
            const [row] = await w.query(`select count(*)::integer as n from dsa_hist."${contract}"`)
            versions[contract] = Number(row?.n)
          }
          expect(versions).toEqual(story.versioner)
          // Every resource that a contract takes is a row, and no other is.
          const [counts] = await w.query(
            `select sum(rows_in)::integer as rows_in, sum(accepted)::integer as accepted, sum(quarantined)::integer as quarantined
             from ops.deliveries where kilde = 'FSIII'`,
          )
          const rows = Object.values(story.versioner).reduce((sum, each) => sum + each, 0)
          expect(counts).toEqual({ rows_in: rows, accepted: rows, quarantined: 0 })
        } finally {
          await w.close()
        }
      })
})
