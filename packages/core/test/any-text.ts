import fc from 'fast-check'

/** Texts near to what each type takes: the places where an engine's casts and a pattern could disagree. */
const nearly = [
  '2022-05-01',
  '01-05-2022',
  '2022-05-01T10:00:00.5+02:00',
  '2022-05-01T10:00Z',
  '0101410001',
  '290200-4001',
  '0000000000',
  '12.50',
  '-12,50',
  '999999999999999999',
  '["a","b"]',
  '[1,{"a":[null]}]',
  '"\\ud83d\\ude00"',
  '0751',
  'a1',
  '1',
  'infinity',
]

const piece = fc.oneof(
  fc.constantFrom(...nearly),
  fc.constantFrom(
    '-',
    '+',
    '.',
    ',',
    ' ',
    '\t',
    '\n',
    '\0',
    'e',
    'E',
    'x',
    '_',
    ':',
    'T',
    'Z',
    '"',
    "'",
    '\\',
    '[',
    ']',
  ),
  fc.constantFrom('٣', '−', '\u200b', '\ufeff', '\u0301', 'æ', '😀', '\ud800', '(BC)', 'NaN', 'null', 'true'),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.nat().map(String),
)

const changed = fc
  .tuple(fc.constantFrom(...nearly), fc.nat(30), fc.nat(2), piece)
  .map(([text, at, length, put]) => text.slice(0, at) + put + text.slice(at + length))

/** Any text at all, most of it nearly right. */
export const anyText = fc.oneof(
  changed,
  fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
)
