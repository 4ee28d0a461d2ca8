import { type Rule, replacedRules, requireOneDefinition } from '@flis/core'
import { codeFingerprint, contractsBehind } from '@flis/dm'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { FactKYYdelser, ky, kyRules } from '../../src/ky/index.js'
import { markedRule, markedTables, tablesThatList } from '../marked-rules.js'

const own: Readonly<Record<string, Rule>> = kyRules
const withRule = ky.with as (rules: Readonly<Record<string, Rule>>) => typeof ky
const fingerprints = (of: typeof ky) => new Map(of.models.map((each) => [each.name, codeFingerprint(each)]))

describe('the rules of KY', () => {
  it('are those that its tables list', () => {
    const ofKY = ky.models.filter((each) => contractsBehind(each).some((one) => ky.contracts.includes(one)))
    const listed = new Set(ofKY.flatMap((each) => each.rules))
    expect([...ky.rules].sort()).toEqual([...listed].sort())
  })

  it.each(ky.rules)('%s is in the tables that list it, and in no other', (name) => {
    const area = withRule({ [name]: markedRule(own[name] ?? (() => '')) })
    expect(markedTables(area)).toEqual(tablesThatList(ky, name))
    expect(() => requireOneDefinition([area])).not.toThrow()
    expect(area.replaced.map((each) => each.name)).toEqual([name])
    expect(replacedRules([area], area.models)).toEqual(area.replaced)
  })

  it('leave the code of the tables that do not use them as it was', () => {
    const before = fingerprints(ky)
    const after = fingerprints(ky.with({ fuldtidsperson: (dage) => `(${dage} / 30)::decimal(9,6)` }))
    const changed = [...before].filter(([name, code]) => after.get(name) !== code).map(([name]) => name)
    expect(changed).toEqual(['FactKYYdelser'])
    expect(fingerprints(ky.with({}))).toEqual(before)
  })

  it('are taken up by the tables of the same units that read a changed one', () => {
    const other = withRule({ sagVarighed: markedRule(kyRules.sagVarighed) })
    const fact = other.models.find((each) => each.name === 'FactKYYdelser')
    expect(fact === undefined ? '' : codeFingerprint(fact)).not.toBe(codeFingerprint(FactKYYdelser))
  })

  it('have names and signatures that the compiler knows', () => {
    type Given = Parameters<typeof ky.with>[0]
    expectTypeOf<{
      readonly fuldtidsperson: (dage: string, dageIMaaned: string) => string
    }>().toExtend<Given>()
    expectTypeOf<{ readonly fuldtidsperson: (dage: number) => string }>().not.toExtend<Given>()
    expectTypeOf<{ readonly fuldtidspersonn: (dage: string) => string }>().not.toExtend<Given>()
    expectTypeOf<'fuldtidsperson' | 'dagmaske'>().toExtend<keyof Given>()
  })
})
