// Two versions of a small code system for random histories. Codes are KL's; texts and places are partly made up.

import type { Concept, DeliveredCodes } from './fsiii-koder.js'

const of = (code: string, display: string, ...concept: readonly Concept[]): Concept => ({
  code,
  display,
  ...(concept.length === 0 ? {} : { concept }),
})

export const PÅKLÆDNING = 'e853d3e7-1de5-44f0-ab48-1fb20c449035'
const MOBILITET = '92caace8-60e3-4861-80ac-6e372a700e1d'
export const VANDLADNING = '116ff724-09b7-45c0-bee5-8bbf1d500c63'
const VANDLADNING_2 = 'ae911e37-1ed5-4c30-9622-c73640f1c606'
export const HYGIEJNE = '17312894-b23f-43d9-9723-b725ac25d872'
export const HJÆLP_TIL_MOBILITET = 'ef8ee035-00d2-48b9-b366-27753ccd5504'
const RESPIRATION = '3198a6ba-879c-4d2e-914b-560ba1e0d63a'
const PLEJETILSTANDE = 'd49d6b0c-c067-4469-b92d-3842822c4971'
const SYGEPLEJETILSTANDE = '4db72d65-7ec1-45b4-89c3-5017c35d085e'

/**
 * The older one: PÅKLÆDNING stands under another path than J1.3 and is a member of its own; I12.2 and VANDLADNING are
 * alone on theirs and one member; J1.4 is still there.
 */
export const olderCodes: DeliveredCodes = {
  periode: '2022-01',
  concept: [
    of(
      'J',
      'Funktionsevnetilstande',
      of('J1', 'Egenomsorg', of('J1.3', 'Af- og påklædning'), of('J1.4', 'Drikke')),
      of('J3', 'Mobilitet', of('J3.2', 'Bevæge sig omkring')),
    ),
    of(
      PLEJETILSTANDE,
      'Plejetilstande',
      of('58d1e6ce-0000-4000-8000-000000000001', 'Egenomsorg', of(PÅKLÆDNING, 'Påklædning')),
    ),
    of(
      'I',
      'Sygeplejetilstande',
      of('I2', 'Bevægeapparat', of('I2.1', 'Problemer med mobilitet og bevægelse')),
      of('I12', 'Udskillelse', of('I12.2', 'Problemer med vandladning')),
    ),
    of(
      SYGEPLEJETILSTANDE,
      'Sygeplejetilstande',
      of('58d1e6ce-0000-4000-8000-000000000002', 'Udskillelse', of(VANDLADNING, 'Problemer med vandladning')),
    ),
    of('G', 'Sundhedslov', of('G1', 'SUL § 138', of('G1.29', 'Respirationsbehandling'))),
    of('H', 'Servicelov', of('H1', 'SEL § 83', of('H1.1', 'Personlig hygiejne'), of('H1.4', 'Mobilitet'))),
  ],
}

/**
 * The newer one: J1.4 is gone; J1.3, I2.1, H1.1 and G1.29 have UUIDs of the same path; four codes share the path of
 * Problemer med vandladning and three that of Mobilitet, so that none of them is another's twin.
 */
export const newerCodes: DeliveredCodes = {
  periode: '2022-04',
  concept: [
    of(
      'J',
      'Plejetilstande',
      of('J1', 'Egenomsorg', of('J1.3', 'Af- og påklædning')),
      of('J3', 'Mobilitet', of('J3.2', 'Bevæge sig omkring')),
    ),
    of(
      PLEJETILSTANDE,
      'Plejetilstande',
      of('58d1e6ce-0000-4000-8000-000000000001', 'Egenomsorg', of(PÅKLÆDNING, 'Af- og påklædning')),
    ),
    of(
      'I',
      'Sygeplejetilstande',
      of('I2', 'Bevægeapparat', of('I2.1', 'Problemer med mobilitet og bevægelse')),
      of(
        'I12',
        'Udskillelse',
        of('I12.2', 'Problemer med vandladning'),
        of('Problemer_med_vandladning', 'Problemer med vandladning'),
      ),
    ),
    of(
      SYGEPLEJETILSTANDE,
      'Sygeplejetilstande',
      of(
        '58d1e6ce-0000-4000-8000-000000000002',
        'Udskillelse',
        of(VANDLADNING, 'Problemer med vandladning'),
        of(VANDLADNING_2, 'Problemer med vandladning'),
      ),
      of(
        '58d1e6ce-0000-4000-8000-000000000003',
        'Bevægeapparat',
        of(MOBILITET, 'Problemer med mobilitet og bevægelse'),
      ),
    ),
    of('G', 'Sygeplejeindsatser', of('G1', 'SUL § 138', of('G1.29', 'Respirationsbehandling'))),
    of(
      'cac857f7-2957-4fc7-a814-9e7fc450270a',
      'Sygeplejeindsatser',
      of('58d1e6ce-0000-4000-8000-000000000004', 'SUL § 138', of(RESPIRATION, 'Respirationsbehandling')),
    ),
    of(
      'H',
      'Plejeindsatser',
      of('H1', 'SEL § 83', of('H1.1', 'Personlig hygiejne'), of('H1.4', 'Mobilitet')),
    ),
    of(
      'b07bbb6d-16b2-4cee-b5a5-771ca5beb67c',
      'Plejeindsatser',
      of(
        '58d1e6ce-0000-4000-8000-000000000005',
        'SEL § 83',
        of(HYGIEJNE, 'Personlig hygiejne'),
        of(HJÆLP_TIL_MOBILITET, 'Mobilitet'),
        of('58d1e6ce-0000-4000-8000-000000000006', 'Mobilitet'),
      ),
    ),
  ],
}

/** Codes of tilstande and indsatser as reports send them; UKENDT is in neither system. */
export const UKENDT = { tilstand: 'J9.9', indsats: 'H9.9' } as const
export const TILSTAND_KODER = [
  'J1.3',
  'J1.4',
  'J3.2',
  'I2.1',
  'I12.2',
  'Problemer_med_vandladning',
  PÅKLÆDNING,
  MOBILITET,
  VANDLADNING,
  VANDLADNING_2,
] as const
export const INDSATS_KODER = ['H1.1', 'H1.4', 'G1.29', HYGIEJNE, RESPIRATION, HJÆLP_TIL_MOBILITET] as const

const codesIn = (concepts: readonly Concept[]): string[] =>
  concepts.flatMap((each) => [each.code, ...codesIn(each.concept ?? [])])

/** Every code that any of the systems held: an older one that was withdrawn is still understood. */
export const knownCodes = (systems: readonly DeliveredCodes[]): ReadonlySet<string> =>
  new Set(systems.flatMap(({ concept }) => codesIn(concept)))
