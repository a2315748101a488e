import type { Database } from '../../../src/server/db/database.ts';
import { canSee, toldSenderId } from '../../../src/shared/access/access.ts';
import { glimpseOf, isGlimpsed } from '../../../src/shared/access/glimpse.ts';
import type { PartKind } from '../../../src/shared/domain/tables.ts';
import type { User } from '../../../src/shared/domain/workspace.ts';
import { wireSeqOf } from '../../../src/shared/sync/life.ts';
import { queuesOf, wholeTickets } from '../../server/support/whole-tickets.ts';
import { brokenInvariants, type WholeTicket } from '../../support/ticket-invariants.ts';
import { assertHolds, assertSame, assertSameRows } from './broken.ts';
import { type Entry, madeBy } from './ledger.ts';
import type { Machine } from './machine.ts';
import type { SimulatedBackend } from './simulated-backend.ts';
import type { Tally } from './tally.ts';

/** How the actions of clients were decided, asked for once: a decision stands until a backup is put back. */
export class Decisions {
  readonly #backend: SimulatedBackend;
  readonly #known = new Map<string, Map<number, Decision>>();

  constructor(backend: SimulatedBackend) {
    this.#backend = backend;
  }

  /** Those of a client; asked for again when one of `seqs` is not among those known. */
  async of(clientId: string, seqs: readonly number[]): Promise<ReadonlyMap<number, Decision>> {
    const known = this.#known.get(clientId) ?? new Map<number, Decision>();
    if (seqs.every((seq) => known.has(seq))) return known;
    const decisions = await this.#backend.decisions(clientId);
    const fresh = new Map(decisions.map((decision) => [decision.seq, decision]));
    this.#known.set(clientId, fresh);
    return fresh;
  }

  /** What was decided may not have been. */
  forget(): void {
    this.#known.clear();
  }
}

type Decision = Awaited<ReturnType<SimulatedBackend['decisions']>>[number];

/** The actions that wait on a machine, by client and seq. */
function waitingOn({ state }: Machine): Set<string> {
  const { clientId } = state.meta;
  return new Set([
    ...[...state.outbox.keys()].map((seq) => `${clientId}:${wireSeqOf(state.meta, seq)}`),
    ...[...state.recovered.values()].map((row) => `${row.clientId}:${row.seq}`),
  ]);
}

/** The actions that a machine has yet to see the effect of, and that the backend has answered: main holds no copy of them. */
export function answeredOn({ state }: Machine): ReadonlySet<string> {
  const answered = [...state.outbox.values()].filter(({ outcome }) => outcome !== null);
  return new Set(answered.map(({ seq }) => `${state.meta.clientId}:${wireSeqOf(state.meta, seq)}`));
}

/**
 * Nothing lost, at any moment: each kept action still waits on the machine, or has been decided; a refused one still
 * waits or is in Needs attention.
 */
export async function checkPromises(machine: Machine, all: Decisions): Promise<void> {
  const { state, ledger } = machine;
  const waiting = waitingOn(machine);
  const shown = new Set([...state.attention.values()].map((row) => `${row.clientId}:${row.seq}`));
  for (const id of ledger.clientIds) {
    const open = ledger.entries(id).filter(({ seq, isForgotten }) => !isForgotten && !waiting.has(`${id}:${seq}`));
    if (open.length === 0) continue;
    const decided = await all.of(
      id,
      open.map(({ seq }) => seq),
    );
    for (const { seq, name, isWithdrawn } of open) {
      const decision = decided.get(seq);
      assertHolds(decision !== undefined, 2, () => `${name}, kept as ${seq} by ${machine.name}, is nowhere`);
      const isSaid = decision?.isRefused !== true || isWithdrawn || shown.has(`${id}:${seq}`);
      assertHolds(isSaid, 2, () => `${name}, kept as ${seq} by ${machine.name}, was refused without a word`);
    }
  }
}

/** A backup was put back: what it does not hold and no machine still has to send is lost with it. */
export async function forgetUnsafe(machine: Machine, backend: SimulatedBackend): Promise<void> {
  const safe = new Set([...waitingOn(machine), ...(await decidedOf(machine, backend))]);
  machine.ledger.forget((key) => safe.has(key));
}

/**
 * A machine has lost its database: of what was `answered` there, that is lost which a backup put back had forgotten since,
 * before the machine heard of it. Both at once are more than is promised.
 */
export async function forgetLostTwice(
  machine: Machine,
  backend: SimulatedBackend,
  answered: ReadonlySet<string>,
): Promise<void> {
  if (answered.size === 0) return;
  const decided = await decidedOf(machine, backend);
  machine.ledger.forget((key) => !answered.has(key) || decided.has(key));
}

/** The actions of a machine that the backend knows of, by client and seq. */
async function decidedOf({ ledger }: Machine, backend: SimulatedBackend): Promise<Set<string>> {
  const decided = new Set<string>();
  for (const clientId of ledger.clientIds) {
    for (const { seq } of await backend.decisions(clientId)) decided.add(`${clientId}:${seq}`);
  }
  return decided;
}

