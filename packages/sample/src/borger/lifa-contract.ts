import { LIFASkoledistrikt } from '@flis/domains/borger'
import { type SlicedContract, sliced } from './sliced-contract.js'

/** `Børnehaveklasse` and `9. klasse` in every fourth kommune, numbers in the others. */
const trin = (value: string): string => `case
      when kommune % 4 <> 1 then ${value}::varchar
      when ${value} = 0 then 'Børnehaveklasse'
      else ${value} || '. klasse'
    end`

/** A road's school; each road gets the next one once, on 1 August of some year. */
const school = (shown: string): string =>
  `((vej // 2 + case when make_date(2016 + vej % 12, 8, 1) <= ${shown} then 1 else 0 end) % 60)`

const districts: SlicedContract['among'] = (chosen) => `(
    select
      *,
      hus as nr,
      bygget as dag,
      unnest(
        list_filter(
          [
            {'slags': 1, 'start': 0, 'slut': case when vej % 9 = 4 then 6 else 9 end},
            {'slags': 2, 'start': case when vej % 9 = 4 then 7 end, 'slut': 9},
            {'slags': 9, 'start': case when vej % 5 < 2 then 10 end, 'slut': 10}
          ],
          lambda each: each.start is not null
        ),
        recursive := true
      )
    from verden.huse
    where i_lifa
      and ${chosen('hus')}
  )`

const lifa = sliced(
  LIFASkoledistrikt,
  districts(() => 'true'),
  districts,
  {
    order: 'nr, slags',
    values: (shown) => ({
      AdresseId:
        "case when slags = 9 and hus % 20 = 5 then uuid_of('anden adresse', 0, hus) else adresse_id end",
      DistriktsNr: `slags * 100 + ${school(shown)}`,
      DistriktsNavn: `case when slags = 9 then 'Ungdomsskole ' else 'Eksempelskole ' end || (slags * 100 + ${school(shown)})`,
      StartTrin: trin('start'),
      SlutTrin: trin('slut'),
      KommuneKode: 'kode',
      VejKode: "lpad(vej::varchar, 4, '0')",
      VejNavn: "'Prøvevej ' || vej",
      HusNr: 'husnummer::varchar || bogstav',
      PostNr: '1000 + kommune * 9',
    }),
  },
)

/** LIFA has one contract. */
export const LIFA_CONTRACTS: readonly SlicedContract[] = [lifa]
