import { type LogFacts, type LogName, logged, makeLog, silentLog } from '@flis/core'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'

/** What a log wrote, line by line. */
const written = (write: (log: ReturnType<typeof makeLog>) => void): readonly string[] => {
  const lines: string[] = []
  write(makeLog({ write: (line: string) => void lines.push(line) }, () => '2022-11-02T00:00:00.000Z'))
  return lines
}

/** Made-up numbers of every shape: a day or a replacement day, a month, a year, four digits. */
const cpr = fc
  .tuple(
    fc.integer({ min: 1, max: 31 }),
    fc.boolean(),
    fc.integer({ min: 1, max: 12 }),
    fc.nat(99),
    fc.nat(9999),
  )
  .map(([day, replaced, month, year, rest]) =>
    [replaced ? day + 60 : day, month, year]
      .map((part) => String(part).padStart(2, '0'))
      .concat(String(rest).padStart(4, '0'))
      .join(''),
  )

describe('a log line', () => {
  it('is JSON with time, level, message and facts', () => {
    const lines = written((log) => {
      log.info(logged('step done'), {
        step: logged('build FactKYYdelser'),
        rows: 12,
        keys: 2n ** 62n,
        changed: true,
      })
      log.warn(logged('held'))
      log.error(logged('failed'), { code: logged('S002') })
    })
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        level: 'info',
        time: '2022-11-02T00:00:00.000Z',
        step: 'build FactKYYdelser',
        rows: 12,
        keys: '4611686018427387904',
        changed: true,
        msg: 'step done',
      },
      { level: 'warn', time: '2022-11-02T00:00:00.000Z', msg: 'held' },
      { level: 'error', time: '2022-11-02T00:00:00.000Z', code: 'S002', msg: 'failed' },
    ])
  })

  it('takes names and counts only: text from elsewhere is refused by the types', () => {
    expectTypeOf<string>().not.toExtend<LogName>()
    expectTypeOf<{ row: string }>().not.toExtend<LogFacts>()
    expectTypeOf<{ rows: number; model: LogName; changed: boolean }>().toExtend<LogFacts>()
  })

  it('of a silent log is none', () => {
    expect([silentLog.info, silentLog.warn, silentLog.error].map((tell) => tell(logged('x')))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('a log cannot carry a CPR number', () => {
  it.each([
    ['alone', '0101410001', '(cpr)'],
    ['with a hyphen', '010141-0001', '(cpr)'],
    ['with a space', '010141 0001', '(cpr)'],
    ['with a dash', '010141–0001', '(cpr)'],
    ['in a name', 'borger 0101410001 fejlede', 'borger (cpr) fejlede'],
    ['more than once', '0101410001,0101570001', '(cpr),(cpr)'],
    ['against letters', 'id0101410001x', 'id(cpr)x'],
    ['but a file name stays', 'KY_0751_2022-10_001_F.zip', 'KY_0751_2022-10_001_F.zip'],
    ['and an extract time', '20221031001', '20221031001'],
    ['and a SHA-256', 'ab12345678cd', 'ab12345678cd'],
  ])('%s', (_name, name, shown) => {
    expect(logged(name)).toBe(shown)
  })

  it('and is never long', () => {
    expect(logged('x'.repeat(10_000))).toHaveLength(200)
  })

  it('whether it comes as a message, a name, the name of a fact, a number or a bigint', () => {
    fc.assert(
      fc.property(
        cpr,
        fc.string().filter((some) => !/\d/.test(some)),
        fc.constantFrom('', '-', ' '),
        (number, some, mark) => {
          const name = `${some}${number.slice(0, 6)}${mark}${number.slice(6)}${some}`
          const lines = written((log) => {
            log.info(name as LogName, { [name]: name as LogName, n: Number(number), b: BigInt(number) })
            log.warn(logged(name), { n: -Number(number), b: Number(number) + 0.5 })
          })
          const digits = lines.join('').replaceAll(/[-–\s]/g, '')
          expect(digits).not.toContain(number)
          expect(digits).not.toContain(String(Number(number)))
        },
      ),
    )
  })

  it.each([
    [12, 12],
    [700_000_000, 700_000_000],
    [20_221_031_001n, '20221031001'],
    [2_512_400_000, '2.5e+9'],
    [101_410_001n, '1.0e+8'],
    [3_512_400_000, 3_512_400_000],
    [Number.NaN, null],
  ])('a count of %s is shown as %s', (count, shown) => {
    const [line] = written((log) => log.info(logged('x'), { count }))
    expect((JSON.parse(line ?? '{}') as { count: unknown }).count).toBe(shown)
  })
})
