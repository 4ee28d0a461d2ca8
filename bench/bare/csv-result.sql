-- What the chain has given, for comparing the two sides.
select
  count(*) as n,
  sum(c05) as c05,
  sum(c14)::varchar as c14,
  bit_xor(hash(c01, c02, c03, c04, c05, c06, c07, c08, c09, c10, c11, c12, c13, c14, c15, _linje)) as x,
  (select count(*) from read_parquet('{raadata}')) - count(*) as quarantined
from typed;
