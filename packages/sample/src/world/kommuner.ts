/** A kommune and about how many people live there: the weight by which the country is shared out. */
export interface SampleKommune {
  /** Four digits. */
  readonly kode: string
  /** Approximate inhabitants, rounded; a weight, not a statistic. */
  readonly people: number
}

/** Code and hundreds of inhabitants, by region. */
const HUNDREDS: readonly (readonly [string, string])[] = [
  [
    'Hovedstaden',
    '101:6440 147:1040 151:510 153:390 155:145 157:750 159:695 161:235 163:295 165:277 167:535 169:560 173:570 ' +
      '175:435 183:233 185:430 187:172 190:418 201:261 210:413 217:636 219:544 223:249 230:569 240:444 250:459 ' +
      '260:315 270:413 400:396',
  ],
  [
    'Sjælland',
    '253:512 259:620 265:899 269:239 306:332 316:733 320:369 326:486 329:354 330:799 336:232 340:302 350:289 ' +
      '360:401 370:840 376:607 390:458',
  ],
  [
    'Syddanmark',
    '410:396 420:411 430:519 440:240 450:322 461:2069 479:594 480:299 482:125 492:60 510:555 530:269 540:738 ' +
      '550:368 561:1155 563:35 573:497 575:428 580:592 607:517 621:940 630:1200',
  ],
  [
    'Midtjylland',
    '615:950 657:899 661:590 665:197 671:210 706:436 707:371 710:495 727:233 730:989 740:985 741:37 746:645 ' +
      '751:3552 756:426 760:565 766:473 779:449 791:975',
  ],
  ['Nordjylland', '773:201 787:433 810:366 813:590 820:364 825:18 840:309 846:417 849:386 851:2211 860:639'],
]

const parsed = (entry: string): SampleKommune => {
  const [kode = '', hundreds = ''] = entry.split(':')
  return { kode: kode.padStart(4, '0'), people: Number(hundreds) * 100 }
}

/** The 98 kommuner, sorted by code. */
export const KOMMUNER: readonly SampleKommune[] = HUNDREDS.flatMap(([, entries]) =>
  entries.split(' ').map(parsed),
).sort((a, b) => a.kode.localeCompare(b.kode))

const ALL_PEOPLE = KOMMUNER.reduce((sum, each) => sum + each.people, 0)

/**
 * How many of `national` things belong to a kommune at a scale; at least `least`, so that the smallest island
 * delivers something even at a small scale.
 */
export const shareOf = (kode: string, national: number, scale: number, least: number): number => {
  const people = KOMMUNER.find((each) => each.kode === kode)?.people ?? 0
  return Math.max(least, Math.round((national * scale * people) / ALL_PEOPLE))
}
