import { expect, test } from 'vitest';
import { typedSince } from './typed-since.ts';

test.each([
  ['nothing more was typed', 'Bom dia', 'Bom dia', ''],
  ['more was typed while it was on its way', 'Bom dia\n\nE outra coisa', 'Bom dia', 'E outra coisa'],
  ['it was changed elsewhere', 'Boa tarde', 'Bom dia', 'Boa tarde'],
  ['it had been emptied', '', 'Bom dia', ''],
  ['only files were sent', 'novo', '', 'novo'],
])('of a draft that was sent stays what is new: %s', (_when, draft, sent, rest) => {
  expect(typedSince(draft, sent)).toBe(rest);
});
