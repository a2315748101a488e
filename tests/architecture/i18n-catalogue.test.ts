import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { en } from '../../src/shared/i18n/messages.en.ts';
import { ptBr } from '../../src/shared/i18n/messages.pt-br.ts';

const RENDERER = path.join(import.meta.dirname, '../../src/renderer');
const portuguese: ReadonlyMap<string, string> = new Map(Object.entries(ptBr));
const english: ReadonlyMap<string, string> = new Map(Object.entries(en));

const sources = globSync('**/*.{ts,tsx}', { cwd: RENDERER })
  .filter((file) => !/\.test\.tsx?$/u.test(file))
  .map((file) => readFileSync(path.join(RENDERER, file), 'utf8'))
  .join('\n');

const literals = new Set([...sources.matchAll(/['"]([\w.-]+)['"]/gu)].map(([, text]) => text));
/** Texts that are named by a family and a word, such as `status.${ticket.status}`. */
const families = [...sources.matchAll(/`([\w.]+\.(?:tier)?)\$\{/gu)].map(([, text]) => text ?? '');
/** Families that event-sentence.ts looks words up in. */
const LOOKED_UP = ['channel.', 'priority.', 'status.', 'outcome.', 'resolution.'];

function isUsed(key: string): boolean {
  return literals.has(key) || [...families, ...LOOKED_UP].some((family) => key.startsWith(family));
}

test('no text of the catalogue is unused', () => {
  expect([...portuguese.keys()].filter((key) => !isUsed(key))).toEqual([]);
});

test('both languages have the same texts, and none is empty', () => {
  expect([...english.keys()].toSorted()).toEqual([...portuguese.keys()].toSorted());
  expect([...portuguese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
});

/** A part of a parsed ICU text: type 0 is plain text, the others ask for the value they name. */
type Part = { type: number; value?: string | undefined; options?: Record<string, { value: Part[] }> | undefined };
const partSchema: z.ZodType<Part> = z.lazy(() =>
  z.object({
    type: z.number(),
    value: z.string().optional(),
    options: z.record(z.string(), z.object({ value: z.array(partSchema) })).optional(),
  }),
);

/** The values that a text asks for. Throws when it is no valid ICU. */
function askedFor(text: string, language: string): string[] {
  const names = (parts: readonly Part[]): string[] =>
    parts.flatMap(({ type, value, options }) => [
      ...(type === 0 || value === undefined ? [] : [value]),
      ...Object.values(options ?? {}).flatMap((option) => names(option.value)),
    ]);
  const parts = z.array(partSchema).parse(new IntlMessageFormat(text, language).getAst());
  return [...new Set(names(parts))].toSorted();
}

test('every text is valid ICU and asks for the same values in both languages', () => {
  const differing = [...portuguese].filter(
    ([key, text]) => String(askedFor(text, 'pt-BR')) !== String(askedFor(english.get(key) ?? '', 'en')),
  );
  expect(differing).toEqual([]);
});
