import { expect, test } from 'vitest';
import { scrubbed } from './scrubbed.ts';

test('what the system quotes of a path is not there, whatever the file is called', () => {
  const line = "the saved file cannot be written or read (EACCES: permission denied, open '/home/ana/D'Ávila.pdf')";
  expect(scrubbed(line)).toBe("the saved file cannot be written or read (EACCES: permission denied, open '…')");
  expect(scrubbed('no "Contrato Silva.pdf"')).toBe('no "…"');
  expect(scrubbed(String.raw`at C:\Users\Ana\x and /home/ana/y`)).toBe('at … and …');
});

test('an address of a person is not there, and what names nobody stays', () => {
  expect(scrubbed('sent to <ana.lima@example.com>, twice')).toBe('sent to <…@…>, twice');
  expect(scrubbed('cut a torn write off 000003.log: 512 to 480 bytes')).toBe(
    'cut a torn write off 000003.log: 512 to 480 bytes',
  );
});
