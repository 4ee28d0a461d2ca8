import {
  BORGER,
  broken,
  DimBorger,
  FLEKS,
  keyOfNeighbour,
  NEIGHBOUR,
  n,
  OTHER,
  type PlantedBreach,
  plus,
  received,
  told,
  without,
} from './plant.js'

/** Who is received, or not, and what is told of them. */
export const CITIZENS_PLANTED: readonly PlantedBreach[] = [
  received('FLEKS holds whom only KY knows', FLEKS, 'kendtAfEnSag', BORGER),
  received('FLEKS holds who comes the day after the run date', FLEKS, 'kommerDagenEfter', OTHER(BORGER)),
  received('MAANED holds who left the day before the window', BORGER, 'flyttetDagenFør', OTHER(BORGER)),
  received('MAANED holds whom a delta took away', BORGER, 'erstattetAfDelta', OTHER(BORGER)),
  received('MAANED holds the mother for her child’s sake', BORGER, 'mor', NEIGHBOUR(BORGER)),
  broken('FLEKS holds an annulled number', FLEKS, DimBorger('citizen not entitled'), {
    tables: {
      DimBorger: plus(
        'DimBorger',
        'DimBorger',
        `Personnummer = ${n('handlesFraKørslensDag')}`,
        `${n('annulleret')} as Personnummer, 77 as DimBorgerID`,
      ),
    },
  }),
  broken('a citizen goes by an older number', BORGER, DimBorger('older number as citizen'), {
    ...told('nytNummer', 'Personnummer', n('mellemNummer')),
  }),
  broken('a citizen is there once more by an older number', BORGER, DimBorger('citizen twice'), {
    tables: {
      DimBorger: plus(
        'DimBorger',
        'DimBorger',
        `Personnummer = ${n('nytNummer')}`,
        `${n('ældsteNummer')} as Personnummer, 78 as DimBorgerID`,
      ),
    },
  }),
  broken(
    'the person of a replacement number is another kommune’s',
    BORGER,
    DimBorger('replacement number of another kommune'),
    {
      beside: OTHER(BORGER),
      tables: {
        DimBorger: keyOfNeighbour('DimBorger', 'DimBorgerID'),
        FactBorger: keyOfNeighbour('FactBorger', 'DimBorger'),
        FactBorgerBevægelse: keyOfNeighbour('FactBorgerBevægelse', 'DimBorger'),
      },
    },
  ),
  broken('a citizen by payment is not in MAANED', BORGER, DimBorger('citizen missing'), {
    ...without('DimBorger', `Personnummer = ${n('betalesPåFørsteDag')}`),
  }),
  broken('a citizen of a task is not in MAANED', BORGER, DimBorger('citizen missing'), {
    ...without('DimBorger', `Personnummer = ${n('kendtAfEnOpgave')}`),
  }),
  broken('a citizen by action is not in FLEKS', FLEKS, DimBorger('citizen missing'), {
    ...without('DimBorger', `Personnummer = ${n('handlesFraKørslensDag')}`),
  }),
  broken(
    'protection from the run date on is not marked',
    FLEKS,
    DimBorger('protection not marked', 'ErBeskyttet'),
    {
      ...told('beskyttetFraKørslensDag', 'ErBeskyttet', '0'),
    },
  ),
  broken(
    'protection is marked on the day that it ends',
    BORGER,
    DimBorger('protection marked without cause', 'ErBeskyttet'),
    { ...told('beskyttetTilKørslensDag', 'ErBeskyttet', '1') },
  ),
  broken(
    'a mother is not whom CPR tells of',
    FLEKS,
    DimBorger('relative that CPR does not tell of', 'MorPersonnummer'),
    {
      ...told('bosat', 'MorPersonnummer', n('påChristiansø')),
    },
  ),
  broken('a name holds a number', BORGER, DimBorger('number in a column that is not for it', 'Navn'), {
    ...told('bosat', 'Navn', `'Prøve, se 010157-0002'`),
  }),
]
