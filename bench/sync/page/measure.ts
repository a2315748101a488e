import type { PageResult } from '../messages.ts';
import { account, changeAtBackend, freeTickets, holderOf } from './harness.ts';
import type { LiveRows } from './live-rows.ts';
import type { Action, Peer } from './peer.ts';

/** Part of what a page measured. */
export type Measured = Omit<PageResult, 'wrong' | 'failure'>;

const CHANGES = 5;
const ACTS = 100;
/** Actions go round over these rows of the ones shown, so that the order of the last ones does not matter. */
const FIRST_ACTED_ON = 5;
const ACTED_ON = 40;

/** A hundred tickets change at the backend: from the pull to the moment the page shows the queue without one of them. */
export async function measureChanges(peer: Peer, rows: LiveRows): Promise<Measured> {
  const changesMs: number[] = [];
  for (let turn = 0; turn < CHANGES; turn += 1) {
    await rest();
    const { markerId } = await changeAtBackend();
    const shown = rows.until((all) => all.length > 0 && !all.some(({ id }) => id === markerId));
    const startedAtMs = performance.now();
    const pulled = peer.pull();
    changesMs.push((await shown) - startedAtMs);
    await pulled;
    await peer.flush?.();
  }
  return { changesMs };
}

/** Pauses and resumes tickets that are shown, without the backend: until the page shows it, and until it is on disk. */
export async function measureActs(peer: Peer, rows: LiveRows): Promise<Measured> {
  await peer.setOffline?.(true);
  await rest();
  const { visibleMs, diskMs } = await actAgainAndAgain(peer, rows, (action) => peer.act(action));
  const strictly = peer.actStrictly?.bind(peer);
  const strict = strictly === undefined ? null : await actAgainAndAgain(peer, rows, strictly);
  await peer.setOffline?.(false);
  await peer.push();
  return {
    actVisibleMs: visibleMs,
    actDiskMs: diskMs,
    ...(strict === null ? {} : { actStrictDiskMs: strict.diskMs }),
  };
}

async function actAgainAndAgain(
  peer: Peer,
  rows: LiveRows,
  act: (action: Action) => Promise<void>,
): Promise<{ readonly visibleMs: number[]; readonly diskMs: number[] }> {
  const ids = rows.rows.slice(FIRST_ACTED_ON, FIRST_ACTED_ON + ACTED_ON).map(({ id }) => id);
  const visibleMs: number[] = [];
  const diskMs: number[] = [];
  for (let turn = 0; turn < (peer.acts ?? ACTS); turn += 1) {
    const id = ids[(turn >> 1) % ids.length];
    if (id === undefined) throw new Error('no rows to act on are shown');
    const kind = turn % 2 === 0 ? 'pause' : 'resume';
    await peer.select?.(id);
    const shown = rows.until((all) => all.some((row) => row.id === id) === (kind === 'resume'));
    const startedAtMs = performance.now();
    const done = act({ kind, id });
    visibleMs.push((await shown) - startedAtMs);
    await done;
    await peer.flush?.();
    diskMs.push(performance.now() - startedAtMs);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return { visibleMs, diskMs };
}

/**
 * A thousand tickets taken one after the other without the backend, each when the one before is seen to be taken, until
 * all are on the disk; and then sent to the backend.
 */
export async function measureOffline(peer: Peer, wrong: string[]): Promise<Measured> {
  const ids = await freeTickets();
  await peer.setOffline?.(true);
  await peer.reach?.(ids);
  await rest();
  const startedAtMs = performance.now();
  for (const id of ids) await (peer.actAhead?.({ kind: 'claim', id }) ?? peer.act({ kind: 'claim', id }));
  await peer.flush?.();
  const keptAtMs = performance.now();
  await peer.setOffline?.(false);
  await peer.push();
  const acknowledgedAtMs = performance.now();
  const { user } = account();
  if ((await holderOf(ids.at(-1) ?? '')) !== user.id) wrong.push('the last action sent');
  return { keptMs: keptAtMs - startedAtMs, acknowledgedMs: acknowledgedAtMs - keptAtMs };
}

/** Lets what came before come to its end. */
function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 250));
}
