import { type Rule, replacedRules, requireOneDefinition } from '@flis/core'
import { contractsBehind } from '@flis/dm'
import { describe, expect, it } from 'vitest'
import { dagtilbud, dagtilbudRules } from '../../src/dagtilbud/index.js'
import { markedRule, markedTables, tablesThatList } from '../marked-rules.js'

const own: Readonly<Record<string, Rule>> = dagtilbudRules
const withRule = dagtilbud.with as (rules: Readonly<Record<string, Rule>>) => typeof dagtilbud

describe('the rules of Dagtilbud', () => {
  it('are those that its tables list', () => {
    const ofArea = dagtilbud.models.filter((each) =>
      contractsBehind(each).some((one) => dagtilbud.contracts.includes(one)),
    )
    const listed = new Set(ofArea.flatMap((each) => each.rules))
    expect([...dagtilbud.rules].sort()).toEqual([...listed].sort())
  })

  it.each(dagtilbud.rules)('%s is in the tables that list it, and in no other', (name) => {
    const area = withRule({ [name]: markedRule(own[name] ?? (() => '')) })
    expect(markedTables(area)).toEqual(tablesThatList(dagtilbud, name))
    expect(() => requireOneDefinition([area])).not.toThrow()
    expect(area.replaced.map((each) => each.name)).toEqual([name])
    expect(replacedRules([area], area.models)).toEqual(area.replaced)
  })
})
