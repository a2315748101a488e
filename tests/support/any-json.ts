import fc from 'fast-check';

/** Texts that have broken programs before: what a database, a screen or a prototype chokes on, and plain ones. */
export const anyHostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', minLength: 3, maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '',
      '   ',
      'nul \u0000 byte',
      'half a pair \ud83d',
      '\udc00 the other half',
      '\u202eright to left\u202c שלום مرحبا',
      '\ufeff\u200b\u2028\u2029',
      '__proto__',
      'constructor',
      `'; drop table ticket; --`,
      '{"a":1}',
      '<img src=x onerror=alert(1)>',
      '\\u0000',
      'x'.repeat(20_000),
      'x'.repeat(20_001),
      '👩‍👩‍👧'.repeat(700),
    ),
  },
);

const anyKey = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('constructor', 'toString', 'id', 'row', '\u0000', '\ud83d', 'k'.repeat(41)),
);

/** A number that JSON can carry: huge, negative, broken, and plain ones. */
export const anyWildNumber: fc.Arbitrary<number> = fc.oneof(
  fc.integer(),
  fc.constantFrom(
    0,
    -1,
    0.5,
    1e308,
    -1e308,
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
    2 ** 53,
    2 ** 63,
    2 ** 31,
  ),
);

/** Any JSON value: hostile texts, wild numbers, odd keys, nested up to 40 deep. */
export const anyWildJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, [], {}, [[]], [null]) },
  { weight: 3, arbitrary: anyHostileText },
  { weight: 3, arbitrary: anyWildNumber },
  { weight: 2, arbitrary: fc.dictionary(anyKey, anyHostileText, { maxKeys: 4, noNullPrototype: true }) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 40 }).map(nested) },
);

/** Objects in objects, so many deep. */
export function nested(depth: number): unknown {
  let value: unknown = 'the bottom';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? { deeper: value } : [value];
  return value;
}
