/** How many are born in a hundred years, families, and houses: whole numbers that all else is computed from. */
export interface Folk {
  /** Persons born in {@link DAYS} days. */
  readonly born: number
  /** Lines of descent: a mother's line is her child's. One in seven came from abroad. */
  readonly lines: number
  /** Couples by which a man is older than the woman that he lives with; a multiple of `lines`. */
  readonly older: number
}

/** A hundred years. */
export const DAYS = 36_524

/** Nobody is born before. */
const FIRST_DAY = '1900-01-02'

/** Enough women of each line at every age, also where few are born. */
const linesOf = (born: number): number => (born >= 4000 ? 97 : born >= 1200 ? 29 : 7)

/** The folk of a country in which so many are born in a hundred years. */
export const folkOf = (born: number): Folk => {
  const lines = linesOf(born)
  return { born, lines, older: lines * Math.round((born * 900) / DAYS / 2 / lines) }
}

const FOREIGN = [
  '5172',
  '5404',
  '5154',
  '5180',
  '5432',
  '5158',
  '5110',
  '5472',
  '5272',
  '5103',
  '5170',
  '5448',
  '5120',
  '5484',
]
  .map((code) => `'${code}'`)
  .join(', ')

/**
 * What can be told of person number `nr` without asking a table: the persons are numbered in the order of their birth,
 * evenly over the days, women even and men odd. So a mother of a given age is found by arithmetic, and what is told of
 * her where her child is written is what is told where she is.
 *
 * `a` is always `bits_low('borger', 0, nr)`.
 */
export const livMacros = ({ born, lines, older }: Folk): readonly string[] => [
  `create macro dag_nr(nr) as (nr * ${DAYS}) // ${born}`,
  `create macro foedt_af(nr) as date '${FIRST_DAY}' + dag_nr(nr)::integer`,
  // among those of the day, from 0 or 1, so that it is even as the number is
  `create macro plads_af(nr) as nr - (dag_nr(nr) * ${born} + ${DAYS - 1}) // ${DAYS} // 2 * 2`,
  `create macro dage_til(dag) as dag - date '${FIRST_DAY}'`,
  `create macro linje_af(nr) as (nr // 2) % ${lines}`,
  `create macro fremmed_linje(linje) as linje % 7 = 3`,
  `create macro linjens_land(linje) as [${FOREIGN}][1 + linje // 7 % 14]`,
  `create macro et_land(n) as [${FOREIGN}][1 + n % 14]`,
  `create macro nytaarsbarn(foedt) as month(foedt) = 1 and day(foedt) = 1`,
  `create macro doed_af(foedt, a) as
    foedt + case
      when draw(a, 3, 1000) < 8 then draw(a, 2, 6000)
      when draw(a, 3, 1000) < 60 then 6000 + draw(a, 2, 14000)
      when draw(a, 3, 1000) < 250 then 20000 + draw(a, 2, 8000)
      when draw(a, 3, 1000) < 950 then 27000 + draw(a, 2, 7500)
      else 34500 + draw(a, 2, 2500)
    end`,
  // a foreign line came within four years; one in thirty-five of all came alone, grown up
  `create macro indrejse_af(nr, foedt, a) as
    case
      when fremmed_linje(linje_af(nr)) and foedt < linjens_dag(linje_af(nr)) then linjens_dag(linje_af(nr)) + draw(a, 0, 1500)
      when draw(a, 1, 1000) < 28 then foedt + 6600 + draw(a, 0, 9000)
    end`,
  `create macro linjens_dag(linje) as make_date((1968 + linje * 13 % 45)::integer, 3, 1)`,
  // one in 97 has had another number, every third of these two
  `create macro nummer_fra(nr, foedt) as
    case when nr % 97 = 13 and not nytaarsbarn(foedt) then date '2021-01-10' + (nr * 7919 % 1500)::integer end`,
  `create macro forrige_nummer_fra(nr, foedt) as
    case
      when nr % 291 = 13 and not nytaarsbarn(foedt)
        then date '2021-01-10' + (nr * 7919 % 1500)::integer - 200 - (nr % 1500)::integer
    end`,
  // part 0: the number of today; 1: the one before; 2: the one before that. Some began with a replacement number
  `create macro nummer_i(nr, foedt, del) as
    nummer_af(foedt, del, plads_af(nr), case del when 0 then nytaarsbarn(foedt) when 1 then nr % 4 = 1 and nr % 291 <> 13 else nr % 291 = 13 end)`,
  `create macro nummer_paa(nr, foedt, dag) as
    nummer_i(
      nr,
      foedt,
      case
        when forrige_nummer_fra(nr, foedt) > dag then 2
        when nummer_fra(nr, foedt) > dag then 1
        else 0
      end
    )`,
  // the man of couple k, and the couple of a person
  `create macro mand_i_par(k) as 2 * (k - ${older}) + 1`,
  `create macro par_af(nr) as case when nr % 2 = 0 then nr // 2 else nr // 2 + ${older} end`,
  // the last woman of the line who was born by then
  `create macro kvinde_foer(dag_nr, linje) as
    case
      when dag_nr >= 0 then nullif(greatest(
        dag_nr * ${born} // ${DAYS} // 2 - (dag_nr * ${born} // ${DAYS} // 2 - linje + ${lines}) % ${lines}, -1), -1)
    end`,
]
