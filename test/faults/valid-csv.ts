// Valid deliveries, written by hand. The persons and their numbers are made up.

export const CODES = 'Kode;Tekst\nK1;Første\nK2;Anden\nK3.4;Tredje\n'

export const HEADER = 'Id;Nr;Navn;Personnummer;Bopael;Kode;Antal;Beloeb;Fra;Til;Tid;Aktiv;Status;Emner;Art'

const LINES: readonly string[] = [
  'p01;1;Plantet Æbeltoft;0101410001;0751;A;0;12.50;2022-01-01;2022-01-31;2022-01-01T08:00:00Z;1;8;"[""k""]";K1',
  'p02;2;Plantet Bøgh;0101570001;;B;100;;2022-02-01;;;;8;;K2',
  'p03;3;"Plantet; Citat";010190-0001;0461;C;7;-0.05;2020-02-29;2020-02-29;2022-03-27T02:30:00;0;8;[];K3.4',
  'p04;4;"Plantet ""Kalle"" Dam";6101900001;0411;A;50;999999.99;1999-12-31;2022-10-31;2022-10-30T02:30:00+01:00;;8;;K1',
  'p05;5;Plantet Eg;0101900002;;A;1;0;2022-05-01;2022-05-01;;1;;;K1',
  'p06;-6;Plantet Fyr;0202020002;0101;B;2;3.1;2022-06-01;;2022-06-01T12:00;0;8;"[""a"",""b""]";K2',
  'p07;007;Plantet Gran;0303030003;0101;C;3;4;2022-07-01;2022-07-02;;;8;;K2',
  'p08;8;Plantet Hyld;0404044004;0851;C;99;5.5;2022-08-01;;;;8;;K3.4',
  'p09;9;Plantet Iris;0505055005;0851;A;12;;2022-09-01;2022-12-31;;1;8;;K1',
]

/** A delivery with as many rows; the first nine are those above, the others like them under other ids. */
export const validLines = (rows: number): string[] =>
  Array.from({ length: rows }, (_, nth) => {
    const line = LINES[nth % LINES.length] ?? ''
    return nth < LINES.length ? line : line.replace(/^p/, `q${Math.floor(nth / LINES.length)}-`)
  })

export const LATIN_HEADER = 'Id;Navn;Personnummer;Beloeb;Fra;Til'

export const LATIN_LINES: readonly string[] = [
  'a;Plantet Østergård;0101410001;1,50;01-01-2022;31-01-2022',
  'b;"Plantet; Åse";0101570001;-12345,67;29-02-2020;',
  'c;Plantet Ü;010190-0001;0;31-12-1999;31-12-1999',
  'd;Plantet Dam;0202020002;7;01-02-2022;01-03-2022',
  'e;"Plantet ""E""";0303030003;99999;01-02-2022;',
]
