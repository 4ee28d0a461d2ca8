-- What the rollout has given, for comparing the two sides: counts, sums, and every column but the keyed hashes.
select
  (select count(*) from {DimYdelsesart}) as arter,
  (select count(*) from {DimYdelsestype}) as typer,
  dimension.*,
  fact.*,
  linked.*
from (
  select
    count(*) as intervals,
    sum(Sagsbehandlingstid) as sagsbehandlingstid,
    sum(SagVarighed) as sag_varighed,
    bit_xor(hash(SagId, Sagstilstand, FraDato, TilDato, ErAktuel, Sagsbehandlingstid, SagVarighed)) as every_interval
  from {DimKYSagOversigt}
) as dimension, (
  select
    count(*) as fact_rows,
    sum(DageMedYdelse) as dage,
    sum(Dagmaske) as dagmaske,
    sum(Ydelsesvarighed) as varighed,
    sum(Fuldtidsperson)::varchar as fuldtidsperson,
    bit_xor(hash(DimTid, DimKommune, DageMedYdelse, "DageIMåned", Fuldtidsperson, Dagmaske, Ydelsesvarighed, YdelseId))
      as every_row
  from {FactKYYdelser}
) as fact, (
  -- the rows' intervals, kinds and types by name, since the two sides have different keys
  select bit_xor(hash(DimTid, YdelseId, interval.SagId, interval.FraDato, art.Ydelsesart, kind.Ydelsestype)) as every_link
  from {FactKYYdelser} as row
  join {DimKYSagOversigt} as interval on interval.DimKYSagOversigtID = row.DimKYSagOversigt
  join {DimYdelsesart} as art on art.DimYdelsesartID = row.DimYdelsesart
  join {DimYdelsestype} as kind on kind.DimYdelsestypeID = row.DimYdelsestype
) as linked;
