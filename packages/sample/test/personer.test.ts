import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { sample, unzip } from './read-sample.js'

/** The rule for `cpr`, written a second time. */
const isValid = (cpr: string): boolean => {
  if (!/^\d{10}$/.test(cpr)) return false
  const [day, month, yy, seventh] = [cpr.slice(0, 2), cpr.slice(2, 4), cpr.slice(4, 6), cpr[6]].map(Number)
  if (day === undefined || month === undefined || yy === undefined || seventh === undefined) return false
  const year =
    seventh <= 3
      ? 1900 + yy
      : seventh === 4 || seventh === 9
        ? (yy <= 36 ? 2000 : 1900) + yy
        : (yy <= 57 ? 2000 : 1800) + yy
  const date = day > 60 ? day - 60 : day
  const real = new Date(Date.UTC(year, month - 1, date))
  return real.getUTCFullYear() === year && real.getUTCMonth() === month - 1 && real.getUTCDate() === date
}

const passesModulus11 = (cpr: string): boolean =>
  [4, 3, 2, 7, 6, 5, 4, 3, 2, 1].reduce((sum, weight, at) => sum + weight * Number(cpr[at]), 0) % 11 === 0

const inText = (text: string): readonly string[] => text.match(/(?<=[;"])\d{10}(?=[;"])/g) ?? []

describe('the personnumre of a sample', () => {
  let numbers: readonly string[] = []

  beforeAll(async () => {
    const { out, report } = await sample({ scale: 0.02, from: '2022-11' })
    const texts = await Promise.all(
      report.files.map(async (file) =>
        file.kilde === 'KY'
          ? ((await unzip(join(out, file.path)))['KYSag.csv'] ?? '')
          : readFile(join(out, file.path), 'utf8'),
      ),
    )
    numbers = [...new Set(texts.flatMap(inText))]
  })

  it('are many, and all valid', () => {
    expect(numbers.length).toBeGreaterThan(2000)
    expect(numbers.filter((number) => !isValid(number))).toEqual([])
  })

  it('are nobody’s: they fail modulus 11 and are not born on 1 January', () => {
    expect(numbers.filter(passesModulus11)).toEqual([])
    expect(numbers.filter((number) => /^[06]101/.test(number))).toEqual([])
  })

  it('hold some replacement numbers', () => {
    expect(numbers.some((number) => Number(number.slice(0, 2)) > 60)).toBe(true)
  })
})