/** What must hold when everybody has sent and received everything. */
export async function checkQuiet(
  machines: readonly Machine[],
  backend: SimulatedBackend,
  db: Database,
  tally: Tally,
): Promise<void> {
  const tickets = await wholeTickets(db);
  const queues = await queuesOf(db);
  const workspace = await db.raw<{ kind: string; row: { id: string } }>('select kind, row from workspace_row');
  for (const whole of tickets.values()) {
    assertSame(brokenInvariants(whole, queues), [], 11, `ticket ${whole.ticket.id} as the backend has it`);
  }
  for (const machine of machines) {
    const { state, name } = machine;
    assertSame([...state.outbox.values()], [], 2, `the outbox of ${name} is not empty`);
    assertSame([...state.bases.keys()], [], 7, `rows of ${name} still wait for the backend`);
    assertSame([...state.recovered.values()], [], 2, `what ${name} had brought back is not sent`);
    const rows = new Map([...state.rows].map(([key, { row }]): [string, unknown] => [key, row]));
    assertSameRows(rows, viewOf(machine, workspace, tickets), 1, `the view of ${name}`);
    checkEffects(await checkDecisions(machine, backend, tally), tickets);
  }
}

/** A person's view as the backend's tables have it, not as its pull answers it. */
function viewOf(
  { user }: Machine,
  workspace: readonly { readonly kind: string; readonly row: { readonly id: string } }[],
  tickets: ReadonlyMap<string, WholeTicket>,
): ReadonlyMap<string, unknown> {
  const view = new Map(workspace.map(({ kind, row }): [string, unknown] => [`${kind}:${row.id}`, row]));
  const self = (view.get(`user:${user.id}`) ?? user) as User;
  for (const { ticket, scopes: _scopes, ...parts } of tickets.values()) {
    const isSeen = canSee(self, ticket);
    if (!isSeen && !(self.isActive && toldSenderId(ticket) === self.id)) continue;
    view.set(`ticket:${ticket.id}`, isSeen ? ticket : glimpseOf(ticket));
    for (const [plural, rows] of Object.entries(parts)) {
      const kind = plural.slice(0, -1) as PartKind;
      for (const row of rows) if (isSeen || isGlimpsed(kind, row, self.id)) view.set(`${kind}:${row.id}`, row);
    }
  }
  return view;
}

/** What was kept is what was decided, once each and in order, and what was refused is told. Answers what was applied. */
async function checkDecisions(
  { state, ledger, name }: Machine,
  backend: SimulatedBackend,
  tally: Tally,
): Promise<readonly Entry[]> {
  const toBeShown: string[] = [];
  const mayBeShown = new Set<string>();
  const applied: Entry[] = [];
  for (const clientId of ledger.clientIds) {
    const decisions = await backend.decisions(clientId);
    const decided = new Map(decisions.map((decision) => [decision.seq, decision]));
    const kept = ledger.entries(clientId).filter(({ seq, isForgotten }) => !isForgotten || decided.has(seq));
    assertSame(
      decisions.map(({ seq, name: action }) => ({ seq, action })),
      kept.map(({ seq, name: action, isWithdrawn }) => {
        const recorded = decided.get(seq)?.name;
        return { seq, action: isWithdrawn && recorded === 'sync.withdraw' ? recorded : action };
      }),
      decisions.length < kept.length ? 2 : 4,
      `what ${name} did is not what was decided, once each and in order`,
    );
    for (const entry of ledger.entries(clientId)) {
      const key = `${clientId}:${entry.seq}`;
      const decision = decided.get(entry.seq);
      const isDone = decision?.isRefused === false && decision.name !== 'sync.withdraw';
      if (entry.isForgotten || (entry.isWithdrawn && decision?.isRefused === true)) mayBeShown.add(key);
      else if (decision?.isRefused === true || (entry.isWithdrawn && isDone)) toBeShown.push(key);
      if (isDone) applied.push(entry);
      if (isDone) tally.count(`applied ${entry.name}`);
      if (decision?.name === 'sync.withdraw') tally.count('applied sync.withdraw');
      tally.count(
        `decided: ${decision === undefined ? 'forgotten' : isDone ? 'applied' : decision.isRefused ? 'refused' : 'withdrawn'}`,
      );
    }
  }
  const shown = [...state.attention.values()].map(({ clientId, seq }) => `${clientId}:${seq}`);
  const due = shown.filter((key) => !mayBeShown.has(key));
  assertSame(due.toSorted(), toBeShown.toSorted(), 2, `Needs attention of ${name}`);
  return applied;
}

/** Each applied action has its effect, and a client's own come in the order of their seqs. */
function checkEffects(applied: readonly Entry[], tickets: ReadonlyMap<string, WholeTicket>): void {
  const atMs = new Map<string, number>();
  for (const [id, { messages, attempts, handovers, ticket }] of tickets) {
    atMs.set(`ticket:${id}`, ticket.createdAtMs);
    for (const { id: messageId, writtenAtMs } of messages) atMs.set(`message:${messageId}`, writtenAtMs);
    for (const { id: attemptId, atMs: doneAtMs } of attempts) atMs.set(`attempt:${attemptId}`, doneAtMs);
    for (const { id: handoverId, atMs: madeAtMs } of handovers) atMs.set(`handover:${handoverId}`, madeAtMs);
  }
  const last = new Map<string, number>();
  for (const entry of applied) {
    const key = madeBy(entry);
    if (key === null) continue;
    const madeAtMs = atMs.get(key);
    assertHolds(madeAtMs !== undefined, 3, () => `${entry.name} ${entry.seq} was applied, and ${key} is not there`);
    const place = `${entry.clientId}:${String(entry.args['ticketId'])}`;
    const isAfter = (madeAtMs ?? 0) >= (last.get(place) ?? 0);
    assertHolds(isAfter, 4, () => `${entry.name} ${entry.seq} counts as done before what was done before it`);
    last.set(place, madeAtMs ?? 0);
  }
}
