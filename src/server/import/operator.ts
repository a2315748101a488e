import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FILE_NAME = 'operator.json';

const operatorSchema = z.object({ url: z.url(), token: z.string().min(20) });

/** How a program of the same user on the same machine reaches a running backend with an operator's rights. */
export type Operator = z.infer<typeof operatorSchema>;

/** A token for this run of the backend: whoever can read the data folder is the operator. */
export function newOperatorToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Puts the running backend's address and token into its data folder, readable by its own user alone. */
export function writeOperatorFile(dataDir: string, operator: Operator): void {
  const path = join(dataDir, FILE_NAME);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(operator), { mode: 0o600 });
  // The mode above is that of a new file only.
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

/** Takes the file away again when the backend stops; it may be gone. */
export function removeOperatorFile(dataDir: string): void {
  rmSync(join(dataDir, FILE_NAME), { force: true });
}

/** Where the backend of a data folder answers, or answered before it was killed; null when there is no word of it. */
export function readOperatorFile(dataDir: string): Operator | null {
  let text: string;
  try {
    text = readFileSync(join(dataDir, FILE_NAME), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const parsed = operatorSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** Whether a request's `Authorization` header carries the operator's token; takes the same time either way. */
export function isOperator(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
