import type { CalendarSource } from './calendar-source.ts';
import type { Calendar } from './calendar.ts';
import { type ClockSpan, pausesOf, type PolicyAt, targetOf } from './clock-spans.ts';
import { matchPolicy, policyChangesMs } from './match-policy.ts';
import type { Pause } from './pauses.ts';
import type { Policy, Priority } from './policy.ts';
import type { SlaFacts } from './sla-facts.ts';

/** A stretch of a ticket's life under one version of one policy, at one priority; epoch ms, end excluded. */
export type Reign = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly policy: Policy | null;
  readonly priority: Priority;
};

/**
 * What governed a ticket, in order, and does at `asOfMs` (epoch ms): the last one goes on for ever, for what comes after
 * is not in force yet. A ticket that no policy covered at first is counted from its creation by the first that does;
 * the time between two policies is nobody's.
 */
export function reignsOf(facts: SlaFacts, policies: readonly Policy[], asOfMs: number): readonly Reign[] {
  const { createdAtMs, resolvedAtMs, priority, priorityChanges = [], categoryChanges = [] } = facts;
  const untilMs = Math.min(asOfMs, resolvedAtMs ?? Infinity);
  const editsMs = policyChangesMs(policies, createdAtMs, untilMs);
  // As nearly all tickets are.
  const changes = [...priorityChanges, ...categoryChanges];
  if (editsMs.length === 0 && changes.length === 0) {
    return [{ fromMs: -Infinity, toMs: Infinity, policy: matchPolicy(policies, facts, asOfMs), priority }];
  }
  const startsMs = [...new Set([...editsMs, ...changes.map(({ atMs }) => atMs)])].toSorted((a, b) => a - b);
  const reigns: Reign[] = [];
  let fromMs = -Infinity;
  for (const toMs of [...startsMs, Infinity]) {
    const sinceMs = fromMs === -Infinity ? createdAtMs : fromMs;
    const priorityThen = before(priorityChanges, sinceMs, priority);
    const categoryThen = before(categoryChanges, sinceMs, facts.categoryId);
    const insideMs = toMs === Infinity ? untilMs : Math.min(toMs - 1, untilMs);
    const policy = matchPolicy(policies, { ...facts, priority: priorityThen, categoryId: categoryThen }, insideMs);
    add(reigns, { fromMs, toMs, policy, priority: priorityThen });
    fromMs = toMs;
  }
  return reigns;
}

/** Answers which policy governed at an instant. */
export function policyAtOf(reigns: readonly Reign[]): PolicyAt {
  return (atMs) => (reigns.findLast(({ fromMs }) => fromMs <= atMs) ?? reigns[0])?.policy ?? null;
}

/** What held at an instant, by the changes there were since; `now` where there were none. */
function before<Value>(
  changes: readonly { readonly atMs: number; readonly from: Value }[],
  atMs: number,
  now: Value,
): Value {
  const next = changes.find((change) => change.atMs > atMs);
  return next === undefined ? now : next.from;
}

/** Adds a reign, as part of the last one where nothing changed, or where nothing governed before. */
function add(reigns: Reign[], reign: Reign): void {
  const last = reigns.at(-1);
  const isSame = last !== undefined && last.policy === reign.policy && last.priority === reign.priority;
  const isFirst = reigns.length === 1 && last?.policy === null;
  if (last === undefined || !(isSame || isFirst)) reigns.push(reign);
  else reigns[reigns.length - 1] = { ...reign, fromMs: last.fromMs };
}

/** A stretch of a clock's time that is counted in one way; epoch ms, end excluded. */
export type Piece = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly policy: Policy;
  readonly priority: Priority;
  readonly calendarId: string;
  readonly calendar: Calendar;
  readonly targetMs: number;
  readonly pauses: readonly Pause[];
};

/**
 * How a clock's time is counted, piece by piece, up to its end or `asOfMs` (epoch ms); the last piece goes on for ever.
 * Null when nothing asks for such a clock then, or its calendar is not at hand: there is none.
 */
export function piecesOf(
  span: ClockSpan,
  facts: SlaFacts,
  reigns: readonly Reign[],
  calendars: CalendarSource,
  asOfMs: number,
): readonly Piece[] | null {
  const untilMs = span.endedAtMs ?? Math.max(asOfMs, reigns[reigns.length - 1]?.fromMs ?? asOfMs);
  const pieces: Piece[] = [];
  for (const reign of reigns) {
    if (reign.toMs <= span.startedAtMs) continue;
    const isLast = reign.toMs > untilMs;
    const isCounted = addPieces(pieces, span, facts, reign, calendars, isLast ? untilMs : Infinity);
    if (isLast) return isCounted ? pieces : null;
  }
  return null;
}

/**
 * Adds the pieces of a clock in one reign: one for each version of its calendar. `untilMs` is where the last reign's last
 * piece begins at the latest; Infinity for a reign before it. Answers whether the reign has such a clock.
 */
function addPieces(
  pieces: Piece[],
  span: ClockSpan,
  facts: SlaFacts,
  { policy, priority, fromMs: reignFromMs, toMs: reignToMs }: Reign,
  calendars: CalendarSource,
  untilMs: number,
): boolean {
  const target = policy === null ? null : targetOf(span, policy, priority);
  if (policy === null || target === null) return false;
  const { targetMs, calendarId } = target;
  const pauses = pausesOf(span, target.pausedBy, facts);
  let fromMs = Math.max(reignFromMs, span.startedAtMs);
  const lastMs = untilMs === Infinity ? reignToMs : Infinity;
  for (const editMs of calendars.changesMs?.(calendarId) ?? NO_INSTANTS) {
    if (editMs <= fromMs || editMs >= lastMs || editMs > untilMs) continue;
    const calendar = calendars(calendarId, fromMs);
    if (calendar === null) return false;
    pieces.push({ fromMs, toMs: editMs, policy, priority, calendarId, calendar, targetMs, pauses });
    fromMs = editMs;
  }
  const calendar = calendars(calendarId, fromMs);
  if (calendar === null) return false;
  pieces.push({ fromMs, toMs: lastMs, policy, priority, calendarId, calendar, targetMs, pauses });
  return true;
}

const NO_INSTANTS: readonly number[] = [];
