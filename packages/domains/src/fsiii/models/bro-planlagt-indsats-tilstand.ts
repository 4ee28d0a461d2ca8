import { bridge, column, firstDay, lastDay, ofRules, sql, text } from '@flis/core'
import { DimKommune } from '@flis/dm'
import { FSIIIPlanlagtIndsats } from '../contracts/fsiii-planlagt-indsats.js'
import { type FSIIIRules, fsiiiRules } from '../rules.js'
import { followSor } from './follows.js'
import { followFremmede } from './fremmed-henvisning.js'

/**
 * All links between planned indsatser and tilstande, one row each: those that lead to a tilstand, of the indsatser that
 * FactPlanlagtIndsats has rows of. The kommune is the indsats'; by it packages are cut, and receivers do not see it.
 *
 * Source: specification FSIII, FactPlanlagtIndsats.
 *
 * @example BroPlanlagtIndsatsTilstand.kind // 'bridge'
 */
export const broPlanlagtIndsatsTilstand = ofRules((rules: FSIIIRules) => {
  const kommune = rules.kommuneAf('planlagte')
  return bridge('BroPlanlagtIndsatsTilstand', {
    grain: ['IndsatsId', 'TilstandId'],
    kommuneColumn: '_DimKommune',
    exported: true,
    description: 'Tilstande, som de planlagte indsatser skyldes',
    rules: ['tilstandslinks', 'kommuneAf'],
    columns: {
      IndsatsId: column('VARCHAR', 'Den planlagte indsats (CarePlan)'),
      TilstandId: column('VARCHAR', 'Tilstanden (Condition)'),
      _DimKommune: { ...DimKommune.key, description: 'Indsatsens kommune; −1 ukendt' },
    },
    recompute: { by: 'unit', follows: [followSor(FSIIIPlanlagtIndsats), followFremmede] },
    sql: ({ month, from }) => sql`
      with planlagte as (
        select Id, AfsenderSor, TilstandIds, _unit, _kommune
        from ${FSIIIPlanlagtIndsats} as alle
        where StartDato <= date ${text(lastDay(month))}
          ${from === null ? sql`` : sql`and StartDato >= date ${text(firstDay(from))}`}
      )
      select
        links.IndsatsId,
        links.TilstandId,
        ${kommune.noegle} as _DimKommune,
        links._unit,
        links._kommune
      from ${rules.tilstandslinks(sql`planlagte`)} as links
      join planlagte on planlagte.Id = links.IndsatsId
      ${kommune.join}`,
  })
})

/** The same by the area's own rules. */
export const BroPlanlagtIndsatsTilstand = broPlanlagtIndsatsTilstand(fsiiiRules)
