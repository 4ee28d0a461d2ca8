import type { Contract, FhirReport } from '@flis/core'
import { describe, expect, it } from 'vitest'
import {
  FSIII_SYSTEM,
  FSIIIBorgervurdering,
  FSIIIKontakt,
  FSIIIOpfoelgning,
  FSIIITilstand,
} from '../../src/fsiii/index.js'
import {
  borgervurderingKode,
  borgervurderingKodeExamples,
} from '../../src/fsiii/rules/borgervurdering-kode.js'
import { kontakttype, kontakttypeExamples } from '../../src/fsiii/rules/kontakttype.js'
import {
  opfoelgningResultat,
  opfoelgningResultatExamples,
} from '../../src/fsiii/rules/opfoelgning-resultat.js'
import { svaerhedsgrad, svaerhedsgradExamples } from '../../src/fsiii/rules/svaerhedsgrad.js'

type Json = Readonly<Record<string, unknown>>

const REPORT: FhirReport = {
  personnummer: '0101410001',
  afsenderSor: '123456789012345',
  tidspunkt: '2022-06-10T11:14:09Z',
}

const read = (contract: Contract, resource: Json) =>
  contract.reader.format === 'fhir' ? contract.reader.row(resource, REPORT) : null

const coding = (code: string, system = FSIII_SYSTEM) => ({ system, code, display: null })
const coded = (code: string, system = FSIII_SYSTEM): Json => ({ coding: [{ system, code }] })

describe('A Condition', () => {
  const resource: Json = {
    resourceType: 'Condition',
    id: 't1',
    clinicalStatus: coded('active', 'http://terminology.hl7.org/CodeSystem/condition-clinical'),
    category: [
      coded('other', 'urn:x'),
      coded('problem-list-item', 'http://terminology.hl7.org/CodeSystem/condition-category'),
    ],
    severity: coded('B4'),
    code: coded('J1.3'),
    recordedDate: '2022-01-31T23:30:00Z',
    extension: [
      {
        url: 'http://fhir.kl.dk/gateway/StructureDefinition/other',
        valueReference: { reference: 'Encounter/k9' },
      },
      {
        url: 'http://fhir.kl.dk/gateway/StructureDefinition/klgateway-care-follow-up-encounter-extension',
        valueReference: { reference: 'Encounter/k1' },
      },
    ],
  }

  it('becomes a tilstand; its område is not sent', () => {
    expect(read(FSIIITilstand, resource)).toEqual({
      Id: 't1',
      Personnummer: '0101410001',
      AfsenderSor: '123456789012345',
      TilstandKode: 'J1.3',
      RegistreretDato: '2022-02-01',
      Svaerhedsgrad: '3',
      Status: 'active',
      ErAktiv: '1',
      ReportTidspunkt: '2022-06-10T11:14:09Z',
      KontaktIds: '["k1"]',
    })
  })

  it.each([
    ['active without the problem list', { category: [] }, 'active', '0'],
    ['inactive on the problem list', { clinicalStatus: coded('inactive') }, 'inactive', '0'],
    ['without a status', { clinicalStatus: undefined }, null, '0'],
    [
      'entered in error',
      { clinicalStatus: undefined, verificationStatus: coded('entered-in-error', 'urn:x') },
      'entered-in-error',
      '0',
    ],
    [
      'entered in error and said to be active',
      { verificationStatus: coded('entered-in-error', 'urn:x') },
      'entered-in-error',
      '0',
    ],
    ['confirmed', { verificationStatus: coded('confirmed', 'urn:x') }, 'active', '1'],
  ])('%s', (_what, change, Status, ErAktiv) => {
    expect(read(FSIIITilstand, { ...resource, ...change })).toMatchObject({ Status, ErAktiv })
  })

  it('without severity has none, and with none of the FSIII system neither', () => {
    expect(read(FSIIITilstand, { ...resource, severity: undefined })?.Svaerhedsgrad).toBeNull()
    expect(read(FSIIITilstand, { ...resource, severity: coded('B4', 'urn:x') })?.Svaerhedsgrad).toBeNull()
  })
})

