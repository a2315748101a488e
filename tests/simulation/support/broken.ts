import { isDeepStrictEqual } from 'node:util';

/** An invariant that did not hold, by its number in the design, with what was expected and found. */
export class Broken extends Error {
  override readonly name = 'Broken';
  readonly invariant: number;

  constructor(invariant: number, what: string) {
    super(`invariant ${invariant}: ${what}`);
    this.invariant = invariant;
  }
}

/** @throws Broken unless it holds. */
export function assertHolds(isSound: boolean, invariant: number, what: () => string): void {
  if (!isSound) throw new Broken(invariant, what());
}

/** @throws Broken with the differences unless two lists are the same. */
export function assertSame(
  found: readonly unknown[],
  expected: readonly unknown[],
  invariant: number,
  what: string,
): void {
  if (isDeepStrictEqual(found, expected)) return;
  const [had, wanted] = [found.map(lineOf), expected.map(lineOf)];
  throw new Broken(invariant, `${what}${differences(had, wanted)}`);
}

/** @throws Broken with the rows that differ unless two sets of rows are the same. */
export function assertSameRows(
  found: ReadonlyMap<string, unknown>,
  expected: ReadonlyMap<string, unknown>,
  invariant: number,
  what: string,
): void {
  const keys = [...new Set([...found.keys(), ...expected.keys()])].toSorted();
  const different = keys.filter((key) => !isDeepStrictEqual(found.get(key), expected.get(key)));
  if (different.length === 0) return;
  const lines = different.slice(0, 5).map((key) => `\n  ${key}${fieldsOf(found.get(key), expected.get(key))}`);
  throw new Broken(invariant, `${what}${lines.join('')}`);
}

/** The fields of two rows that differ. */
function fieldsOf(found: unknown, expected: unknown): string {
  if (found === undefined) return '\n    - is missing';
  if (expected === undefined) return '\n    + is there and should not be';
  const [had, wanted] = [found as Record<string, unknown>, expected as Record<string, unknown>];
  const fields = [...new Set([...Object.keys(had), ...Object.keys(wanted)])];
  return fields
    .filter((field) => !isDeepStrictEqual(had[field], wanted[field]))
    .map((field) => `\n    ${field}\n      - expected ${lineOf(wanted[field])}\n      + found    ${lineOf(had[field])}`)
    .join('');
}

function differences(found: readonly string[], expected: readonly string[]): string {
  const missing = expected.filter((line) => !found.includes(line)).map((line) => `\n  - expected ${line}`);
  const extra = found.filter((line) => !expected.includes(line)).map((line) => `\n  + found    ${line}`);
  const order = missing.length + extra.length === 0 ? ['\n  the same ones in another order'] : [];
  return [...missing, ...extra, ...order].slice(0, 10).join('');
}

function lineOf(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
