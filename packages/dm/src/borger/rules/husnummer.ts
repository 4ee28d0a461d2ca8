import { raw, type Sql } from '@flis/core'

/**
 * Husnummer: three digits and, where there is one, a capital letter (`012A`, `012`), however the source writes it. What
 * is not a number of up to three digits with at most one letter stays as it is written, in capitals.
 *
 * Source: specification Borger, DimGeografi; the form of what does not fit is an own choice.
 *
 * @example husnummer('adresse.HusNr')
 */
export const husnummer = (husNr: string): Sql =>
  raw(`(
      case
        when regexp_full_match(trim(${husNr}), '0*[0-9]{1,3} ?[A-Za-zÆØÅæøå]?')
        then lpad(right(regexp_extract(trim(${husNr}), '^[0-9]+'), 3), 3, '0') || upper(regexp_extract(trim(${husNr}), '[^0-9 ]$'))
        else upper(trim(${husNr}))
      end)`)

/**
 * Vejnummer: a road's code in its kommune as four digits; one that is no number of up to four digits stays as written.
 * Source: as {@link husnummer}; that CPR and LIFA may differ in leading zeros is an own assumption.
 */
export const vejnummer = (vejKode: string): Sql =>
  raw(`(
      case
        when regexp_full_match(trim(${vejKode}), '[0-9]{1,4}') then lpad(trim(${vejKode}), 4, '0')
        else trim(${vejKode})
      end)`)

/** As written → normalised. */
export const husnummerExamples = [
  { husNr: '12A', husnummer: '012A' },
  { husNr: '12a', husnummer: '012A' },
  { husNr: '12 A', husnummer: '012A' },
  { husNr: '012A', husnummer: '012A' },
  { husNr: ' 12A ', husnummer: '012A' },
  { husNr: '0012A', husnummer: '012A' },
  { husNr: '7', husnummer: '007' },
  { husNr: '007', husnummer: '007' },
  { husNr: '123', husnummer: '123' },
  { husNr: '123Å', husnummer: '123Å' },
  { husNr: '1å', husnummer: '001Å' },
  { husNr: '0', husnummer: '000' },
  { husNr: '1234', husnummer: '1234' },
  { husNr: '12-14', husnummer: '12-14' },
  { husNr: '12ab', husnummer: '12AB' },
] as const

/** As written → normalised. */
export const vejnummerExamples = [
  { vejKode: '0012', vejnummer: '0012' },
  { vejKode: '12', vejnummer: '0012' },
  { vejKode: '9901', vejnummer: '9901' },
  { vejKode: '10012', vejnummer: '10012' },
] as const
