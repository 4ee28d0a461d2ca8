-- Floor: read_csv touching every column, and nothing else.
select
  sum(length(c01)), sum(length(c02)), sum(length(c03)), sum(length(c04)), sum(length(c05)), sum(length(c06)),
  sum(length(c07)), sum(length(c08)), sum(length(c09)), sum(length(c10)), sum(length(c11)), sum(length(c12)),
  sum(length(c13)), sum(length(c14)), sum(length(c15))
from read_csv('{csv}', delim = ';', quote = '"', escape = '"', header = true, auto_detect = false,
  columns = {'c01': 'VARCHAR', 'c02': 'VARCHAR', 'c03': 'VARCHAR', 'c04': 'VARCHAR', 'c05': 'VARCHAR',
    'c06': 'VARCHAR', 'c07': 'VARCHAR', 'c08': 'VARCHAR', 'c09': 'VARCHAR', 'c10': 'VARCHAR',
    'c11': 'VARCHAR', 'c12': 'VARCHAR', 'c13': 'VARCHAR', 'c14': 'VARCHAR', 'c15': 'VARCHAR'});
