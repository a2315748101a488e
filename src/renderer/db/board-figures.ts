import { PAUSE_CLASSES, pauseClassOf, type PauseClass } from '../../shared/domain/status.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { type Tier, TIERS } from '../../shared/domain/tier.ts';
import { BOARD_FIGURES, type BoardFigure, type BoardSlice } from '../../shared/ipc/page-window.ts';
import { deadlineOfKey } from '../../shared/sla/urgency.ts';
import type { TicketRecord } from '../../shared/sync/storage.ts';

/** What the wallboard reads of an open ticket: its place in "most urgent first" has the nearest deadline in it. */
export type BoardEntry = {
  readonly order: TicketRecord['order'];
  readonly row: Pick<Ticket, 'id' | 'number' | 'tier' | 'status' | 'assigneeId' | 'createdAtMs'>;
};

export type TierFigures = {
  readonly counts: Readonly<Record<BoardFigure, number>>;
  /** The ticket that was created first; null without any. */
  readonly oldest: BoardEntry['row'] | null;
};

/** What one person holds. */
export type AgentLoad = { readonly open: number; readonly breached: number; readonly due60: number };

export type BoardFigures = {
  readonly tiers: Readonly<Record<Tier, TierFigures>>;
  readonly total: Readonly<Record<BoardFigure, number>>;
  /** By the id of who holds tickets; who holds none is not in it. */
  readonly loads: ReadonlyMap<string, AgentLoad>;
};

const MINUTE_MS = 60_000;
const WITHIN_MS = { due15: 15 * MINUTE_MS, due30: 30 * MINUTE_MS, due60: 60 * MINUTE_MS } as const;

/**
 * Whether an open ticket is behind a figure at `nowMs` (the backend's time). Breached: a deadline has passed. Due: none has,
 * and the nearest comes within so many minutes by the wall clock. Paused: by the status, whichever clocks that stops.
 */
export function isBehind(figure: BoardFigure, { order, row }: BoardEntry, nowMs: number): boolean {
  if (figure === 'open') return true;
  if (figure === 'unowned') return row.assigneeId === null;
  if (figure === 'breached' || figure === 'due15' || figure === 'due30' || figure === 'due60') {
    const deadlineAtMs = deadlineOfKey(order);
    if (deadlineAtMs === null) return false;
    if (figure === 'breached') return deadlineAtMs < nowMs;
    return deadlineAtMs >= nowMs && deadlineAtMs <= nowMs + WITHIN_MS[figure];
  }
  return figure === `paused.${pauseClassOf(row.status) ?? ''}`;
}

/** Whether an open ticket belongs to a slice of the wallboard at `nowMs` (the backend's time). */
export function isInSlice({ figure, tier, assigneeId }: BoardSlice, entry: BoardEntry, nowMs: number): boolean {
  if (tier !== null && entry.row.tier !== tier) return false;
  if (assigneeId !== null && entry.row.assigneeId !== assigneeId) return false;
  return isBehind(figure, entry, nowMs);
}

/** All figures of the wallboard at `nowMs` (the backend's time), in one pass over the open tickets: it is done every second. */
export function figuresOf(entries: readonly BoardEntry[], nowMs: number): BoardFigures {
  const tiers = { 1: noFigures(), 2: noFigures(), 3: noFigures() };
  const loads = new Map<string, { open: number; breached: number; due60: number }>();
  for (const { order, row } of entries) {
    const tier = tiers[row.tier];
    const { counts } = tier;
    counts.open += 1;
    if (row.assigneeId === null) counts.unowned += 1;
    const reason = pauseClassOf(row.status);
    if (reason !== null) counts[`paused.${reason}`] += 1;
    const leftMs = (deadlineOfKey(order) ?? Number.POSITIVE_INFINITY) - nowMs;
    const isBreached = leftMs < 0;
    const isDue60 = !isBreached && leftMs <= WITHIN_MS.due60;
    if (isBreached) counts.breached += 1;
    if (isDue60) counts.due60 += 1;
    if (isDue60 && leftMs <= WITHIN_MS.due30) counts.due30 += 1;
    if (isDue60 && leftMs <= WITHIN_MS.due15) counts.due15 += 1;
    if (tier.oldest === null || isOlder(row, tier.oldest)) tier.oldest = row;
    if (row.assigneeId !== null) addLoad(loads, row.assigneeId, isBreached, isDue60);
  }
  return { tiers, total: sumOf(TIERS.map((tier) => tiers[tier].counts)), loads };
}

type Counts = Record<BoardFigure, number>;

function noFigures(): { counts: Counts; oldest: BoardEntry['row'] | null } {
  return { counts: noCounts(), oldest: null };
}

function noCounts(): Counts {
  const paused = Object.fromEntries(PAUSE_CLASSES.map((reason) => [`paused.${reason}`, 0])) as Record<
    `paused.${PauseClass}`,
    number
  >;
  return { open: 0, unowned: 0, breached: 0, due15: 0, due30: 0, due60: 0, ...paused };
}

function sumOf(parts: readonly Counts[]): Counts {
  const total = noCounts();
  for (const part of parts) for (const figure of BOARD_FIGURES) total[figure] += part[figure];
  return total;
}

/** By the id where two were created at once, so that the same one is shown each second. */
function isOlder(a: BoardEntry['row'], b: BoardEntry['row']): boolean {
  return a.createdAtMs < b.createdAtMs || (a.createdAtMs === b.createdAtMs && a.id < b.id);
}

function addLoad(
  loads: Map<string, { open: number; breached: number; due60: number }>,
  holderId: string,
  isBreached: boolean,
  isDue60: boolean,
): void {
  let load = loads.get(holderId);
  if (load === undefined) {
    load = { open: 0, breached: 0, due60: 0 };
    loads.set(holderId, load);
  }
  load.open += 1;
  if (isBreached) load.breached += 1;
  if (isDue60) load.due60 += 1;
}
