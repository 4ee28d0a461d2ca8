/**
 * Chance that is none: every draw is a piece of the MD5 of (seed, what, kommune, number). MD5 and not the
 * engine's own `hash`, because that one may change with the engine's version; and whole numbers only, because
 * a sum of doubles depends on the number of threads.
 *
 * `bits_low` and `bits_high` give 64 bits each; `draw(bits, slot, n)` takes the 16 bits of a slot (0..3) as a
 * whole number 0..n−1, for n up to some thousands; `uuid_of` makes an id in the shape of a UUID.
 */
export const chanceMacros = (seed: number): readonly string[] => [
  `create macro bits_low(what, kommune, number) as
    md5_number_lower('${seed}|' || what || '|' || kommune || '|' || number)`,
  `create macro bits_high(what, kommune, number) as
    md5_number_upper('${seed}|' || what || '|' || kommune || '|' || number)`,
  `create macro draw(bits, slot, n) as
    ((((bits >> (16 * slot)) & 65535::ubigint) * n::ubigint) >> 16)::integer`,
  `create macro uuid_of_hex(hex) as
    hex[1:8] || '-' || hex[9:12] || '-4' || hex[14:16] || '-a' || hex[18:20] || '-' || hex[21:32]`,
  `create macro uuid_of(what, kommune, number) as
    uuid_of_hex(md5('${seed}|' || what || '|' || kommune || '|' || number))`,
]
