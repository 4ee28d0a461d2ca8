/** For each tenth digit with which nine digits would pass modulus 11 (10: none) the digits of eight places. */
const TENTH: readonly number[] = Array.from({ length: 11 }, (_, passing) =>
  Array.from({ length: 8 }, (_, place) =>
    passing % 2 === place % 2 && passing <= place && passing < 10 ? place + 2 : place,
  ),
).flat()

/**
 * Made-up personnumre as whole numbers. Each day has 1600 of them in four parts of 400: the persons born on it, the
 * numbers that they had before, those before these, and the new ones of citizens of other areas. Digits 8 and 9 are
 * 00–49; those of the other areas' citizens are 50–99, so that no number is given twice.
 *
 * All fail modulus 11, and whoever is born on a 1 January has a replacement number (day + 60): as far as is published
 * they are nobody's. The last digit is even for women, odd for men.
 *
 * Each argument is used as few times as can be: a macro is written out wherever it stands.
 */
export const nummerMacros: readonly string[] = [
  // 0–3 up to 1936, 0–4 and 9 up to 1999, 4–9 from 2000 on
  `create macro syvende_ciffer(aar, p) as
    case
      when aar >= 2000 then 4 + p % 6
      when aar >= 1937 then [0, 1, 2, 3, 4, 9][1 + p % 6]
      else p % 4
    end`,
  `create macro cifre_vejet(to_cifre, tier, ener) as tier * (to_cifre // 10) + ener * (to_cifre % 10)`,
  `create macro nummer_med(dd, mm, aar, syvende, to_cifre, sted) as
    dd::bigint * 100000000 + mm * 1000000 + aar % 100 * 10000 + syvende * 1000 + to_cifre * 10
      + [${TENTH.join(', ')}][1 + sted + 8 * ((11 - (
        cifre_vejet(dd, 4, 3) + cifre_vejet(mm, 2, 7) + cifre_vejet(aar % 100, 6, 5) + 4 * syvende + cifre_vejet(to_cifre, 3, 2)
      ) % 11) % 11)]`,
  // number `plads` (0..399) of a day in a part (0..3); an even plads is a woman's
  `create macro nummer_af(dag, del, plads, erstatning) as
    nummer_med(
      day(dag) + case when erstatning then 60 else 0 end,
      month(dag),
      year(dag),
      syvende_ciffer(year(dag), (400 * del + plads) // 8),
      (400 * del + plads) // 8 // case when year(dag) >= 1937 then 6 else 4 end,
      plads % 8
    )`,
  `create macro ti_cifre(nummer) as lpad(nummer::varchar, 10, '0')`,
]
