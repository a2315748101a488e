import { expect, test } from 'vitest';
import { type ArchiveAnswer, archiveState, readsOn } from './archive-state.ts';

const answer = (fields: Partial<ArchiveAnswer> = {}): ArchiveAnswer => ({
  isOnline: true,
  isSettled: true,
  isFetching: false,
  error: null,
  pages: 1,
  hasMore: false,
  found: 0,
  ...fields,
});
const away = { kind: 'unreachable', detail: '' } as const;

test.each<[string, Partial<ArchiveAnswer>]>([
  ['offline', { isOnline: false }],
  ['offline', { isOnline: false, isFetching: true, found: 2 }],
  ['asking', { isSettled: false }],
  ['asking', { isFetching: true, pages: 0 }],
  ['asking', { isFetching: true, error: away }],
  ['unreachable', { error: away }],
  ['unreachable', { error: away, found: 3, hasMore: true }],
  ['failed', { error: { kind: 'refused', status: 500, code: 'internal', detail: '' } }],
  ['found', { found: 3, hasMore: true }],
  ['noneSoFar', { hasMore: true, pages: 3 }],
  ['none', {}],
  ['end', { found: 1 }],
])('%s is said of %j', (state, fields) => {
  expect(archiveState(answer(fields))).toBe(state);
});

test('pages that bring nothing new are read on by themselves, but not without end', () => {
  expect(readsOn(answer({ hasMore: true }))).toBe(true);
  expect(archiveState(answer({ hasMore: true }))).toBe('asking');
  expect(readsOn(answer({ hasMore: true, pages: 3 }))).toBe(false);
  expect(readsOn(answer({ hasMore: true, found: 1 }))).toBe(false);
  expect(readsOn(answer({ hasMore: true, error: away }))).toBe(false);
  expect(readsOn(answer({ hasMore: true, isOnline: false }))).toBe(false);
});
