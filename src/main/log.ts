import { scrubbed } from '../shared/lib/scrubbed.ts';

/** What a report of a problem takes along. */
const MOST_KEPT = 300;
const kept: { readonly at: string; readonly line: string }[] = [];

/** Says something about main to whoever reads its standard error; never a secret, never what a customer wrote. */
export function log(line: string): void {
  process.stderr.write(`patamar: ${line}\n`);
  kept.push({ at: new Date().toISOString(), line: scrubbed(line) });
  if (kept.length > MOST_KEPT) kept.shift();
}

/** The last lines of this run, without what names anybody or any file. */
export function lastLines(): readonly { readonly at: string; readonly line: string }[] {
  return [...kept];
}

/** What went wrong, in a few words for the log. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
