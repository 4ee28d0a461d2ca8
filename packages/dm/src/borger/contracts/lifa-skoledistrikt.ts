import { contract, field, kilde } from '@flis/core'
import { klassetrin } from '../rules/klassetrin.js'

/** LIFA's school districts by address, monthly. Source: specification 2.5. */
export const LIFA = kilde('LIFA', { senders: ['LIFA'], scope: 'national' })

const outside = (column: 'StartTrin' | 'SlutTrin') =>
  field.rule({
    code: 'R104',
    columns: [column],
    when: `"${column}" <> '' and ${klassetrin(`"${column}"`)} is null`,
  })

/**
 * The districts of each address, with the klassetrin that they cover. A trin outside 0..10 or not understood is R104,
 * an end before its start R120. Source: specification 2.5; Borger, "DimGeografi and skoledistrikt".
 *
 * The categories of personal data: none, addresses are no persons' until somebody lives there (own choice).
 */
export const LIFASkoledistrikt = contract('LIFASkoledistrikt', {
  kilde: LIFA,
  mode: 'full',
  absence: 'slut',
  keyScope: 'global',
  // One address can have several AdresseId: the district is chosen over all rows of kommune, road and house number.
  unit: ['KommuneKode', 'VejKode'],
  owner: { column: 'KommuneKode' },
  fields: {
    AdresseId: field.key.text({ description: 'Adressens id i adresseregistret' }),
    DistriktsNr: field.key.text({ description: 'Skoledistriktets nummer' }),
    DistriktsNavn: field.text({ description: 'Skoledistriktets navn' }),
    StartTrin: field.text({ description: 'Laveste klassetrin: 0..10, Børnehaveklasse eller n. klasse' }),
    SlutTrin: field.text({ description: 'Højeste klassetrin, på samme måde' }),
    KommuneKode: field.kommune({ description: 'Adressens kommune' }),
    VejKode: field.text({ description: 'Vejens kode i kommunen' }),
    VejNavn: field.text({ description: 'Vejens navn' }),
    HusNr: field.text({ description: 'Husnummer med bogstav' }),
    PostNr: field.text({ description: 'Postnummer' }),
  },
  checks: [
    outside('StartTrin'),
    outside('SlutTrin'),
    field.rule({
      code: 'R120',
      columns: ['SlutTrin'],
      when: `${klassetrin('"SlutTrin"')} < ${klassetrin('"StartTrin"')}`,
    }),
  ],
  description: 'Skoledistrikter pr. adresse',
})
