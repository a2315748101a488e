import { expect, test } from 'vitest';
import { attemptListOf, scriptOf } from './category-tree.ts';
import { isNextFor } from './next-to-take.ts';
import { PRIORITIES } from './priority.ts';
import { staysAtShiftEnd } from './shift-end.ts';
import { STATUSES, type Status } from './status.ts';
import { type Impact, IMPACTS, judged, priorityOf, URGENCIES, type Urgency } from './triage.ts';
import type { Category } from './workspace.ts';

/** 0 for the most urgent. */
function rank(impact: Impact, urgency: Urgency): number {
  return PRIORITIES.indexOf(priorityOf(impact, urgency));
}

test('more people affected, or people who can do less, never make a ticket less urgent', () => {
  for (const urgency of URGENCIES) {
    const ranks = IMPACTS.map((impact) => rank(impact, urgency));
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
  }
  for (const impact of IMPACTS) {
    const ranks = URGENCIES.map((urgency) => rank(impact, urgency));
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
  }
  expect(priorityOf('everyone', 'stopped')).toBe('P1');
  expect(priorityOf('person', 'able')).toBe('P4');
});

test('a reason is kept only while the priority is another than impact and urgency give', () => {
  expect(judged('team', 'stopped', 'P1', 'cliente VIP')).toMatchObject({ overrideReason: 'cliente VIP' });
  expect(judged('team', 'stopped', 'P2', 'como manda a regra')).toMatchObject({ overrideReason: null });
});

const category = (id: string, parentId: string | null, own: Partial<Category> = {}): [string, Category] => [
  id,
  { id, name: id, parentId, ...own },
];

test('a category has the attempts and the script of the nearest above that has any, each for itself, even in a circle', () => {
  const tree = new Map([
    category('net', null, { attemptList: ['reiniciar'], script: 'Pergunte desde quando.' }),
    category('wifi', 'net', { attemptList: [], script: '  ' }),
    category('mesh', 'wifi', { attemptList: ['trocar o canal'] }),
    category('a', 'b'),
    category('b', 'a'),
  ]);
  expect(attemptListOf('wifi', tree)).toEqual(['reiniciar']);
  expect(attemptListOf('mesh', tree)).toEqual(['trocar o canal']);
  expect(scriptOf('mesh', tree)).toBe('Pergunte desde quando.');
  expect([attemptListOf('a', tree), scriptOf('a', tree), scriptOf(null, tree), scriptOf('gone', tree)]).toEqual([
    [],
    null,
    null,
    null,
  ]);
});

test('the next to take is with nobody, in a queue of one’s own, and neither paused nor ended', () => {
  const me = { queueIds: ['q1'], isActive: true };
  const ticket = { assigneeId: null, queueId: 'q1', status: 'open' } as Parameters<typeof isNextFor>[1];
  expect(STATUSES.filter((status) => isNextFor(me, { ...ticket, status }))).toEqual(['new', 'open']);
  expect(isNextFor(me, { ...ticket, assigneeId: 'ana' })).toBe(false);
  expect(isNextFor(me, { ...ticket, queueId: 'q2' })).toBe(false);
  expect(isNextFor({ ...me, isActive: false }, ticket)).toBe(false);
});

const stays = (status: Status, followUpAtMs: number | null): boolean => staysAtShiftEnd({ status, followUpAtMs }, 100);

test('at the end of a shift only what is paused until a moment to come stays', () => {
  expect(STATUSES.filter((status) => stays(status, 101))).toEqual([
    'waiting_customer',
    'waiting_vendor',
    'waiting_change',
    'scheduled',
  ]);
  expect([stays('scheduled', 100), stays('scheduled', null), stays('open', 101)]).toEqual([false, false, false]);
});
