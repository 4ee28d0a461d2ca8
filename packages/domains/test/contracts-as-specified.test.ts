import { type Contract, type Field, wideFamilies } from '@flis/core'
import { RefDreamBranche, RefDreamYdelse } from '@flis/dm'
import { describe, expect, it } from 'vitest'
import { dream } from '../src/dream/index.js'
import { fsiii } from '../src/fsiii/index.js'
import { ky } from '../src/ky/index.js'
import { oekonomi } from '../src/oekonomi/index.js'
import { personale } from '../src/personale/index.js'
import { reference } from '../src/reference/index.js'
import { skole } from '../src/skole/index.js'
import { vh } from '../src/vh/index.js'

// The contracts as specification 2.5 and FSIII's "Reading a Bundle" write them, typed by hand: keys in stars, `?` for what
// may be empty. Beside the specification's notation: `da` a Danish date or an instant, kept as sent; `b` a boolean;
// `code` a code of FSIII's code system; `s[]` a list of texts; `s{16}` exactly so many digits.
const SPECIFIED: Readonly<Record<string, string>> = {
  KYSag:
    '*SagId* s, KleNummer s, YdelsesmodtagerCpr cpr, BevillingsmodtagerCpr cpr?, SagsbehandlerId s?, OrganisationId s?, OprettetDato d',
  KYSagTilstand:
    '*SagId* s, *Sekvens* i, Tilstand e{Oprettet, Under Oplysning, Bevilget, Afslag, Henlagt, Afsluttet}, FraDato d',
  KYOpgave:
    '*OpgaveId* s, SagId s?, Opgavetype s?, BorgerCpr cpr?, SagsbehandlerId s?, OrganisationId s?, Tilstand e{Åben, Afbrudt, Gennemført}, OprettetDato d, AfsluttetDato d?',
  KYYdelse: '*YdelseId* s, SagId s, Ydelsesart s, Ydelsestype s, StartDato d, SlutDato d?',
  KYAfgoerelse: '*AfgoerelseId* s, *RaekkeNr* i, SagId s, Afgoerelsestype s, AfgoerelseTidspunkt ts',

  FSIIIKode: '*Kode* s, Tekst s, Foraelder s?, Skema e{legacy, uuid}, Version s',
  // KontaktIds is ours: FSIIIKontakt's tilstande are also those that name the contact.
  FSIIITilstand:
    '*Id* s, Personnummer cpr, AfsenderSor s, TilstandKode code, Omraade e{hjemmepleje, sygepleje}, RegistreretDato d, Svaerhedsgrad i{0, 1, 2, 3, 4, 9}?, Status s, ErAktiv b, ReportTidspunkt ts, KontaktIds s[]',
  FSIIIPlanlagtIndsats:
    '*Id* s, Personnummer cpr, AfsenderSor s, IndsatsKode code, LokalKode s?, LokalTekst s?, StartDato d, SlutDato d?, Status s, TilstandIds s[], ReportTidspunkt ts',
  FSIIILeveretIndsats:
    '*Id* s, Personnummer cpr, AfsenderSor s, IndsatsKode code, LeveretTidspunkt da, TilstandIds s[], Status s',
  // Status is ours: entered-in-error withdraws these rows too.
  FSIIIOpfoelgning:
    '*Id* s, Personnummer cpr, Resultat e{E1, E2, E3, E4}, Tidspunkt da, FokusIds s[], Status s',
  FSIIIBorgervurdering:
    '*Id* s, Personnummer cpr, Kode e{C, D}, Vaerdi e{C1, C2, C3, C4, D1, D2}, Tidspunkt da, FokusId s, Status s',
  FSIIIKontakt:
    '*Id* s, Personnummer cpr, Type e{opfølgning, udførelse}, Status s, StartTidspunkt da, TilstandIds s[], IndsatsIds s[]',

  // Its columns of weeks and months are below. Weeks and months are whole numbers, Variabel the name of what Vaerdi is.
  DreamBorger: '*Personnummer* cpr, Akasse s?, Match s?, Visitation s?, Modtagerstatus s?',
  DreamUge: '*Personnummer* cpr, *FraUge* i, TilUge i, Kode s{3}',
  DreamMaaned:
    '*Personnummer* cpr, *Variabel* e{branche, grad, virksomhedsform, bopkom, arbkom}, *FraMaaned* i, TilMaaned i, Vaerdi s',
  DreamPerson: '*Personnummer* cpr, Akasse s?, Match s?, Visitation s?, Modtagerstatus s?',

  OekonomiPostering:
    '*PosteringId* s, Regnskabsaar i, Bogfoeringsdato d, Kontostreng s{16}, Beloeb n(18,2), Tekst s?',
  PersonaleAnsaettelse:
    '*AnsaettelseId* s, Personnummer cpr, StillingsKode s, OverenskomstNummer s?, InstitutionsNummer s?, AnsaettelsesDato d, AnsaettelsesStopDato d?, BeskaeftigelsesDecimal n(5,4)',
  PersonaleFravaer: '*FravaerId* s, AnsaettelseId s, FravaersAarsag s, FraDato d, TilDato d, Timer n(7,2)',
  SkoleElev:
    '*ElevId* s, Personnummer cpr, InstitutionsNr s, Klassetrin s, KlasseType s?, StartDato d, SlutDato d?',
  VHYdelse:
    '*YdelseId* s, Personnummer cpr, KommuneKode kom, Paragraf s, TilbudId s?, StartDato d, SlutDato d?',
  VHMaalgruppe: '*YdelseId* s, *Maalgruppe* s',

  RefKommune: '*KommuneKode* s{4}, Navn s, RegionKode s, RegionNavn s, GyldigFra d, GyldigTil d?',
  RefLand: '*LandKode* s, Navn s, ErVestlig b, RegnesSomDanmark b',
  RefSorKommune: '*Sor* s, KommuneKode kom',
  RefDreamYdelse: '*Kode* s, Navn s, Ydelsesgruppe s',
  RefDreamBranche: '*Kode* s, Navn s',
  RefSammenligningsgruppe: '*Omraade* s, *Aar* i, *KommuneKode* kom, Gruppe s',
}

