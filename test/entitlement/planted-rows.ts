import {
  BORGER,
  broken,
  CPR,
  changed,
  DimBorger,
  FLEKS,
  KY,
  KY_RECEIVED,
  keyOf,
  NEIGHBOUR,
  n,
  OTHER,
  type PlantedBreach,
  plus,
  without,
} from './plant.js'

/** Rows of facts, and rows as received. */
export const ROWS_PLANTED: readonly PlantedBreach[] = [
  broken(
    'a fact is about a citizen who is not there',
    FLEKS,
    { kind: 'row about somebody not entitled', table: 'FactBorger', column: 'DimBorger' },
    {
      beside: OTHER(FLEKS),
      tables: {
        FactBorger: plus(
          'FactBorger',
          'other_FactBorger',
          `DimBorger = ${keyOf('flyttetDagenFør', 'other_DimBorger')} and DimTid = 20240229`,
          '751 as "DimKommuneBopæl"',
        ),
      },
    },
  ),
  broken(
    'a month of a residence elsewhere',
    BORGER,
    { kind: 'row of another kommune', table: 'FactBorger' },
    {
      beside: OTHER(BORGER),
      tables: {
        FactBorger: plus(
          'FactBorger',
          'other_FactBorger',
          `DimBorger = ${keyOf('nytNummer', 'other_DimBorger')} and DimTid = 20190131`,
        ),
      },
    },
  ),
  broken(
    'a month of a residence elsewhere under this kommune’s name',
    BORGER,
    { kind: 'row of another kommune', table: 'FactBorger', column: 'DimTid' },
    {
      beside: OTHER(BORGER),
      tables: {
        FactBorger: plus(
          'FactBorger',
          'other_FactBorger',
          `DimBorger = ${keyOf('nytNummer', 'other_DimBorger')} and DimTid = 20190131`,
          '751 as "DimKommuneBopæl"',
        ),
      },
    },
  ),
  broken(
    'a number without its zero in a column of numbers',
    FLEKS,
    { kind: 'number in a column that is not for it', table: 'FactBorger', column: 'HerkomstKode' },
    {
      tables: {
        FactBorger: changed(
          'FactBorger',
          `case when DimBorger = ${keyOf('bosat')} then ${n('bosat')}::integer else HerkomstKode end as HerkomstKode`,
        ),
      },
    },
  ),
  broken(
    'a case of another kommune',
    KY,
    { kind: 'row of another kommune', table: 'FactKYSager' },
    { tables: { FactKYSager: plus('FactKYSager', 'FactKYSager', `SagId = 's0'`, `'730' as DimKommune`) } },
  ),
  broken(
    'a case of another kommune under this one’s name, with its citizen',
    KY,
    DimBorger('citizen whom the kommune never delivered'),
    {
      beside: NEIGHBOUR(KY),
      tables: {
        DimBorger: plus('DimBorger', 'other_DimBorger', `Personnummer = ${n('mor')}`),
        FactKYSager: plus(
          'FactKYSager',
          'other_FactKYSager',
          `DimBorgerYdelsesmodtager = ${keyOf('mor', 'other_DimBorger')}`,
          `'751' as DimKommune`,
        ),
      },
    },
  ),
  broken('a citizen of KY whom no case is about', KY, DimBorger('citizen whom no row is about'), {
    beside: NEIGHBOUR(KY),
    tables: { DimBorger: plus('DimBorger', 'other_DimBorger', `Personnummer = ${n('mor')}`) },
  }),
  broken(
    'an address of somebody not entitled, as received',
    CPR,
    { kind: 'row about somebody not entitled', table: 'BorgerAdresse', column: 'Personnummer' },
    {
      beside: OTHER(CPR),
      tables: {
        BorgerAdresse: plus(
          'BorgerAdresse',
          'other_BorgerAdresse',
          `Personnummer = ${n('flyttetDagenFør')} and KommuneKode = '0751'`,
        ),
      },
    },
  ),
  broken(
    'the person of somebody whom only KY knows, as received',
    CPR,
    { kind: 'row about somebody not entitled', table: 'BorgerPerson', column: 'Personnummer' },
    {
      beside: OTHER(CPR),
      tables: {
        BorgerPerson: plus('BorgerPerson', 'other_BorgerPerson', `Personnummer = ${n('kendtAfEnSag')}`),
      },
    },
  ),
  broken(
    'the address of a replacement number’s other person',
    CPR,
    { kind: 'row of another kommune', table: 'BorgerAdresse' },
    {
      beside: OTHER(CPR),
      tables: {
        BorgerAdresse: plus(
          'BorgerAdresse',
          'other_BorgerAdresse',
          `Personnummer = ${n('iToKommuner')} and KommuneKode = '0461'`,
        ),
      },
    },
  ),
  broken(
    'an older number leads to somebody else',
    CPR,
    { kind: 'row about somebody not entitled', table: 'BorgerPerson', column: 'GaeldendePersonnummer' },
    {
      tables: {
        BorgerPerson: changed(
          'BorgerPerson',
          `case when Personnummer = ${n('ældsteNummer')} then ${n('mor')} else GaeldendePersonnummer end as GaeldendePersonnummer`,
        ),
      },
    },
  ),
  broken(
    'an address of a citizen is not there, as received',
    CPR,
    { kind: 'row missing', table: 'BorgerAdresse' },
    without('BorgerAdresse', `Personnummer = ${n('nytNummer')}`),
  ),
  broken(
    'a case that another kommune delivered, as received',
    KY_RECEIVED,
    { kind: 'row of another kommune', table: 'KYSag' },
    { tables: { KYSag: plus('KYSag', 'KYSag', `SagId = 's0'`, `'0730' as _kommune`) } },
  ),
  broken(
    'a task of somebody whom the kommune never delivered, as received',
    KY_RECEIVED,
    { kind: 'row about somebody not entitled', table: 'KYOpgave', column: 'BorgerCpr' },
    { tables: { KYOpgave: plus('KYOpgave', 'KYOpgave', `OpgaveId = 'p0'`, `${n('mor')} as BorgerCpr`) } },
  ),
]
