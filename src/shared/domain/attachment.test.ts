import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameOf, fileSchema, MAX_FILE_NAME, mediaTypeOf } from './attachment.ts';

const facts = {
  id: '00000000-0000-7000-8000-000000000001',
  name: 'nota.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 1,
  sha256: 'a'.repeat(64),
};

test('whatever a file is called, the name it is given is one that a file may have, and given again stays', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 500 })), (given) => {
      const name = fileNameOf(given);
      expect(fileSchema.safeParse({ ...facts, name }).error?.issues ?? []).toEqual([]);
      expect(fileNameOf(name)).toBe(name);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['../../etc/passwd', '.._.._etc_passwd'],
  ['C:\\Windows\\a.bat', 'C:_Windows_a.bat'],
  ['nota\u202efdp.exe', 'nota_fdp.exe'],
  ['a\u0000b\nc', 'a_b_c'],
  ['  tela 1.png ', 'tela 1.png'],
  ['', '_'],
])('a file called %j is taken as %j', (given, name) => {
  expect(fileNameOf(given)).toBe(name);
});

test('of a long name both ends stay', () => {
  const name = fileNameOf(`relatório ${'x'.repeat(400)} final.pdf`);
  expect(name.length).toBeLessThanOrEqual(MAX_FILE_NAME);
  expect(name).toMatch(/^relatório x+…x+ final\.pdf$/u);
});

test('a media type is taken without its parameters, and anything else as bytes', () => {
  expect(mediaTypeOf('Text/Plain; charset=utf-8')).toBe('text/plain');
  for (const none of ['', 'png', 'a b/c', 'text/', `x/${'y'.repeat(99)}`, 'image/png\r\nx: y']) {
    expect(mediaTypeOf(none)).toBe('application/octet-stream');
  }
});

test.each([
  ['nothing in it', { sizeBytes: 0 }],
  ['more than 25 MB in it', { sizeBytes: 25 * 1024 * 1024 + 1 }],
  ['a name that leads elsewhere', { name: '../x' }],
  ['a name of blanks', { name: '  ' }],
  ['a hash in capitals', { sha256: 'A'.repeat(64) }],
  ['half a hash', { sha256: 'a'.repeat(32) }],
])('a file with %s is none', (_what, wrong) => {
  expect(fileSchema.safeParse({ ...facts, ...wrong }).success).toBe(false);
});
