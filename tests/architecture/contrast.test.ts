import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, '../../src/renderer/ui/tokens.css'), 'utf8');

type Tokens = ReadonlyMap<string, string>;

/** The custom properties of the rules with exactly this selector. */
function rule(selector: string): Tokens {
  const at = css.indexOf(`\n${selector} {`);
  if (at === -1) throw new Error(`tokens.css has no ${selector}`);
  const body = css.slice(css.indexOf('{', at) + 1, css.indexOf('\n}', at));
  return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}

const light = rule(':root');
const dark = rule(":root[data-theme='dark']");
const more = rule(":root[data-contrast='more']");
const darkMore = rule(":root[data-theme='dark'][data-contrast='more']");

/** As the cascade puts them together. */
const THEMES = [
  { name: 'light', tokens: light, textRatio: 4.5 },
  { name: 'dark', tokens: new Map([...light, ...dark]), textRatio: 4.5 },
  { name: 'light, more contrast', tokens: new Map([...light, ...more]), textRatio: 7 },
  { name: 'dark, more contrast', tokens: new Map([...light, ...dark, ...more, ...darkMore]), textRatio: 7 },
] as const;

const SURFACES = ['bg-app', 'bg-panel', 'bg-raised', 'bg-sunken', 'bg-hover', 'bg-selected'] as const;
const BUBBLES = ['note-bg', 'reply-bg', 'customer-bg'] as const;
const TONES = ['accent', 'danger', 'warning', 'info', 'success'] as const;
const TINTS = [0, 1, 2, 3, 4, 5] as const;

/** Every text colour with every surface it is set on. */
const TEXT_PAIRS: readonly (readonly [text: string, surface: string])[] = [
  ...['text', 'text-soft', 'text-muted'].flatMap((text) =>
    [...SURFACES, ...BUBBLES].map((surface) => [text, surface] as const),
  ),
  ...TONES.flatMap((tone) =>
    [`${tone}-soft`, ...SURFACES].map((surface): readonly [string, string] => [`${tone}-text`, surface]),
  ),
  ...BUBBLES.flatMap((bubble) => ['info-text', 'warning-text', 'danger-text'].map((text) => [text, bubble] as const)),
  ['accent-text', 'reply-bg'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  // The mark of a P1, and a tooltip.
  ['bg-raised', 'danger'],
  ['bg-panel', 'text'],
  ...TINTS.map((tint) => [`tint-${tint}-text`, `tint-${tint}`] as const),
];

/** What has to be told from its surroundings without being text: bounds of fields, the focus, bars and dots. */
const SHAPE_PAIRS: readonly (readonly [shape: string, surface: string])[] = [
  ...['bg-app', 'bg-panel', 'bg-raised', 'note-bg'].map((surface) => ['field-border', surface] as const),
  ...[...SURFACES, ...BUBBLES].map((surface) => ['focus', surface] as const),
  ...['bg-app', 'bg-panel', 'bg-raised', 'bg-selected'].map((surface) => ['accent', surface] as const),
  ...['bg-panel', 'bg-raised'].map((surface) => ['danger', surface] as const),
  ['online', 'bg-app'],
];

/** Also the lines between parts, where more contrast is asked for. */
const LINE_PAIRS = ['border', 'border-strong', 'note-border', 'reply-border'].flatMap((line) =>
  ['bg-app', 'bg-panel', 'bg-raised'].map((surface) => [line, surface] as const),
);

for (const { name, tokens, textRatio } of THEMES) {
  test(`${name}: every text has a contrast of ${textRatio}:1 on every surface it is set on`, () => {
    expect(tooLow(tokens, TEXT_PAIRS, textRatio)).toEqual([]);
  });

  test(`${name}: fields, the focus and marks stand out from what is around them by 3:1`, () => {
    expect(tooLow(tokens, SHAPE_PAIRS, 3)).toEqual([]);
  });
}

for (const { name, tokens } of THEMES.filter(({ textRatio }) => textRatio === 7)) {
  test(`${name}: the lines between parts stand out by 3:1 too`, () => {
    expect(tooLow(tokens, LINE_PAIRS, 3)).toEqual([]);
  });
}

test('the two extremes are 21:1 apart, as WCAG 2.2 has it', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
});

/** The pairs that come closer than they may, each with its ratio. */
function tooLow(
  tokens: Tokens,
  pairs: readonly (readonly [above: string, below: string])[],
  atLeast: number,
): readonly string[] {
  return pairs.flatMap(([above, below]) => {
    const ratio = contrast(colorOf(tokens, above), colorOf(tokens, below));
    return ratio >= atLeast ? [] : [`${above} on ${below}: ${ratio.toFixed(2)}`];
  });
}

type Rgb = readonly [number, number, number];

function colorOf(tokens: Tokens, name: string): Rgb {
  const hex = /^#([0-9a-f]{6})$/.exec(tokens.get(name) ?? '')?.[1];
  if (hex === undefined) throw new Error(`--${name} is no colour of six digits: ${tokens.get(name) ?? 'missing'}`);
  const channel = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: Rgb, other: Rgb): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
