-- The keys of what Dagtilbud's facts refer to, as Parquet files in {out}: distinct members, each with its keyed hash. Not
-- measured: on the other side too these tables stand when a fact is built.
create temp macro surrogate(natural_key, inner_pad, outer_pad) as (
  ('0x' || substr(sha256(outer_pad || unhex(sha256(inner_pad || encode(natural_key)))), 1, 16))::ubigint & 9223372036854775807
)::bigint;

copy (
  select
    surrogate(Personnummer || chr(31), unhex('{inner_DimBorger}'), unhex('{outer_DimBorger}')) as DimBorger,
    Personnummer::bigint as Nummer
  from dsa_hist.BorgerPerson
  where _til = 99991231999
) to '{out}/numbers.parquet' (format parquet, compression snappy);

copy (
  select
    InstitutionSTIL,
    surrogate(InstitutionSTIL, unhex('{inner_DimInstitutionSTIL}'), unhex('{outer_DimInstitutionSTIL}')) as DimInstitutionSTIL
  from (select distinct InstitutionSTIL from dsa_hist.AulaRegistrering where _til = 99991231999)
) to '{out}/institutioner.parquet' (format parquet, compression snappy);