describe('An Observation', () => {
  const followUp: Json = {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    code: coded('712744002', 'http://snomed.info/sct'),
    focus: [
      { reference: 'Condition/t1' },
      { reference: 'CarePlan/p1' },
      { reference: 'Goal/g1' },
      { reference: 'Condition/t1' },
    ],
    effectiveDateTime: '2022-06-10T13:00:00Z',
    valueCodeableConcept: coded('59753987-c38d-41c5-b201-0eeff3032fef'),
  }
  const ownView: Json = {
    ...followUp,
    id: 'o2',
    code: coded('687159ad-a61c-47c0-a878-53aa54bae2d5'),
    valueCodeableConcept: coded('D1'),
  }

  it('of the follow-up code becomes an opfølgning', () => {
    expect(read(FSIIIOpfoelgning, followUp)).toEqual({
      Id: 'o1',
      Personnummer: '0101410001',
      Resultat: 'E3',
      Tidspunkt: '2022-06-10T13:00:00Z',
      FokusIds: '["t1","p1"]',
      Status: 'final',
    })
    expect(read(FSIIIBorgervurdering, followUp)).toBeNull()
  })

  it('that asks the citizen becomes a borgervurdering', () => {
    expect(read(FSIIIBorgervurdering, ownView)).toEqual({
      Id: 'o2',
      Personnummer: '0101410001',
      Kode: 'D',
      Vaerdi: 'D1',
      Tidspunkt: '2022-06-10T13:00:00Z',
      FokusId: 't1',
      Status: 'final',
    })
    expect(read(FSIIIOpfoelgning, ownView)).toBeNull()
  })

  it.each([
    ['an answer to no question', { code: undefined }, true],
    ['an answer to an unknown question', { code: coded('X') }, true],
    ['an unknown answer', { valueCodeableConcept: coded('D9') }, true],
    ['an answer of another system', { valueCodeableConcept: coded('D1', 'urn:x') }, false],
    ['no answer', { valueCodeableConcept: undefined, valueString: 'D1' }, false],
    ['an area of no interest', { code: coded('I7'), valueCodeableConcept: coded('B6') }, false],
  ])('with %s is a borgervurdering: %o', (_what, change, taken) => {
    expect(read(FSIIIBorgervurdering, { ...ownView, ...change }) !== null).toBe(taken)
  })
})

describe('An Encounter', () => {
  const resource: Json = {
    resourceType: 'Encounter',
    id: 'k1',
    status: 'finished',
    type: [
      coded('784275f1-6822-4a88-b361-d958007d5253', 'http://fhir.kl.dk/term/CodeSystem/CareSocialCodes'),
    ],
    period: { start: '2022-06-10T08:05:00Z', end: '2022-06-10T08:25:00Z' },
    reasonReference: [{ reference: 'Condition/t1' }, { reference: 'CarePlan/p2' }],
    extension: [
      {
        url: 'http://fhir.kl.dk/gateway/StructureDefinition/BasedOnInterventionExtension',
        valueReference: { reference: 'CarePlan/p1' },
      },
      {
        url: 'http://fhir.kl.dk/gateway/StructureDefinition/BasedOnInterventionExtension',
        valueReference: { reference: 'CarePlan/p2' },
      },
    ],
  }

  it('becomes a kontakt, with the tilstande and indsatser that it names', () => {
    expect(read(FSIIIKontakt, resource)).toEqual({
      Id: 'k1',
      Personnummer: '0101410001',
      Type: 'udførelse',
      Status: 'finished',
      StartTidspunkt: '2022-06-10T08:05:00Z',
      TilstandIds: '["t1"]',
      IndsatsIds: '["p1","p2"]',
    })
  })

  it('may name nothing', () => {
    expect(
      read(FSIIIKontakt, { ...resource, reasonReference: undefined, extension: undefined }),
    ).toMatchObject({ TilstandIds: '[]', IndsatsIds: '[]' })
  })
})

describe('Codes in both schemes', () => {
  it.each(svaerhedsgradExamples)('severity $kode is $grad', ({ kode, grad }) => {
    expect(svaerhedsgrad([coding('B9', 'urn:x'), coding(kode)])).toBe(grad)
  })
  it.each(opfoelgningResultatExamples)('result $kode is $resultat', ({ kode, resultat }) => {
    expect(opfoelgningResultat([coding(kode)])).toBe(resultat)
  })
  it.each(borgervurderingKodeExamples)('$sendt is $kode', ({ sendt, kode }) => {
    expect(borgervurderingKode([coding(sendt)])).toBe(kode)
  })
  it.each(kontakttypeExamples)('contact $koder is $type', ({ koder, type }) => {
    expect(kontakttype(koder.map((each) => coding(each, 'urn:x')))).toBe(type)
  })
  it('no code is none', () => {
    expect(svaerhedsgrad([])).toBeNull()
    expect(opfoelgningResultat([])).toBeNull()
    expect(borgervurderingKode([])).toBeNull()
  })
})
