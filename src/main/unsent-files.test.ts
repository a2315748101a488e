import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KeptFile } from '../shared/ipc/contract.ts';
import { databaseFileName } from './database-file-name.ts';
import { UnsentFiles } from './unsent-files.ts';

const DATABASE = 'patamar:127.0.0.1:4710:ana';
const content = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'patamar-unsent-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function aFile(n: number, overrides: Partial<KeptFile> = {}): KeptFile {
  return {
    id: `0197a1f0-0000-7000-8000-00000000000${n}`,
    name: 'tela "1"\u2028.png',
    mediaType: 'image/png',
    sizeBytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    ticketId: '0197a1f0-0000-7000-8000-0000000000ff',
    draftPlace: 'draft:note:0197a1f0-0000-7000-8000-0000000000ff',
    ...overrides,
  };
}

const fileOf = (id: string): string => path.join(folder, databaseFileName(DATABASE), id);

test('what is kept is there in the next run, byte for byte and with what was said of it, for its owner alone', async () => {
  await new UnsentFiles(folder).keep(DATABASE, aFile(2), content);
  await new UnsentFiles(folder).keep(DATABASE, aFile(1), content);
  const next = new UnsentFiles(folder);
  expect(await next.list(DATABASE)).toEqual([aFile(1), aFile(2)]);
  expect(Buffer.compare((await next.read(DATABASE, aFile(1).id)) ?? new Uint8Array(), content)).toBe(0);
  expect(statSync(fileOf(aFile(1).id)).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(fileOf(''))).mode & 0o777).toBe(0o700);
});

test('a content that is not what is said of it is refused, and nothing of it stays', async () => {
  const files = new UnsentFiles(folder);
  await expect(files.keep(DATABASE, aFile(1), content.subarray(1))).rejects.toThrow('is not what was said');
  await expect(files.keep(DATABASE, aFile(1, { sha256: 'a'.repeat(64) }), content)).rejects.toThrow(
    'is not what was said',
  );
  expect(await files.list(DATABASE)).toEqual([]);
});

test('what has changed on the disk is not read back, and is kept anew', async () => {
  const files = new UnsentFiles(folder);
  await files.keep(DATABASE, aFile(1), content);
  const bytes = readFileSync(fileOf(aFile(1).id));
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(fileOf(aFile(1).id), bytes);
  expect(await files.read(DATABASE, aFile(1).id)).toBeNull();
  await files.keep(DATABASE, aFile(1), content);
  expect(await files.read(DATABASE, aFile(1).id)).not.toBeNull();
});

test('half a file, a file of others and one under another name are passed over', async () => {
  const files = new UnsentFiles(folder);
  await files.keep(DATABASE, aFile(1), content);
  const whole = readFileSync(fileOf(aFile(1).id));
  writeFileSync(fileOf(aFile(2).id), whole.subarray(0, 40));
  writeFileSync(fileOf(aFile(3).id), whole);
  writeFileSync(fileOf(aFile(4).id), '');
  writeFileSync(fileOf(`${aFile(5).id}.4711.new`), whole);
  writeFileSync(fileOf('notes.txt'), 'mine');
  expect((await files.list(DATABASE)).map(({ id }) => id)).toEqual([aFile(1).id]);
  for (const n of [2, 3, 4]) expect(await files.read(DATABASE, aFile(n).id)).toBeNull();
});

test('what is let go is gone; letting go again is no error, and other databases are left alone', async () => {
  const files = new UnsentFiles(folder);
  await files.keep(DATABASE, aFile(1), content);
  await files.keep(DATABASE, aFile(2), content);
  await files.keep('another', aFile(1), content);
  for (let round = 0; round < 2; round += 1) await files.drop(DATABASE, [aFile(1).id]);
  expect((await files.list(DATABASE)).map(({ id }) => id)).toEqual([aFile(2).id]);
  await files.forget(DATABASE);
  await files.forget(DATABASE);
  expect(await files.list(DATABASE)).toEqual([]);
  expect(await files.list('another')).toHaveLength(1);
  expect(readdirSync(folder)).toEqual([databaseFileName('another')]);
});
