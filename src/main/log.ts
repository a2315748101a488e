/** Says something about main to whoever reads its standard error; never a secret, never what a customer wrote. */
export function log(line: string): void {
  process.stderr.write(`patamar: ${line}\n`);
}

/** What went wrong, in a few words for the log. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
