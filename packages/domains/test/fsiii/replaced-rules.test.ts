import { type Rule, replacedRules, requireOneDefinition } from '@flis/core'
import { contractsBehind } from '@flis/dm'
import { describe, expect, it } from 'vitest'
import { fsiii, fsiiiRules } from '../../src/fsiii/index.js'
import { markedRule, markedTables, tablesThatList } from '../marked-rules.js'

const own: Readonly<Record<string, Rule>> = fsiiiRules
const withRule = fsiii.with as (rules: Readonly<Record<string, Rule>>) => typeof fsiii

describe('the rules of FSIII', () => {
  it('are those that its tables list', () => {
    const ofFSIII = fsiii.models.filter((each) =>
      contractsBehind(each).some((one) => fsiii.contracts.includes(one)),
    )
    const listed = new Set(ofFSIII.flatMap((each) => each.rules))
    expect([...fsiii.rules].sort()).toEqual([...listed].sort())
  })

  it.each(fsiii.rules)('%s is in the tables that list it, and in no other', (name) => {
    const area = withRule({ [name]: markedRule(own[name] ?? (() => '')) })
    expect(markedTables(area)).toEqual(tablesThatList(fsiii, name))
    expect(() => requireOneDefinition([area])).not.toThrow()
    expect(area.replaced.map((each) => each.name)).toEqual([name])
    expect(replacedRules([area], area.models)).toEqual(area.replaced)
  })
})
