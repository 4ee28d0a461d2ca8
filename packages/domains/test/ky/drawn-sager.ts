import fc from 'fast-check'
import { KYAfgoerelse, KYOpgave, KYYdelse } from '../../src/ky/index.js'
import { dayAfter, type Sag } from './day-by-day.js'
import { insertSager, type KyWarehouse, kyWarehouse } from './warehouse.js'

/** Days of 2022, crowded, so that states meet on one date, neighbours touch, and months begin and end. */
const day = fc
  .oneof(
    fc.integer({ min: 0, max: 210 }),
    fc.integer({ min: 20, max: 40 }),
    fc.constantFrom(58, 59, 89, 90, 180, 181),
  )
  .map((n) => dayAfter('2022-01-01', n))

const tilstand = fc.constantFrom(
  'Bevilget',
  'Bevilget',
  'Afsluttet',
  'Afslag',
  'Henlagt',
  'Under Oplysning',
  'Oprettet',
)

/** Cases of two kommuner, with the same ids in both. */
export const drawnSager: fc.Arbitrary<readonly Sag[]> = fc
  .array(
    fc.record({
      kommune: fc.constantFrom('0751', '0461'),
      oprettet: day,
      tilstande: fc.array(fc.tuple(tilstand, day), { maxLength: 7 }),
      ydelser: fc.array(fc.tuple(day, fc.option(day)), { maxLength: 3 }),
      opgaver: fc.array(fc.tuple(day, fc.option(day), fc.constantFrom('Åben', 'Afbrudt', 'Gennemført')), {
        maxLength: 2,
      }),
      afgoerelser: fc.array(fc.tuple(day, fc.constantFrom('Bevilling', 'Afslag', 'Ophør')), { maxLength: 3 }),
    }),
    // few runs of many cases: a run's statements cost more than its rows
    { minLength: 1, maxLength: 120, size: 'max' },
  )
  .map((drawn) =>
    drawn.map(({ kommune, oprettet, tilstande, ydelser, opgaver, afgoerelser }, index) => {
      const nr = drawn.slice(0, index).filter((other) => other.kommune === kommune).length
      return {
        kommune,
        name: `sag${nr}`,
        oprettet,
        tilstande,
        ydelser: ydelser.map(([one, other], ydelse) => ({
          id: `y${nr}-${ydelse}`,
          start: other === null || one < other ? one : other,
          slut: other === null || one < other ? other : one,
        })),
        opgaver: opgaver.map(([one, other, tilstand], opgave) => ({
          id: `o${nr}-${opgave}`,
          tilstand,
          oprettet: other === null || one < other ? one : other,
          afsluttet: other === null || one < other ? other : one,
        })),
        afgoerelser: afgoerelser.map(([dag, type], afgoerelse) => ({
          id: `a${nr}-${afgoerelse}`,
          dag,
          type,
        })),
      }
    }),
  )

export const warehouseOf = async (sager: readonly Sag[]): Promise<KyWarehouse> => {
  const warehouse = await kyWarehouse()
  for (const kommune of new Set(sager.map((sag) => sag.kommune))) {
    const own = sager.filter((sag) => sag.kommune === kommune)
    await insertSager(warehouse, own, { kommune })
    await warehouse.insert(
      KYYdelse,
      own.flatMap((sag) =>
        sag.ydelser.map(({ id, start, slut }) => ({
          YdelseId: id,
          SagId: sag.name,
          Ydelsesart: `art ${id.at(-1)}`,
          Ydelsestype: 'Løbende',
          StartDato: start,
          SlutDato: slut,
        })),
      ),
      { kommune },
    )
    await warehouse.insert(
      KYOpgave,
      own.flatMap((sag) =>
        sag.opgaver.map(({ id, tilstand, oprettet, afsluttet }) => ({
          OpgaveId: id,
          SagId: sag.name,
          Tilstand: tilstand,
          OprettetDato: oprettet,
          AfsluttetDato: afsluttet,
        })),
      ),
      { kommune },
    )
    await warehouse.insert(
      KYAfgoerelse,
      own.flatMap((sag) =>
        sag.afgoerelser.map(({ id, dag, type }) => ({
          AfgoerelseId: id,
          RaekkeNr: 1,
          SagId: sag.name,
          Afgoerelsestype: type,
          AfgoerelseTidspunkt: `${dag}T12:00:00`,
        })),
      ),
      { kommune },
    )
  }
  return warehouse
}
