import { raw, type Sql, sql } from '@flis/core'
import { LIFASkoledistrikt } from '../contracts/lifa-skoledistrikt.js'
import { husnummer, vejnummer } from './husnummer.js'
import { klassetrin } from './klassetrin.js'

const start = raw(klassetrin('"StartTrin"'))
const slut = raw(klassetrin('"SlutTrin"'))

/**
 * Skoledistrikt: of the districts that LIFA has for an address, over all its AdresseId, the one that covers most
 * klassetrin (SlutTrin − StartTrin + 1); of equal ones the lowest StartTrin, then the lowest DistriktsNr as text. Rows
 * that LIFA no longer delivers are not chosen.
 *
 * Gives one row for each address: KommuneNummer, Vejnummer, Husnummer, and of the row chosen Vejnavn, Postnummer,
 * SkoleDistriktsNummer, SkoleDistriktsNavn, Klassetrin.
 *
 * Source: release note 7.0, 2.3.2 (the first rule); specification Borger, DimGeografi (the ties, an own choice).
 *
 * @example sql`select SkoleDistriktsNummer from ${skoledistrikt()} as adresse`
 */
export const skoledistrikt = (): Sql => sql`(
    with districts as (
      select
        KommuneKode as KommuneNummer,
        ${vejnummer('VejKode')} as Vejnummer,
        ${husnummer('HusNr')} as Husnummer,
        AdresseId,
        VejNavn as Vejnavn,
        PostNr as Postnummer,
        DistriktsNr as SkoleDistriktsNummer,
        DistriktsNavn as SkoleDistriktsNavn,
        ${start} as starter,
        ${slut} - ${start} + 1 as Klassetrin,
        _fra,
        _kildesystem
      from ${LIFASkoledistrikt} as distrikt
      where _sidst is null
    )
    select
      KommuneNummer,
      Vejnummer,
      Husnummer,
      Vejnavn,
      Postnummer,
      SkoleDistriktsNummer,
      SkoleDistriktsNavn,
      Klassetrin
    from districts
    qualify row_number() over (
      partition by KommuneNummer, Vejnummer, Husnummer
      order by Klassetrin desc, starter, SkoleDistriktsNummer, AdresseId, _fra desc, _kildesystem
    ) = 1
  )`

/** Districts of an address (number, start, end) → the one chosen, and its klassetrin. */
export const skoledistriktExamples = [
  {
    distrikter: [
      ['101', '0', '9'],
      ['102', '10', '10'],
      ['103', '7', '9'],
    ],
    valgt: '101',
    klassetrin: 10,
  },
  {
    distrikter: [
      ['201', '0', '6'],
      ['202', '7', '10'],
    ],
    valgt: '201',
    klassetrin: 7,
  },
  {
    distrikter: [
      ['301', '5', '9'],
      ['302', '0', '4'],
    ],
    valgt: '302',
    klassetrin: 5,
  },
  {
    distrikter: [
      ['402', '0', '9'],
      ['401', '0', '9'],
    ],
    valgt: '401',
    klassetrin: 10,
  },
  {
    distrikter: [
      ['501', 'Børnehaveklasse', '6. klasse'],
      ['502', '7. klasse', '9. klasse'],
    ],
    valgt: '501',
    klassetrin: 7,
  },
  { distrikter: [['601', '10', '10']], valgt: '601', klassetrin: 1 },
  {
    distrikter: [
      ['70', '0', '9'],
      ['700', '0', '9'],
      ['7', '0', '9'],
    ],
    valgt: '7',
    klassetrin: 10,
  },
] as const
