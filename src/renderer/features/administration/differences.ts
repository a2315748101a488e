import type { Described } from './section.ts';

/** A field that two versions of a row say differently, in words. */
export type Difference = {
  readonly name: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
};

const NOTHING = '–';

/** What two versions of a row say differently, field by field; of two lists what only one of them has. */
export function differences(before: readonly Described[], after: readonly Described[]): readonly Difference[] {
  const names = new Set([...before, ...after].map(({ name }) => name));
  return [...names].flatMap((name): Difference[] => {
    const was = before.find((line) => line.name === name);
    const is = after.find((line) => line.name === name);
    const { label = '' } = is ?? was ?? {};
    if ((was?.value ?? NOTHING) === (is?.value ?? NOTHING)) return [];
    return [{ name, label, before: onlyIn(was, is), after: onlyIn(is, was) }];
  });
}

function onlyIn(line: Described | undefined, other: Described | undefined): string {
  if (line === undefined) return NOTHING;
  if (line.items === undefined) return line.value;
  const own = line.items.filter((item) => other?.items?.includes(item) !== true);
  return own.length === 0 ? NOTHING : own.join('; ');
}
