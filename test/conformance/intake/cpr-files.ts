import { zipOf } from './zip-bytes.js'

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('')

/** A delivery of CPR: persons, addresses, connections to kommuner. */
export const cprZip = (
  persons: readonly string[],
  addresses: readonly string[],
  connections: readonly string[],
): Buffer =>
  zipOf({
    'BorgerPerson.csv': `Personnummer;Navn;Foedselsdato;Koen;Status;StatusDato;FoedelandKode;StatsborgerskabKode;MorPersonnummer;FarPersonnummer;AegtefaellePersonnummer;Civilstand;GaeldendePersonnummer;BeskyttelseFra;BeskyttelseTil\n${lines(persons)}`,
    'BorgerAdresse.csv': `Personnummer;FraDato;TilDato;KommuneKode;VejKode;HusNr;Etage;SideDoer;AdresseId\n${lines(addresses)}`,
    'BorgerTilknytning.csv': `Personnummer;KommuneKode;Rolle;FraDato;TilDato\n${lines(connections)}`,
  })
