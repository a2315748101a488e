import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('a file begins with a byte order mark, separates as asked and quotes what needs it', () => {
  expect(
    toCsv(
      [
        ['Quem', 'O quê'],
        ['Ana; Rui', 'disse "oi"\nà fila'],
      ],
      ';',
    ),
  ).toBe('\ufeffQuem;O quê\r\n"Ana; Rui";"disse ""oi""\nà fila"\r\n');
});

test.each(['=1+1', '+55 11', '-2', '@SUM(A1)', '\t=1', '\r=1'])('%j is no formula to a spreadsheet', (cell) => {
  const [line] = toCsv([[cell]], ',')
    .slice(1)
    .split('\r\n');
  expect((line ?? '').replace(/^"/, '').startsWith("'")).toBe(true);
});

test('whatever is in the cells, they come out as they went in, but for the apostrophe', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), { minLength: 1 }), (rows) => {
      const read = parse(toCsv(rows, ';').slice(1));
      expect(read.map((row) => row.map(plain))).toEqual(rows.map((row) => row.map(plain)));
    }),
  );
});

function plain(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r\n])/, '');
}

/** A reader of RFC 4180. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], '', false];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[(at += 1)] ?? '';
      else isQuoted = false;
    } else if (char === '"') isQuoted = true;
    else if (char === ';') [row, cell] = [[...row, cell], ''];
    else if (char === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      at += 1;
    } else cell += char;
  }
  return rows;
}
