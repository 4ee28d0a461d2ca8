import { CODES, type FlisCode } from './codes.js'
import type { FlisError } from './flis-error.js'

export type Language = 'en' | 'da'

const WORDS: Record<FlisCode, { readonly en: string; readonly da: string }> = {
  L001: { en: 'the file name fits no known pattern', da: 'filnavnet passer ikke til noget kendt mønster' },
  L002: { en: 'the Kilde is not known', da: 'kilden er ukendt' },
  L003: { en: 'the kommune is not valid for this Kilde', da: 'kommunen er ikke gyldig for denne kilde' },
  L004: { en: 'the periode is impossible or too far ahead', da: 'perioden er umulig eller for langt fremme' },
  L005: {
    en: 'a delivery with this identity has already come with other bytes',
    da: 'en leverance med samme identitet er allerede modtaget med andet indhold',
  },
  L010: { en: 'the size differs from SizeInBytes', da: 'størrelsen afviger fra SizeInBytes' },
  L011: { en: 'we are not among the Recipients', da: 'vi er ikke blandt Recipients' },
  L012: { en: 'the Sender may not deliver this Kilde', da: 'afsenderen må ikke levere denne kilde' },
  L013: { en: 'file name and metadata disagree', da: 'filnavn og metadata er uenige' },
  L020: { en: 'the metadata file cannot be read', da: 'metadatafilen kan ikke læses' },
  L030: { en: 'the zip file is damaged', da: 'zipfilen er beskadiget' },
  L031: { en: 'the zip file is encrypted', da: 'zipfilen er krypteret' },
  L032: { en: 'a name in the zip file is not allowed', da: 'et navn i zipfilen er ikke tilladt' },
  L033: { en: 'the zip file unpacks to too much', da: 'zipfilen fylder for meget udpakket' },
  L040: { en: 'a required file is missing', da: 'en påkrævet fil mangler' },
  L041: { en: 'the header is not as the contract says', da: 'kolonnenavnene er ikke som kontrakten siger' },
  L042: { en: 'bytes are not valid in the encoding', da: 'bytes er ikke gyldige i tegnsættet' },
  L043: { en: 'the data file is not well-formed', da: 'datafilen er ikke velformet' },
  L044: {
    en: 'the records are not those that the arrival event announces',
    da: 'posterne er ikke dem, som ankomsthændelsen melder',
  },
  L050: { en: 'an earlier delivery of the chain is missing', da: 'en tidligere leverance i kæden mangler' },
  L051: { en: 'the reference data have not come yet', da: 'referencedata er endnu ikke modtaget' },
  L060: {
    en: 'the full delivery would end more than 10 % (and more than 20) of its rows',
    da: 'den fulde leverance ville afslutte mere end 10 % (og mere end 20) af sine rækker',
  },
  L061: {
    en: 'more than 5 % (and more than 20) of a contract’s rows fail',
    da: 'mere end 5 % (og mere end 20) af en kontrakts rækker fejler',
  },
  L070: {
    en: 'it is older than the history that retention has sealed',
    da: 'den er ældre end den historik, som opbevaringsfristen har forseglet',
  },
  R001: {
    en: 'a quote is not closed on its line, the line is no JSON object, or the record cannot be decoded',
    da: 'et citationstegn er ikke lukket på sin linje, linjen er ikke et JSON-objekt, eller posten kan ikke afkodes',
  },
  R002: {
    en: 'the line has too many or too few fields, or names no contract; the schema of the record does not fit it',
    da: 'linjen har for mange eller for få felter, eller nævner ingen kontrakt; postens skema passer ikke til den',
  },
  R003: { en: 'the line is too long', da: 'linjen er for lang' },
  R101: { en: 'a required field is empty', da: 'et påkrævet felt er tomt' },
  R102: { en: 'a value is not of its type', da: 'en værdi har forkert type' },
  R103: { en: 'a code is outside its list', da: 'en kode findes ikke i sin liste' },
  R104: { en: 'a value is outside its range', da: 'en værdi er uden for sit interval' },
  R105: {
    en: 'a CPR number or kommune code is not valid',
    da: 'et CPR-nummer eller en kommunekode er ugyldig',
  },
  R110: { en: 'the same key has different content', da: 'samme nøgle har forskelligt indhold' },
  R120: { en: 'the end is before the start', da: 'slut ligger før start' },
  R201: { en: 'the Bundle is not JSON', da: 'bundlen er ikke JSON' },
  R202: { en: 'the object is not a Bundle', da: 'objektet er ikke en Bundle' },
  R203: { en: 'the Bundle has no Patient with a CPR number', da: 'bundlen har ingen Patient med CPR-nummer' },
  R204: { en: 'the FSIII code is not known', da: 'FSIII-koden er ukendt' },
  R310: { en: 'the Aula status is not known', da: 'Aulas status er ukendt' },
  C001: { en: 'the configuration is not valid', da: 'konfigurationen er ikke gyldig' },
  C002: { en: 'the folder is not a warehouse', da: 'mappen er ikke et lager' },
  C003: { en: 'the folder is not empty', da: 'mappen er ikke tom' },
  C004: { en: 'the secret key of the warehouse is missing', da: 'lagerets hemmelige nøgle mangler' },
  C005: {
    en: 'another version of flis made this warehouse',
    da: 'lageret er lavet af en anden version af flis',
  },
  C006: {
    en: 'the key is not the one that this warehouse was made with',
    da: 'nøglen er ikke den, som lageret er lavet med',
  },
  C007: {
    en: 'tables of DSA_HIST have another form than the contracts say',
    da: 'tabeller i DSA_HIST har en anden form, end kontrakterne siger',
  },
  C010: {
    en: 'the server shows another host key than the settings name',
    da: 'serveren viser en anden værtsnøgle end den, indstillingerne nævner',
  },
  C011: { en: 'the server refuses user or key', da: 'serveren afviser bruger eller nøgle' },
  C012: { en: 'the private key cannot be used', da: 'den private nøgle kan ikke bruges' },
  C013: {
    en: 'a folder on the server is missing or may not be used',
    da: 'en mappe på serveren mangler eller må ikke bruges',
  },
  U001: { en: 'the command is not used correctly', da: 'kommandoen er brugt forkert' },
  U002: { en: 'there is no such table', da: 'tabellen findes ikke' },
  U003: { en: 'there is no such column', da: 'kolonnen findes ikke' },
  U004: { en: 'not found', da: 'ikke fundet' },
  U005: { en: 'nothing has been published yet', da: 'der er endnu ikke udgivet noget' },
  M001: { en: 'a model’s columns are not as declared', da: 'en models kolonner er ikke som erklæret' },
  M002: { en: 'a blocking check failed', da: 'en blokerende kontrol fejlede' },
  M003: { en: 'a column has no personal-data category', da: 'en kolonne har ingen persondatakategori' },
  M004: { en: 'a definition is not valid', da: 'en definition er ikke gyldig' },
  M005: { en: 'the area has no such rule', da: 'dataområdet har ingen sådan regel' },
  D001: {
    en: 'this cannot be decided of the delivery as it stands',
    da: 'det kan ikke besluttes om leverancen, som den står',
  },
  P001: { en: 'a package is not as its manifest says', da: 'en datapakke er ikke som sit manifest' },
  P010: {
    en: 'another file stands under the package’s name at the target',
    da: 'en anden fil står under datapakkens navn hos modtageren',
  },
  P011: { en: 'the trigger of a package is not valid', da: 'triggerfilen til en datapakke er ikke gyldig' },
  P012: { en: 'a receipt cannot be read', da: 'en kvittering kan ikke læses' },
  P013: {
    en: 'the package cannot be sent as it stands',
    da: 'datapakken kan ikke sendes, som den står',
  },
  P014: { en: 'the receiver has refused a package', da: 'modtageren har afvist en datapakke' },
  S001: { en: 'another process is using the warehouse', da: 'en anden proces bruger lageret' },
  S002: { en: 'the disk is full', da: 'disken er fuld' },
  S003: { en: 'a file is damaged or missing', da: 'en fil er beskadiget eller mangler' },
  S004: { en: 'the run was stopped', da: 'kørslen blev stoppet' },
  S005: {
    en: 'the month is older than the newest published month',
    da: 'måneden er ældre end den senest udgivne måned',
  },
  S006: {
    en: 'the disk has too little room for this',
    da: 'disken har for lidt plads til dette',
  },
  S007: {
    en: 'its Rådata have been deleted by retention',
    da: 'dens Rådata er slettet efter opbevaringsfristen',
  },
  S008: {
    en: 'something that has landed is not in history yet',
    da: 'noget modtaget er endnu ikke i historikken',
  },
  S009: {
    en: 'the memory that settings allow is not enough',
    da: 'den hukommelse, som indstillingerne tillader, er ikke nok',
  },
  S010: {
    en: 'the version that readers had then is no longer kept',
    da: 'den version, som læserne havde dengang, opbevares ikke længere',
  },
  S011: {
    en: 'the backup is damaged or incomplete',
    da: 'sikkerhedskopien er beskadiget eller ufuldstændig',
  },
  S020: {
    en: 'the server was not reached, or the connection was lost',
    da: 'serveren kunne ikke nås, eller forbindelsen blev afbrudt',
  },
  S999: { en: 'something unexpected happened', da: 'der skete noget uventet' },
}