const typeOf = ({ kind }: Field): string => {
  switch (kind.type) {
    case 'text':
      return kind.digits !== undefined
        ? `s{${kind.digits}}`
        : kind.length === undefined
          ? 's'
          : `s(${kind.length})`
    case 'date':
      return kind.form === 'yyyy-mm-dd' ? 'd' : `d ${kind.form}`
    case 'timestamp':
      return 'ts'
    case 'moment':
      return 'da'
    case 'integer':
      return kind.codes === undefined ? 'i' : `i{${kind.codes.join(', ')}}`
    case 'decimal':
      return `n(${kind.precision},${kind.scale})${kind.comma ? ' comma' : ''}`
    case 'code':
      return `e{${kind.codes.join(', ')}}`
    case 'reference':
      return 'code'
    case 'cpr':
      return 'cpr'
    case 'kommune':
      return 'kom'
    case 'boolean':
      return 'b'
    case 'list':
      return 's[]'
  }
}

const notationOf = (name: string, field: Field): string =>
  `${field.key ? `*${name}*` : name} ${typeOf(field)}${field.required ? '' : '?'}`

const notation = (contract: Contract): string =>
  Object.entries(contract.fields)
    .map(([name, field]) => notationOf(name, field))
    .join(', ')

const AREAS = [ky, fsiii, dream, oekonomi, personale, skole, vh, reference]
const contracts = AREAS.flatMap((area) => area.contracts).filter((each) => each.name in SPECIFIED)

