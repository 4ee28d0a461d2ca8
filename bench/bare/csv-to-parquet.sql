-- Floor: csv → Parquet, every column as text.
copy (
  select c01, c02, c03, c04, c05, c06, c07, c08, c09, c10, c11, c12, c13, c14, c15
  from read_csv('{csv}', delim = ';', quote = '"', escape = '"', header = true, auto_detect = false,
    columns = {'c01': 'VARCHAR', 'c02': 'VARCHAR', 'c03': 'VARCHAR', 'c04': 'VARCHAR', 'c05': 'VARCHAR',
      'c06': 'VARCHAR', 'c07': 'VARCHAR', 'c08': 'VARCHAR', 'c09': 'VARCHAR', 'c10': 'VARCHAR',
      'c11': 'VARCHAR', 'c12': 'VARCHAR', 'c13': 'VARCHAR', 'c14': 'VARCHAR', 'c15': 'VARCHAR'})
) to '{raadata}' (format parquet, compression snappy);
