import { expect } from 'vitest';
import { decodeCookie, type Position } from '../../../src/server/sync/cookie.ts';
import type { User } from '../../../src/shared/domain/workspace.ts';
import { actionIds } from '../../../src/shared/mutations/action-ids.ts';
import { decodeMutation } from '../../../src/shared/mutations/registry.ts';
import { UnitOfWork } from '../../../src/shared/mutations/unit-of-work.ts';
import { type BaseRow, type Meta, type OutboxRow, refKey } from '../../../src/shared/sync/storage.ts';
import { assertHolds } from './broken.ts';

/** One client's database as one commit has left it. Rows by `table:id`. */
export type ClientState = {
  readonly user: User;
  readonly meta: Meta;
  readonly rows: ReadonlyMap<string, unknown>;
  readonly bases: readonly BaseRow[];
  readonly outbox: readonly OutboxRow[];
};

/**
 * Invariant 7: the rows are the backend's with what is pending on top, in order, and nothing else; the backend's
 * version is kept of exactly the rows that something pending has changed.
 */
export function expectReplay({ user, meta, rows, bases, outbox }: ClientState): void {
  const confirmed = new Map(rows);
  for (const { ref, row } of bases) {
    if (row === null) confirmed.delete(refKey(ref));
    else confirmed.set(refKey(ref), row);
  }
  const unit = new UnitOfWork();
  for (const [key, row] of confirmed) unit.load(...splitKey(key), row);
  const actor = unit.workspace('user', user.id) ?? user;
  for (const { seq, name, args, performedAtMs } of outbox.filter(isPending)) {
    const decoded = decodeMutation(name, args);
    if (!decoded.ok) continue;
    const refusal = decoded.value.run(unit, {
      actor,
      performedAtMs,
      receivedAtMs: null,
      newId: actionIds(meta.clientId, seq - meta.seqBase, performedAtMs),
      ticketNumber: () => null,
    });
    if (refusal === null) unit.keep();
    else unit.discard();
  }
  const written = unit.written().map(({ table, row }): [string, unknown] => [`${table}:${row.id}`, row]);
  const replayed = new Map([...confirmed, ...written]);
  expectSameKeys([...rows.keys()], [...replayed.keys()], 'invariant 7: the rows there are');
  for (const [key, row] of replayed) {
    // Most rows are the very same.
    if (rows.get(key) !== row) expect(rows.get(key), `invariant 7: ${key}`).toEqual(row);
  }
  const kept = bases.map(({ ref }) => refKey(ref));
  expectSameKeys(
    kept,
    written.map(([key]) => key),
    'invariant 7: the rows whose base is kept',
  );
}

/** Of every commit: in order, with a message, only when they are not the same. `expected` has each key once. */
function expectSameKeys(found: readonly string[], expected: readonly string[], what: string): void {
  const there = new Set(found);
  if (found.length === expected.length && expected.every((key) => there.has(key))) return;
  expect(found.toSorted(), what).toEqual(expected.toSorted());
}

function isPending({ outcome, isCovered }: OutboxRow): boolean {
  return outcome !== 'rejected' && !isCovered;
}

function splitKey(key: string): [table: string, id: string] {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
}

/**
 * Invariant 6 for one machine, over restarts: within a life of its database and of the backend's, neither the cookie nor
 * `lastSeq` goes back. Show it every state there is.
 */
export class ForwardWatch {
  #last: Meta | null = null;

  see(state: Pick<ClientState, 'user' | 'meta'>): void {
    if (this.#last !== null) expectForward(this.#last, state);
    this.#last = state.meta;
  }
}

function expectForward(last: Meta, { user, meta }: Pick<ClientState, 'user' | 'meta'>): void {
  if (last.clientId !== meta.clientId || last.generation !== meta.generation) return;
  assertForward(meta.lastSeq, last.lastSeq, 'lastSeq');
  assertForward(meta.leaderEpoch, last.leaderEpoch, 'the leader’s epoch');
  assertHolds(meta.isComplete || !last.isComplete, 6, () => 'the first sync does not stay done');
  if (last.cookie === null) return;
  assertHolds(meta.cookie !== null, 6, () => 'a cookie once had is gone');
  // Nothing is further than itself, and most commits leave the cookie alone.
  if (last.cookie === meta.cookie) return;
  const [before, after] = [decodeCookie(last.cookie, user.id), decodeCookie(meta.cookie ?? '', user.id)];
  if (before.epoch !== after.epoch || before.view !== after.view) return;
  assertForward(after.lastSeq, before.lastSeq, 'the cookie’s lastSeq');
  for (const [scope, position] of Object.entries(before.scopes)) {
    const next = after.scopes[scope];
    const isBack = next === undefined || compare(next, position) === -1;
    assertHolds(!isBack, 6, () => `the cookie goes back in ${scope}`);
  }
}

function assertForward(now: number, before: number, what: string): void {
  assertHolds(now >= before, 6, () => `${what} goes back from ${before} to ${now}`);
}

type Comparable = readonly (string | number)[];

/** -1 when `a` is before `b`, 1 when it is after. */
function compare(a: Position, b: Position): -1 | 0 | 1 {
  const [left, right] = [placeOf(a), placeOf(b)];
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? '';
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

function placeOf(position: Position): Comparable {
  // Without a mark all parts of the ticket are in, which is further than with one.
  const part = position.part ?? ['\uffff', ''];
  return position.at === 'fill'
    ? [0, position.lane, position.id, position.kind, ...part]
    : [1, position.ver, position.id, position.kind, ...part];
}
