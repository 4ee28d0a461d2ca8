-- read_csv of a file with every column as text, and nothing but the count of its rows.
select count(*) as n
from read_csv('{csv}', delim = ';', quote = '"', escape = '"', header = true, auto_detect = false,
  strict_mode = true, ignore_errors = {ignore},
  columns = {'c01': 'VARCHAR', 'c02': 'VARCHAR', 'c03': 'VARCHAR', 'c04': 'VARCHAR', 'c05': 'VARCHAR',
    'c06': 'VARCHAR', 'c07': 'VARCHAR', 'c08': 'VARCHAR', 'c09': 'VARCHAR', 'c10': 'VARCHAR',
    'c11': 'VARCHAR', 'c12': 'VARCHAR', 'c13': 'VARCHAR', 'c14': 'VARCHAR', 'c15': 'VARCHAR'});