/** The sentence of a code without the facts of a case. */
export const codeWords = (code: FlisCode, language: Language = 'en'): string => WORDS[code][language]

/** The names of facts where Danish has another word. */
const FACTS_DA: Readonly<Record<string, string>> = {
  file: 'fil',
  line: 'linje',
  column: 'kolonne',
  columns: 'kolonner',
  delivery: 'leverance',
  contract: 'kontrakt',
  table: 'tabel',
  expected: 'forventet',
  found: 'fundet',
  holder: 'holdes af',
  needed: 'nødvendigt',
  free: 'ledigt',
  detail: 'detalje',
}

/** What to do next where it is no command. */
const NEXT_DA: Readonly<Record<string, string>> = {
  'ask the sender for a corrected delivery with the next løbenr':
    'bed afsenderen om en rettet leverance med næste løbenr',
  'ask the sender for a full delivery of a later periode':
    'bed afsenderen om en fuld leverance for en senere periode',
  'correct flis.config.json': 'ret flis.config.json',
  'correct the name of the rule': 'ret reglens navn',
  'choose a new or empty folder': 'vælg en ny eller tom mappe',
  'restore the file key, or set FLIS_KEY': 'gendan filen key, eller sæt FLIS_KEY',
  'open it with the version of flis that made it': 'åbn det med den version af flis, der lavede det',
  'wait for the running command, then try again': 'vent på den kørende kommando, og prøv igen',
  'raise limits.memory in flis.config.json, then run the same command again':
    'forhøj limits.memory i flis.config.json, og kør så samme kommando igen',
  'make room on the disk, then run the same command again':
    'skaf plads på disken, og kør den samme kommando igen',
  'restore from another backup': 'gendan fra en anden sikkerhedskopi',
  'ask who runs the server for its host key before you change hostKey':
    'spørg den, der driver serveren, om dens værtsnøgle, før du ændrer hostKey',
  'give a private key without passphrase, then flis sources check':
    'angiv en privat nøgle uden adgangssætning, og kør så flis sources check',
  'see what lies at the target, then flis packages resend <id>':
    'se, hvad der ligger hos modtageren, og kør så flis packages resend <id>',
  'correct sender and recipients in flis.config.json': 'ret sender og recipients i flis.config.json',
  'ask who runs the server, then flis packages send':
    'spørg den, der driver serveren, og kør så flis packages send',
  'run the same command again': 'kør den samme kommando igen',
}

/**
 * One line for a person: what happened, where, the state left behind, what to do next.
 *
 * @example errorWords(flisError('L002', { file: 'XX_0751_2022-10_001_F.zip' }))
 * // FLIS-L002 the Kilde is not known (file XX_0751_2022-10_001_F.zip) → flis areas
 */
export const errorWords = (error: FlisError, language: Language = 'en'): string => {
  const danish = language === 'da'
  const { left, ...facts } = error.facts
  const told = Object.entries(facts).map(([name, value]) => {
    const word = danish ? (FACTS_DA[name] ?? name) : name
    return `${word} ${Array.isArray(value) ? value.join(', ') : String(value)}`
  })
  const where = told.length === 0 ? '' : ` (${told.join(', ')})`
  const state = left === undefined ? '' : `; ${left}`
  const next = danish ? (NEXT_DA[error.next] ?? error.next) : error.next
  return `FLIS-${error.code} ${WORDS[error.code][language]}${where}${state} → ${next}`
}

/** The code's short name, for machines that read logs. */
export const codeName = (code: FlisCode): string => CODES[code].name
