-- The keys of what KY's facts refer to, as Parquet files in {out}: distinct members, each with its keyed hash. Not
-- measured: on the other side too these tables stand when a fact is built.
-- No number in the database has become another, and none is a replacement number.
create temp macro surrogate(natural_key, inner_pad, outer_pad) as (
  ('0x' || substr(sha256(outer_pad || unhex(sha256(inner_pad || encode(natural_key)))), 1, 16))::ubigint & 9223372036854775807
)::bigint;

copy (
  select
    surrogate(Personnummer || chr(31), unhex('{inner_DimBorger}'), unhex('{outer_DimBorger}')) as DimBorger,
    Personnummer::bigint as Nummer,
    Foedselsdato
  from dsa_hist.BorgerPerson
  where _til = 99991231999
) to '{out}/numbers.parquet' (format parquet, compression snappy);

copy (
  select
    surrogate(Nummer, unhex('{inner_DimKleNummer}'), unhex('{outer_DimKleNummer}')) as DimKleNummer,
    Nummer
  from dsa_hist.KleEmne
  where _til = 99991231999
) to '{out}/numre.parquet' (format parquet, compression snappy);

copy (
  select
    surrogate(Ydelsesart, unhex('{inner_DimYdelsesart}'), unhex('{outer_DimYdelsesart}')) as DimYdelsesart,
    Ydelsesart
  from (select distinct Ydelsesart from dsa_hist.KYYdelse where _til = 99991231999)
) to '{out}/arter.parquet' (format parquet, compression snappy);

copy (
  select
    surrogate(Ydelsestype, unhex('{inner_DimYdelsestype}'), unhex('{outer_DimYdelsestype}')) as DimYdelsestype,
    Ydelsestype
  from (select distinct Ydelsestype from dsa_hist.KYYdelse where _til = 99991231999)
) to '{out}/typer.parquet' (format parquet, compression snappy);

copy (
  select
    surrogate(Afgoerelsestype, unhex('{inner_DimAfgørelsestype}'), unhex('{outer_DimAfgørelsestype}')) as DimAfgørelsestype,
    Afgoerelsestype
  from (select distinct Afgoerelsestype from dsa_hist.KYAfgoerelse where _til = 99991231999)
) to '{out}/afgoerelsestyper.parquet' (format parquet, compression snappy);

create temp table named as
  select _kommune, _kildesystem, SagsbehandlerId, OrganisationId
  from dsa_hist.KYSag
  where _til = 99991231999
  union
  select _kommune, _kildesystem, SagsbehandlerId, OrganisationId
  from dsa_hist.KYOpgave
  where _til = 99991231999;

copy (
  select
    surrogate(
      concat_ws(chr(31), _kommune, _kildesystem, SagsbehandlerId),
      unhex('{inner_DimKYSagsbehandler}'),
      unhex('{outer_DimKYSagsbehandler}')
    ) as DimKYSagsbehandler,
    _kommune, _kildesystem, SagsbehandlerId
  from (select distinct _kommune, _kildesystem, SagsbehandlerId from named where SagsbehandlerId <> '')
) to '{out}/sagsbehandlere.parquet' (format parquet, compression snappy);

copy (
  select
    surrogate(
      concat_ws(chr(31), _kommune, _kildesystem, OrganisationId),
      unhex('{inner_DimKYOrganisation}'),
      unhex('{outer_DimKYOrganisation}')
    ) as DimKYOrganisation,
    _kommune, _kildesystem, OrganisationId
  from (select distinct _kommune, _kildesystem, OrganisationId from named where OrganisationId <> '')
) to '{out}/organisationer.parquet' (format parquet, compression snappy);
