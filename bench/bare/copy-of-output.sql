-- Floor: a plain copy of what the rollout gives.
copy (select * from read_parquet(['{fact}'])) to '{out}/FactKYYdelser.parquet' (format parquet, compression snappy);
copy (select * from read_parquet(['{dimension}'])) to '{out}/DimKYSagOversigt.parquet' (format parquet, compression snappy);
