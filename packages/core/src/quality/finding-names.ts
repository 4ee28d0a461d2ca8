/** The points of the chain at which management data lose quality. Source: specification 3.2. */
export type QualityPoint = 'K01' | 'K02' | 'K03' | 'K04' | 'K05' | 'K06' | 'K07' | 'K08' | 'K09'

/** `fejl`: somebody must act, a run ends with exit code 3. `opmærksomhed`: somebody should know. */
export type Severity = 'fejl' | 'opmærksomhed'

/** What a name in `ops.quality` means. */
export interface FindingMeaning {
  /** The worst that it is written with. */
  readonly severity: Severity
  readonly point: QualityPoint
  readonly words: { readonly en: string; readonly da: string }
}

const warned = (point: QualityPoint, da: string, en: string): FindingMeaning => ({
  severity: 'opmærksomhed',
  point,
  words: { en, da },
})

const failed = (point: QualityPoint, da: string, en: string): FindingMeaning => ({
  ...warned(point, da, en),
  severity: 'fejl',
})

/**
 * Every name that flis itself writes to `ops.quality`: severity, point of the chain, words. An area of one's own adds
 * names through `finding()`; nothing else may stand there.
 */
export const FINDINGS = {
  // The quality tests.
  'K01 dækning': warned(
    'K01',
    'kildesystemet udfylder en valgfri kolonne klart sjældnere end alle kildesystemer tilsammen',
    'the source system fills an optional column clearly less often than all source systems together',
  ),
  'K02 kontraktbrud': warned('K02', 'rækker, der brød kontrakten', 'rows that broke the contract'),
  'K03 komplethed': warned(
    'K03',
    'en kolonne er klart mindre udfyldt, end den plejer eller end hos de andre kommuner',
    'a column is clearly less filled than it used to be or than in the other kommuner',
  ),
  'K04 sen registrering': warned(
    'K04',
    'hændelser, der først kom med mere end to måneder efter, at de skete',
    'events that first came more than two months after they happened',
  ),
  'K04 genberegnede måneder': warned(
    'K04',
    'måneder mere end et år tilbage, hvis udgivne rækker er beregnet på ny',
    'months more than a year back whose published rows were computed anew',
  ),
  'K05 kodebrug': warned(
    'K05',
    'koderne bruges klart anderledes end hos de andre kommuner eller end før',
    'codes are used clearly otherwise than in the other kommuner or than before',
  ),
  'K06 forscanning': warned('K06', 'linjer, der ikke kunne læses', 'lines that could not be read'),
  'K06 kontroltotal': failed(
    'K06',
    'filernes rækker giver ikke leverancens',
    'the rows of the files are not those of the delivery',
  ),
  'K06 udsving': warned(
    'K06',
    'rækker eller beløb afviger mere end tilladt fra forrige periode',
    'rows or amounts differ more than allowed from the previous periode',
  ),
  'K07 manglende leverance': failed(
    'K07',
    'en ventet leverance er ikke kommet; fejl, når fristen er passeret',
    'an expected delivery has not come; fejl once its deadline has passed',
  ),
  leverandørskifte: failed(
    'K07',
    'kildesystemet er ophørt uden efterfølgerens første fulde leverance; rækkerne står åbne',
    'the source system has ended without its successor’s first full delivery; its rows stand open',
  ),
  'K08 balance': failed(
    'K08',
    'rækker eller summer stemmer ikke fra fil til Rådata til DSA_HIST til DM',
    'rows or sums do not balance from file to Rådata to DSA_HIST to DM',
  ),
  'K09 modtagerens indlæsning': failed(
    'K09',
    'modtagerens tabel har ikke de rækker eller summer, som pakkens manifest siger; fundet af packages verify --loaded',
    'the receiver’s table has not the rows or sums that the manifest says; found by packages verify --loaded',
  ),
  // What landing and loading notice.
  'ukendt fil': warned('K02', 'en fil, som ingen kontrakt kender', 'a file that no contract knows'),
  'ukendt kolonne': warned(
    'K02',
    'en kolonne, som kontrakten ikke kender',
    'a column that the contract does not know',
  ),
  'manglende valgfri kolonne': warned(
    'K02',
    'en valgfri kolonne, som filen ikke har',
    'an optional column that the file leaves out',
  ),
  'tidligere version gælder': warned(
    'K06',
    'en række i karantæne, hvis forrige version fortsat gælder',
    'a row in quarantine whose last good version stays current',
  ),
  'række uden person': warned(
    'K06',
    'en række, hvis person ikke er blandt leverancens gyldige; den er ikke lagt ind, personens data er urørte',
    'a row whose person is not among the valid ones of its delivery; it is not applied, the person’s data are untouched',
  ),
  // KY.
  'tilstand før oprettelse': warned(
    'K05',
    'en tilstand, der begynder før sagens OprettetDato; den tæller fra OprettetDato',
    'a state that begins before its case was created; it counts from that day',
  ),
  'ukendt sag': warned(
    'K06',
    'en række, hvis sag ikke er leveret',
    'a row whose case has not been delivered',
  ),
  'ukendt KLE-nummer': warned(
    'K05',
    'en sag, hvis KleNummer ikke findes i KLE',
    'a case whose KleNummer is not in KLE',
  ),
  'opgave lukket uden dato': warned(
    'K03',
    'en opgave, der er lukket uden AfsluttetDato; den slutter i den leverance, der først sagde det',
    'a task closed without AfsluttetDato; it ends with the delivery that first said so',
  ),
  'åben opgave med dato': warned(
    'K05',
    'en opgave, der er Åben og dog har en AfsluttetDato; den tæller som åben',
    'a task that is Åben and has an AfsluttetDato all the same; it counts as open',
  ),
  'lukket uden afgørelse': warned(
    'K03',
    'en sag, der er Afsluttet uden Bevilget, Afslag eller Henlagt',
    'a case closed without Bevilget, Afslag or Henlagt',
  ),
  forsvundet: warned(
    'K06',
    'en åben række, som kildesystemet ikke længere leverer',
    'an open row that its source system no longer delivers',
  ),
  // FSIII.
  'planlagt slut passeret': warned(
    'K04',
    'en aktiv planlagt indsats, hvis planlagte slut er passeret; den løber videre',
    'an active planned indsats whose planned end has passed; it goes on',
  ),
  'data før 2022': warned(
    'K02',
    'en indsats med en dato før 2022, hvor FSIII begynder',
    'an indsats dated before 2022, when FSIII begins',
  ),
  'sværhedsgrad mangler eller er uventet': warned(
    'K03',
    'en tilstand i hjemmepleje uden sværhedsgrad, eller i sygepleje med',
    'a tilstand in home care without its severity, or in nursing with one',
  ),
  'ukendt reference': warned(
    'K06',
    'en henvisning til en tilstand, indsats eller kontakt, der ikke er leveret',
    'a reference to a tilstand, indsats or kontakt that has not been delivered',
  ),
  'ukendt fødselsdato': warned(
    'K06',
    'en tilstand eller indsats, hvis borger ikke har en fødselsdato i CPR; alderen er ukendt',
    'a tilstand or indsats whose citizen has no date of birth in CPR; the age is unknown',
  ),
  'ukendt kommune': warned(
    'K06',
    'en tilstand eller indsats i en landsdækkende leverance, hvis afsender ikke står i RefSorKommune',
    'a tilstand or indsats of a national delivery whose sender does not stand in RefSorKommune',
  ),
  // Borger.
  'personnummer i sløjfe': warned(
    'K06',
    'ændrede personnumre, hvis kæde går i ring; de regnes for én borgers',
    'changed numbers whose chain goes in a circle; they count as one citizen’s',
  ),
  'ukendt gældende personnummer': warned(
    'K06',
    'et ændret personnummer, hvis gældende nummer ikke er leveret; det sidste kendte gælder',
    'a changed number that leads to one that has not been delivered; the last known one counts',
  ),
  'ukendt forælder': warned(
    'K06',
    'en borger, hvis mor eller far ikke er leveret',
    'a citizen whose mother or father has not been delivered',
  ),
  'overlappende bopæl': warned(
    'K05',
    'en bopæl, der ikke er ophørt, da en senere begyndte; den senere tæller',
    'a residence that had not ended when a later one began; the later one counts',
  ),
  // Dagtilbud.
  'indskrivning uden timer': warned(
    'K03',
    'en indskrivning, hvis timer er 0 eller ikke oplyst; Fuldtidsbørn er tom',
    'an enrolment whose hours are 0 or not told; Fuldtidsbørn is empty',
  ),
  'overlappende indskrivninger': warned(
    'K05',
    'en indskrivning, der deler en dag med en anden af samme barn i kommunen; begge tæller',
    'an enrolment that shares a day with another of the same child in the kommune; both count',
  ),
  'ukendt institution': warned(
    'K06',
    'en indskrivning, hvis institution ikke er leveret',
    'an enrolment whose institution has not been delivered',
  ),
  'manglende checkud': warned(
    'K03',
    'en tilstedeværelse i Aula uden checkud; forløbet har ingen slutning',
    'a presence in Aula without checking out; its stretch has no end',
  ),
  'checkud uden ankomst': warned(
    'K05',
    'et checkud i Aula, hvor intet forløb er i gang; det giver ingen række',
    'checking out in Aula when nothing runs; it makes no row',
  ),
} as const satisfies Readonly<Record<string, FindingMeaning>>

/** A name that flis itself writes to `ops.quality`. */
export type FindingName = keyof typeof FINDINGS

const isListed = (name: string): name is FindingName => Object.hasOwn(FINDINGS, name)

/**
 * What a name of the list means; undefined for a name of an area of one's own.
 *
 * @example findingMeaning('leverandørskifte')?.point // 'K07'
 */
export const findingMeaning = (name: string): FindingMeaning | undefined =>
  isListed(name) ? FINDINGS[name] : undefined
