import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const RULES = 'src/shared/mutations/registry.ts';

/** The files that run before a file does: those it imports, but for types and what is imported later. */
function runBefore(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  for (const [, imported = ''] of text.matchAll(/^(?:import|export)\b(?! type\b)[^;']*'(\.[^']+\.tsx?)';/gm)) {
    runBefore(path.join(path.dirname(file), imported), known);
  }
  return known;
}

test('the page starts, opens the database and shows rows without the rules of the actions', () => {
  const files = runBefore('src/renderer/start.tsx');
  expect(files).toContain('src/renderer/db/open-console.ts');
  expect(files).not.toContain(RULES);
});

test('what acts has them', () => {
  expect(runBefore('src/renderer/db/acting.ts')).toContain(RULES);
});
