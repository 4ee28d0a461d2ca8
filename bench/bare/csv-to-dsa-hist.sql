-- csv → Rådata (Parquet, text) → rows that fail → duplicate keys → typed table with history columns.
-- The same work as the pipeline's, as a person would write it by hand. {csv}, {raadata} are paths.
copy (
  select c01, c02, c03, c04, c05, c06, c07, c08, c09, c10, c11, c12, c13, c14, c15, null::bigint as _linje
  from read_csv('{csv}', delim = ';', quote = '"', escape = '"', header = true, auto_detect = false,
    allow_quoted_nulls = false,
    columns = {'c01': 'VARCHAR', 'c02': 'VARCHAR', 'c03': 'VARCHAR', 'c04': 'VARCHAR', 'c05': 'VARCHAR',
      'c06': 'VARCHAR', 'c07': 'VARCHAR', 'c08': 'VARCHAR', 'c09': 'VARCHAR', 'c10': 'VARCHAR',
      'c11': 'VARCHAR', 'c12': 'VARCHAR', 'c13': 'VARCHAR', 'c14': 'VARCHAR', 'c15': 'VARCHAR'})
) to '{raadata}' (format parquet, compression snappy);

create temp table rejected as
select c01, c02, c03, c04, c05, c06, c07, c08, c09, c10, c11, c12, c13, c14, c15, file_row_number + 2 as line
from read_parquet('{raadata}', file_row_number = true)
where coalesce(c01, '') = ''
  or coalesce(c02, '') = ''
  or coalesce(c03, '') = ''
  or not regexp_full_match(c03, '\d{4}-\d{2}-\d{2}') or try_cast(c03 as date) is null
  or (c04 <> '' and (not regexp_full_match(c04, '\d{4}-\d{2}-\d{2}') or try_cast(c04 as date) is null))
  or coalesce(c05, '') = ''
  or not regexp_full_match(c05, '-?\d{1,18}') or try_cast(c05 as bigint) is null
  or (c06 <> '' and (not regexp_full_match(c06, '-?\d{1,10}(\.\d{1,2})?') or try_cast(c06 as decimal(12, 2)) is null))
  or (c07 <> '' and c07 not in ('A', 'B', 'C', 'D'))
  or (c08 <> '' and (not regexp_full_match(c08, '-?\d{1,18}') or try_cast(c08 as bigint) is null))
  or (c10 <> '' and (not regexp_full_match(c10, '\d{4}-\d{2}-\d{2}') or try_cast(c10 as date) is null))
  or (c13 <> '' and (not regexp_full_match(c13, '-?\d{1,18}') or try_cast(c13 as bigint) is null))
  or (c14 <> '' and (not regexp_full_match(c14, '-?\d{1,10}(\.\d{1,2})?') or try_cast(c14 as decimal(12, 2)) is null))
  or try_cast(c04 as date) < try_cast(c03 as date);

create temp table repeated as
select hash(c01) as repeated_key
from read_parquet('{raadata}')
group by all
having count(*) > 1;

create table typed (
  c01 varchar, c02 varchar, c03 date, c04 date, c05 bigint, c06 decimal(12, 2), c07 varchar, c08 bigint,
  c09 varchar, c10 date, c11 varchar, c12 varchar, c13 bigint, c14 decimal(12, 2), c15 varchar,
  _kommune varchar, _kildesystem varchar, _fra bigint, _til bigint, _leverance varchar, _linje bigint
);
insert into typed
select
  c01, c02, try_cast(c03 as date), try_cast(nullif(c04, '') as date), try_cast(c05 as bigint),
  try_cast(nullif(c06, '') as decimal(12, 2)), nullif(c07, ''), try_cast(nullif(c08, '') as bigint), c09,
  try_cast(nullif(c10, '') as date), c11, c12, try_cast(nullif(c13, '') as bigint),
  try_cast(nullif(c14, '') as decimal(12, 2)), c15,
  '0751', 'BENCH', 20221031001, 99991231999, 'BENCH:delivery', file_row_number + 2
from read_parquet('{raadata}', file_row_number = true) as received
where not exists (select 1 from rejected where rejected.line = received.file_row_number + 2);
checkpoint;