describe('the contracts', () => {
  it('are those of the specification', () => {
    expect(contracts.map((each) => each.name).sort()).toEqual(Object.keys(SPECIFIED).sort())
  })

  it.each(contracts.map((each) => [each.name, each] as const))('%s has the specified fields', (name, of) => {
    expect(notation(of)).toBe(SPECIFIED[name])
  })

  it.each(contracts.map((each) => [each.name, each] as const))(
    '%s says of every field what it is, and of whom its persons are',
    (_name, of) => {
      for (const [name, field] of Object.entries(of.fields)) expect(field.description, name).toBeTruthy()
      const personal = Object.values(of.fields).some((each) => each.data !== 'ingen')
      expect(of.persons.length > 0).toBe(personal)
    },
  )
})

describe('how the contracts are delivered', () => {
  it.each([
    ['KY', ['NC'], 'kommune', ['F']],
    ['FSIII', ['Trifork'], 'both', ['D']],
    ['FSIIIKoder', ['KOMBIT'], 'national', ['F']],
    ['DREAM', ['STAR'], 'national', ['F']],
    ['FLISOekonomi', 'any', 'kommune', ['F']],
    ['FLISPersonale', 'any', 'kommune', ['F']],
    ['FLISSkole', 'any', 'kommune', ['F']],
    ['FLISVoksneOgHandicappede', 'any', 'kommune', ['F']],
    ['REF', 'any', 'national', ['F']],
  ] as const)('by Kilde %s', (name, senders, scope, types) => {
    expect(AREAS.flatMap((each) => each.kilder).find((each) => each.name === name)).toMatchObject({
      senders,
      scope,
      types,
    })
  })

  it.each([
    ['KY', 'full', 'behold', 'kildesystem'],
    ['FSIIIKoder', 'full', 'slut', 'global'],
    ['DREAM', 'full', 'behold', 'global'],
    ['FLISOekonomi', 'full', 'slut', 'kildesystem'],
    ['FLISPersonale', 'full', 'slut', 'kildesystem'],
    ['FLISSkole', 'full', 'slut', 'kildesystem'],
    ['FLISVoksneOgHandicappede', 'full', 'slut', 'kildesystem'],
    ['REF', 'full', 'slut', 'global'],
  ] as const)('%s: %s, %s, ids unique by %s', (kilde, mode, absence, keyScope) => {
    const own = contracts.filter((each) => each.kilde === kilde)
    expect(own.length).toBeGreaterThan(0)
    for (const each of own) expect(each, each.name).toMatchObject({ mode, absence, keyScope })
  })

  it('DREAM with columns of weeks and months', () => {
    const grown = dream.contracts.map((each) => [
      each.name,
      wideFamilies(each)
        .map(({ prefix, form, field }) => notationOf(`${prefix}_${form}`, field))
        .join(', '),
    ])
    expect(Object.fromEntries(grown)).toEqual({
      DreamBorger:
        'y_YYWW s{3}?, branche_YYYY_MM s?, grad_YYYY_MM n(5,2)?, virksomhedsform_YYYY_MM s?, bopkom_YYYY_MM kom?, arbkom_YYYY_MM kom?',
      DreamUge: '',
      DreamMaaned: '',
      DreamPerson: '',
    })
  })

  it('each file of a REF zip may be left out, no file of the others', () => {
    for (const { name, kilde, reader } of contracts)
      if (reader.format === 'csv') expect(reader.optionalFile, name).toBe(kilde === 'REF')
  })
})

describe('the areas', () => {
  it('have the names of the specification', () => {
    expect(AREAS.map((each) => each.name)).toEqual([
      'KY',
      'FSIII',
      'DREAM',
      'Økonomi',
      'Personale',
      'Skole',
      'Voksne handicappede',
      'Reference',
    ])
  })

  it('the reference tables of DREAM are ready for it', () => {
    expect(reference.contracts).toContain(RefDreamYdelse)
    expect(reference.contracts).toContain(RefDreamBranche)
  })
})
