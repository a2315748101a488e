import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultSettings } from '../shared/ipc/contract.ts';
import { CrashLimit } from './crash-limit.ts';
import { firstLanguageTag, languageOf } from './texts.ts';
import { MIN_SIZES, openingPlace, type Area, type WindowPlace } from './window-place.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1040 };

test('a first start opens in the middle of the first screen', () => {
  expect(openingPlace('console', null, [SCREEN])).toEqual({
    x: 240,
    y: 70,
    width: 1440,
    height: 900,
    isMaximized: false,
  });
});

test('a window comes back to where it was, on a second screen too', () => {
  const saved = { x: 2000, y: 10, width: 1200, height: 800, isMaximized: true };
  expect(openingPlace('console', saved, [SCREEN, { ...SCREEN, x: 1920 }])).toEqual(saved);
});

test('a window whose screen is gone comes back on one that is there', () => {
  const saved = { x: 2000, y: 10, width: 1200, height: 800, isMaximized: false };
  expect(openingPlace('console', saved, [SCREEN])).toMatchObject({ x: 240, y: 70 });
});

const anyArea = fc.record({
  x: fc.integer({ min: -4000, max: 4000 }),
  y: fc.integer({ min: -4000, max: 4000 }),
  width: fc.integer({ min: 320, max: 4000 }),
  height: fc.integer({ min: 240, max: 3000 }),
});
// Near the first screen, so that it is about as often in reach as not.
const anySaved = (area: Area): fc.Arbitrary<WindowPlace> =>
  fc.record({
    x: fc.integer({ min: area.x - 500, max: area.x + area.width + 500 }),
    y: fc.integer({ min: area.y - 500, max: area.y + area.height + 500 }),
    width: fc.integer({ min: 1, max: 5000 }),
    height: fc.integer({ min: 1, max: 5000 }),
    isMaximized: fc.boolean(),
  });
const anySituation = fc
  .tuple(anyArea, fc.array(anyArea, { maxLength: 2 }))
  .chain(([first, others]) => fc.tuple(fc.option(anySaved(first)), fc.constant([first, ...others])));

const anyKind = fc.constantFrom('console' as const, 'ticket' as const, 'wallboard' as const);

test('a second window of a kind stands off the first, and each kind has its own size', () => {
  const first = openingPlace('ticket', null, [SCREEN]);
  expect(first).toMatchObject({ width: 880, height: 820 });
  const second = openingPlace('ticket', null, [SCREEN], [first]);
  expect([second.x - first.x, second.y - first.y]).toEqual([28, 28]);
  expect(openingPlace('ticket', null, [SCREEN], [first, second]).x).toBe(first.x + 56);
  expect(openingPlace('wallboard', null, [SCREEN])).toMatchObject({ width: 1440, height: 900 });
});

test('wherever it was, the window opens large enough, with a title bar that can be reached', () => {
  fc.assert(
    fc.property(anySituation, anyKind, fc.nat(60), ([saved, areas], kind, others) => {
      const taken: Area[] = [];
      for (let n = 0; n < others; n += 1) taken.push(openingPlace(kind, saved, areas, taken));
      const place = openingPlace(kind, saved, areas, taken);
      expect(place.width).toBeGreaterThanOrEqual(MIN_SIZES[kind].width);
      expect(place.height).toBeGreaterThanOrEqual(MIN_SIZES[kind].height);
      const isReachable = areas.some(
        (area) =>
          place.y >= area.y &&
          place.y < area.y + area.height &&
          place.x < area.x + area.width &&
          place.x + place.width > area.x,
      );
      expect(isReachable).toBe(true);
    }),
  );
});

test('a page that falls over once in a while is loaded again, one that falls at once is not', () => {
  const seldom = new CrashLimit();
  expect([0, 60_000, 120_000, 180_000, 240_000].map((atMs) => seldom.crashed(atMs))).not.toContain(false);
  const often = new CrashLimit();
  expect([0, 1, 2, 3].map((atMs) => often.crashed(atMs))).toEqual([true, true, true, false]);
});

test('main speaks the chosen language, else Portuguese where the system does, else English', () => {
  const settings = defaultSettings;
  expect([languageOf(settings, 'pt-PT'), languageOf(settings, 'de-DE')]).toEqual(['pt-BR', 'en']);
  expect(languageOf({ ...settings, language: 'en' }, 'pt-BR')).toBe('en');
});

test('a system without a language is taken for English', () => {
  expect(firstLanguageTag(['c', 'pt-BR'])).toBe('pt-BR');
  expect(firstLanguageTag(['c', ''])).toBe('en');
});
