import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Each rule with a file that breaks it. */
const PLANTED = [
  ['shared-imports-nothing', 'src/shared/planted.ts', '../server/version.ts'],
  ['renderer-imports-only-itself-and-shared', 'src/renderer/planted.ts', '../main/deep-link.ts'],
  ['server-imports-only-itself-and-shared', 'src/server/planted.ts', '../renderer/db/console-db.ts'],
  ['main-imports-only-itself-and-shared', 'src/main/planted.ts', '../server/version.ts'],
  ['preload-imports-only-itself-and-shared', 'src/preload/planted.ts', '../main/deep-link.ts'],
  ['features-do-not-import-each-other', 'src/renderer/features/queue/planted.ts', '../ticket/composer.tsx'],
  ['no-test-code-in-src', 'src/shared/lib/planted.ts', '../../../tests/planted.ts'],
  ['no-cycles', 'src/shared/domain/planted.ts', './planted-back.ts'],
] as const;

let copy: string;
let report: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'patamar-boundaries-'));
  for (const name of ['src', 'tests', '.dependency-cruiser.cjs', 'tsconfig.base.json', 'package.json']) {
    await cp(join(ROOT, name), join(copy, name), { recursive: true });
  }
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const [, file, imported] of PLANTED) await writeFile(join(copy, file), `import '${imported}';\nexport {};\n`);
  await writeFile(join(copy, 'tests/planted.ts'), 'export {};\n');
  await writeFile(join(copy, 'src/shared/domain/planted-back.ts'), "import './planted.ts';\nexport {};\n");
  report = await new Promise((resolve) => {
    const cruiser = join(ROOT, 'node_modules/.bin/depcruise');
    execFile(cruiser, ['src'], { cwd: copy, maxBuffer: 16_000_000 }, (_error, stdout) => resolve(stdout));
  });
}, 60_000);
afterAll(() => rm(copy, { recursive: true, force: true }));

test.each(PLANTED)('%s is caught when %s breaks it', (rule, file) => {
  expect(report.split('error ').some((found) => found.startsWith(`${rule}:`) && found.includes(file))).toBe(true);
});

test('nothing else breaks a rule', () => {
  const found = report.match(/error [\w-]+: \S+/g) ?? [];
  expect(found.filter((line) => !line.includes('planted'))).toEqual([]);
});
