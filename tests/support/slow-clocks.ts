import type { CalendarSpec } from '../../src/shared/sla/calendar.ts';
import type { Policy, Priority } from '../../src/shared/sla/policy.ts';
import { type SlowCalendar, slowCalendar } from './slow-sla.ts';

/**
 * A ticket's clocks again, from what was done to it and not from its facts: a state that lives minute by minute, in which
 * each clock is a number that goes up. It shares no code with src/shared/sla or src/shared/mutations.
 */

const MINUTE_MS = 60_000;

/** What was done (and not refused), on a minute; in order, no two in one minute. */
export type Deed = {
  readonly atMs: number;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
};

type Kind = 'firstResponse' | 'nextResponse' | 'resolution' | 'tierAccept' | 'tierWork' | 'vendor';

/** What is due at an instant: minutes of the wall clock, whatever the ticket waits for and whoever governs it. */
type SlowInstant = {
  readonly kind: 'promise' | 'vendor';
  readonly startedAtMs: number;
  readonly dueAtMs: number;
  usedMinutes: number;
  endedAtMs: number | null;
};

export type SlowClock = {
  readonly kind: Kind;
  readonly tier: 1 | 2 | 3 | null;
  readonly startedAtMs: number;
  usedMinutes: number;
  endedAtMs: number | null;
  brokenBy: { readonly targetMs: number; readonly atMs: number } | null;
  /** What was asked of it last, and by what: worked out anew when something else governs. */
  asked: { readonly by: Governed; readonly target: Target | null } | null;
  /** When so many minutes were used, by their number. */
  readonly reachedAtMs: number[];
};

/** What is asked of a ticket in one minute: the same object as long as it is the same. */
type Governed = { readonly policy: Policy; readonly priority: Priority };

type GovernedFrom = { readonly fromMs: number; readonly by: Governed | null };

/** What is asked of one clock while the same governs. */
type Target = { readonly targetMs: number; readonly pausedBy: readonly string[]; readonly calendarId: string };

type World = {
  readonly deeds: readonly Deed[];
  readonly fromMs: number;
  readonly nowMs: number;
  readonly days: number;
  readonly calendars: ReadonlyMap<string, readonly { readonly fromMs: number; readonly spec: CalendarSpec }[]>;
  readonly policies: readonly { readonly fromMs: number; readonly row: Policy }[];
  readonly tierOfQueue: (queueId: string) => 1 | 2 | 3;
};

const PAUSE_OF: Readonly<Record<string, string>> = {
  waiting_customer: 'customer',
  waiting_vendor: 'vendor',
  waiting_change: 'change',
  scheduled: 'scheduled',
};

/** Plays the deeds and answers the clocks as they are at `nowMs`. */
export class SlowTicket {
  readonly #world: World;
  readonly #open = new Map<CalendarSpec, SlowCalendar>();
  #status = 'new';
  #tier: 1 | 2 | 3 = 1;
  #resolvedAtMs: number | null = null;
  #hasResponded = false;
  #hasStayBeenAccepted = false;
  #firstResponse: SlowClock;
  #nextResponse: SlowClock | null = null;
  #resolution: SlowClock;
  #accept: SlowClock;
  #vendor: SlowClock | null = null;
  #promise: SlowInstant | null = null;
  readonly #cases = new Map<string, SlowInstant>();
  readonly #waitedFor = new Set<SlowInstant>();
  /** The wait for a vendor in which a case said when its answer is expected. */
  #coveredWait: SlowClock | null = null;
  readonly #work = new Map<1 | 2 | 3, SlowClock>();
  /** Those that are there since the last deed: only a deed makes another. */
  #lively: readonly SlowClock[];
  readonly #createdAtMs: number;
  readonly #governed: readonly GovernedFrom[];
  readonly #deeds: ReadonlyMap<number, Deed>;

  constructor(world: World) {
    this.#world = world;
    const created = world.deeds[0];
    if (created?.name !== 'ticket.create') throw new Error('A history begins with a creation');
    this.#createdAtMs = created.atMs;
    this.#deeds = new Map(world.deeds.map((deed) => [deed.atMs, deed]));
    this.#governed = this.#findGoverned();
    this.#tier = world.tierOfQueue(String(created.args['queueId']));
    this.#firstResponse = clock('firstResponse', null, created.atMs);
    this.#resolution = clock('resolution', null, created.atMs);
    this.#accept = clock('tierAccept', this.#tier, created.atMs);
    this.#lively = this.#all();
    for (let atMs = created.atMs; atMs < world.nowMs; atMs += MINUTE_MS) this.#minute(atMs);
    for (const each of this.#all()) this.#checkTarget(each, world.nowMs);
  }

  /** The clocks that are there at `nowMs`, with what is asked of each, its state and when it is due. */
  clocks() {
    const cases = [...this.#cases.values()];
    const open = cases.filter(({ endedAtMs }) => endedAtMs === null);
    const settled = cases.toSorted((a, b) => (a.endedAtMs ?? 0) - (b.endedAtMs ?? 0)).slice(-1);
    const instants = [...(open.length > 0 ? open : settled), ...(this.#promise === null ? [] : [this.#promise])];
    return [...this.#governedClocks(), ...instants.map((each) => this.#told(each))];
  }

  #told({ kind, startedAtMs, dueAtMs, usedMinutes, endedAtMs }: SlowInstant) {
    const { fromMs, days } = this.#world;
    const [targetMs, elapsedMs] = [dueAtMs - startedAtMs, usedMinutes * MINUTE_MS];
    const isOver = elapsedMs > targetMs;
    const state = endedAtMs === null ? (isOver ? 'breached' : 'running') : isOver ? 'missed' : 'met';
    const isSeen = endedAtMs === null && dueAtMs <= fromMs + days * 1440 * MINUTE_MS;
    return { kind, tier: null, startedAtMs, state, targetMs, elapsedMs, deadlineAtMs: isSeen ? dueAtMs : null };
  }

  #governedClocks() {
    const { nowMs } = this.#world;
    if (this.#policyAt(this.#resolvedAtMs ?? nowMs) === null) return [];
    return this.#all().flatMap((each) => {
      const target = this.#targetAt(each, each.endedAtMs ?? nowMs);
      if (target === null) return [];
      const targetMs = each.brokenBy?.targetMs ?? target.targetMs;
      const state = this.#stateOf(each);
      const deadlineAtMs = state === 'paused' || each.endedAtMs !== null ? null : this.#dueAt(each, targetMs);
      const elapsedMs = each.usedMinutes * MINUTE_MS;
      return [
        { kind: each.kind, tier: each.tier, startedAtMs: each.startedAtMs, state, targetMs, elapsedMs, deadlineAtMs },
      ];
    });
  }

  #all(): SlowClock[] {
    const work = this.#hasStayBeenAccepted ? this.#work.get(this.#tier) : undefined;
    const vendor = this.#vendor === this.#coveredWait ? null : this.#vendor;
    const found = [this.#firstResponse, this.#nextResponse, this.#resolution, this.#accept, work ?? null, vendor];
    return found.filter((each) => each !== null);
  }

  #minute(atMs: number): void {
    for (const each of this.#lively) this.#checkTarget(each, atMs);
    const deed = this.#deeds.get(atMs);
    if (deed !== undefined && deed.name !== 'ticket.create') {
      this.#do(deed);
      this.#lively = this.#all();
      const isAsked = [...this.#cases.values()].some(({ endedAtMs }) => endedAtMs === null);
      if (isAsked && this.#status === 'waiting_vendor') this.#coveredWait = this.#vendor;
      // What begins or goes on again has to do so under what is asked now.
      for (const each of this.#lively) this.#checkTarget(each, atMs);
    }
    for (const each of this.#lively) if (this.#counts(each, atMs)) this.#count(each, atMs);
    for (const each of [this.#promise, ...this.#cases.values()]) if (each?.endedAtMs === null) each.usedMinutes += 1;
  }

  #counts(each: SlowClock, atMs: number): boolean {
    if (each.endedAtMs !== null || this.#resolvedAtMs !== null) return false;
    const target = this.#targetAt(each, atMs);
    if (target === null || !this.#isOpen(target.calendarId, atMs)) return false;
    return !target.pausedBy.includes(PAUSE_OF[this.#status] ?? '');
  }

  #count(each: SlowClock, atMs: number): void {
    each.usedMinutes += 1;
    each.reachedAtMs[each.usedMinutes] = atMs + MINUTE_MS;
    const target = this.#targetAt(each, atMs);
    const targetMs = target?.targetMs ?? Infinity;
    if (each.brokenBy === null && each.usedMinutes * MINUTE_MS > targetMs) {
      each.brokenBy = { targetMs, atMs: each.reachedAtMs[targetMs / MINUTE_MS] ?? Number.NaN };
    }
  }

  /** A target that asks for less than was used is broken as soon as it holds. */
  #checkTarget(each: SlowClock, atMs: number): void {
    if (each.brokenBy !== null || each.endedAtMs !== null) return;
    const targetMs = this.#targetAt(each, atMs)?.targetMs ?? Infinity;
    if (each.usedMinutes * MINUTE_MS > targetMs) each.brokenBy = { targetMs, atMs };
  }

  #do({ name, args, atMs }: Deed): void {
    switch (name) {
      case 'ticket.claim':
      case 'ticket.accept':
        if (this.#status === 'new') this.#status = 'open';
        this.#take(atMs);
        return;
      case 'ticket.reply':
        if (!this.#hasResponded) end(this.#firstResponse, atMs);
        this.#hasResponded = true;
        end(this.#nextResponse, atMs);
        return;
      case 'ticket.noReplyNeeded':
        end(this.#nextResponse, atMs);
        return;
      case 'ticket.promise': {
        const dueAtMs = Number(args['dueAtMs']);
        this.#promise = { kind: 'promise', startedAtMs: atMs, dueAtMs, usedMinutes: 0, endedAtMs: null };
        return;
      }
      case 'ticket.openVendorCase': {
        const dueAtMs = Number(args['expectedAtMs']);
        const asked: SlowInstant = { kind: 'vendor', startedAtMs: atMs, dueAtMs, usedMinutes: 0, endedAtMs: null };
        if (args['isWaiting'] === true && this.#status !== 'waiting_vendor') this.#setStatus('waiting_vendor', atMs);
        this.#cases.set(String(args['caseId']), asked);
        if (this.#status === 'waiting_vendor') this.#waitedFor.add(asked);
        return;
      }
      case 'ticket.answerVendorCase': {
        const answered = this.#cases.get(String(args['caseId']));
        if (answered !== undefined) answered.endedAtMs = atMs;
        const isOwed = [...this.#waitedFor].some(({ endedAtMs }) => endedAtMs === null);
        const waited = answered !== undefined && this.#waitedFor.has(answered);
        if (waited && !isOwed && this.#status === 'waiting_vendor') this.#setStatus('open', atMs);
        return;
      }
      case 'ticket.keepPromise':
        if (this.#promise !== null) this.#promise.endedAtMs ??= atMs;
        return;
      case 'ticket.receive':
        if (this.#status === 'waiting_customer') this.#setStatus('open', atMs);
        if (this.#resolvedAtMs !== null) this.#reopen(atMs);
        if (!this.#hasResponded || this.#resolvedAtMs !== null) return;
        if (this.#nextResponse === null || this.#nextResponse.endedAtMs !== null) {
          this.#nextResponse = clock('nextResponse', null, atMs);
        }
        return;
      case 'ticket.setStatus':
        this.#setStatus(String(args['status']), atMs);
        return;
      case 'ticket.escalate':
      case 'ticket.return':
        this.#setStatus('open', atMs);
        this.#tier = this.#world.tierOfQueue(String(args['toQueueId']));
        this.#hasStayBeenAccepted = false;
        this.#accept = clock('tierAccept', this.#tier, atMs);
        return;
      case 'ticket.resolve':
      case 'ticket.cancel':
        this.#setStatus('resolved', atMs);
        this.#status = name === 'ticket.resolve' ? 'resolved' : 'cancelled';
        this.#resolvedAtMs = atMs;
        for (const each of this.#all()) end(each, atMs);
        if (this.#promise !== null) this.#promise.endedAtMs ??= atMs;
        return;
      case 'ticket.close':
        this.#status = 'closed';
        return;
      case 'ticket.reopen':
        this.#reopen(atMs);
        return;
      default:
        return;
    }
  }

  #take(atMs: number): void {
    if (this.#hasStayBeenAccepted) return;
    end(this.#accept, atMs);
    this.#hasStayBeenAccepted = true;
    const isNew = this.#policyAt(atMs)?.newBudgetPerStay === true;
    if (isNew || !this.#work.has(this.#tier)) this.#work.set(this.#tier, clock('tierWork', this.#tier, atMs));
  }

  #setStatus(status: string, atMs: number): void {
    if (this.#status === 'waiting_vendor') end(this.#vendor, atMs);
    this.#status = status;
    if (status === 'waiting_vendor') this.#vendor = clock('vendor', null, atMs);
  }

  #reopen(atMs: number): void {
    const gapMs = atMs - (this.#resolvedAtMs ?? atMs);
    const windowMs = this.#policyAt(atMs)?.reopenWindowMs ?? Infinity;
    this.#status = 'open';
    this.#resolvedAtMs = null;
    if (!this.#hasStayBeenAccepted) this.#accept.endedAtMs = null;
    if (gapMs > windowMs) {
      this.#resolution = clock('resolution', null, atMs);
      if (!this.#hasResponded) this.#firstResponse = clock('firstResponse', null, atMs);
      this.#work.clear();
      if (this.#hasStayBeenAccepted) this.#work.set(this.#tier, clock('tierWork', this.#tier, atMs));
      return;
    }
    this.#resolution.endedAtMs = null;
    if (!this.#hasResponded) this.#firstResponse.endedAtMs = null;
    const work = this.#work.get(this.#tier);
    if (work !== undefined && this.#hasStayBeenAccepted) work.endedAtMs = null;
  }

  #stateOf(each: SlowClock): string {
    if (each.endedAtMs !== null) return each.brokenBy === null ? 'met' : 'missed';
    if (each.brokenBy !== null) return 'breached';
    const pausedBy = this.#targetAt(each, this.#world.nowMs)?.pausedBy ?? [];
    return pausedBy.includes(PAUSE_OF[this.#status] ?? '') ? 'paused' : 'running';
  }

  /** Counts on from now, as if nothing happened any more. */
  #dueAt(each: SlowClock, targetMs: number): number | null {
    if (each.brokenBy !== null) return each.brokenBy.atMs;
    const { nowMs, fromMs, days } = this.#world;
    const calendarId = this.#targetAt(each, nowMs)?.calendarId ?? '';
    let used = each.usedMinutes;
    if (used * MINUTE_MS === targetMs) return each.reachedAtMs[used] ?? null;
    const spec = this.#specAt(calendarId, nowMs);
    for (let atMs = nowMs; atMs < fromMs + days * 1440 * MINUTE_MS; atMs += MINUTE_MS) {
      if (this.#isOpenIn(spec, atMs)) used += 1;
      if (used * MINUTE_MS === targetMs) return atMs + MINUTE_MS;
    }
    return null;
  }

  #targetAt(each: SlowClock, atMs: number): Target | null {
    const governed = this.#governedAt(atMs);
    if (governed === null) return null;
    if (each.asked?.by !== governed) each.asked = { by: governed, target: targetOf(governed, each.kind, each.tier) };
    return each.asked.target;
  }

  /** As the deeds say: also for a moment that lies behind. */
  #priorityAt(atMs: number): Priority {
    let found = this.#world.deeds[0]?.args['priority'] as Priority;
    for (const { name, args, atMs: doneAtMs } of this.#world.deeds) {
      if (name === 'ticket.setPriority' && doneAtMs <= atMs) found = args['priority'] as Priority;
    }
    return found;
  }

  #policyAt(atMs: number): Policy | null {
    return this.#governedAt(atMs)?.policy ?? null;
  }

  #governedAt(atMs: number): Governed | null {
    for (let i = this.#governed.length - 1; i >= 0; i -= 1) {
      const change = this.#governed[i];
      if (change !== undefined && change.fromMs <= atMs) return change.by;
    }
    return null;
  }

  /** What governed from when on. Before anything did, it is what did first, if anything ever did. */
  #findGoverned(): GovernedFrom[] {
    const { deeds, policies, nowMs } = this.#world;
    const changedAtMs = [
      this.#createdAtMs,
      ...deeds.filter(({ name }) => name === 'ticket.setPriority').map(({ atMs }) => atMs),
      ...policies.map(({ fromMs }) => fromMs),
    ].filter((atMs) => atMs >= this.#createdAtMs && atMs <= nowMs);
    const found = changedAtMs.toSorted((a, b) => a - b).map((fromMs) => ({ fromMs, by: this.#governedBy(fromMs) }));
    const lastMs = endOf(deeds) ?? nowMs;
    const first = found.find(({ fromMs, by }) => by !== null && fromMs <= lastMs);
    return first === undefined
      ? found
      : [{ ...first, fromMs: this.#createdAtMs }, ...found.slice(found.indexOf(first))];
  }

  #governedBy(atMs: number): Governed | null {
    const newest = new Map<string, Policy>();
    for (const { fromMs, row } of this.#world.policies) if (fromMs <= atMs) newest.set(row.id, row);
    const priority = this.#priorityAt(atMs);
    const matching = [...newest.values()].filter(
      ({ isActive, match }) => isActive && (match.priorities?.includes(priority) ?? true),
    );
    const policy = matching.toSorted((a, b) => a.position - b.position)[0];
    return policy === undefined ? null : { policy, priority };
  }

  #specAt(calendarId: string, atMs: number): CalendarSpec {
    const versions = this.#world.calendars.get(calendarId) ?? [];
    for (let i = versions.length - 1; i >= 0; i -= 1) {
      const version = versions[i];
      if (version !== undefined && version.fromMs <= atMs) return version.spec;
    }
    throw new Error(`There is no calendar ${calendarId}`);
  }

  #isOpen(calendarId: string, atMs: number): boolean {
    return this.#isOpenIn(this.#specAt(calendarId, atMs), atMs);
  }

  #isOpenIn(spec: CalendarSpec, atMs: number): boolean {
    const { fromMs, days } = this.#world;
    let calendar = this.#open.get(spec);
    if (calendar === undefined) {
      calendar = slowCalendar(spec, fromMs, days);
      this.#open.set(spec, calendar);
    }
    return calendar.isOpen[(atMs - fromMs) / MINUTE_MS] === 1;
  }
}

function targetOf({ policy, priority }: Governed, kind: Kind, tier: 1 | 2 | 3 | null): Target | null {
  const ofPriority = policy.customer[priority];
  const ofTier = tier === null ? undefined : policy.tiers[tier];
  const { pausedBy } = policy;
  const [targetMs, classes]: [number | undefined, readonly string[] | undefined] = {
    firstResponse: [ofPriority?.firstResponseMs, pausedBy.firstResponse] as const,
    nextResponse: [ofPriority?.nextResponseMs, pausedBy.nextResponse] as const,
    resolution: [ofPriority?.resolutionMs, pausedBy.resolution] as const,
    tierAccept: [ofTier?.acceptMs, pausedBy.accept] as const,
    tierWork: [ofTier?.workMs, pausedBy.work] as const,
    vendor: [ofPriority?.vendorMs, []] as const,
  }[kind] as [number | undefined, readonly string[] | undefined];
  if (targetMs === undefined) return null;
  return { targetMs, pausedBy: classes ?? [], calendarId: ofTier?.calendarId ?? policy.calendarId };
}

/** When the ticket ended for good, null while it is at work. */
function endOf(deeds: readonly Deed[]): number | null {
  let endedAtMs: number | null = null;
  for (const { name, atMs } of deeds) {
    if (name === 'ticket.resolve' || name === 'ticket.cancel') endedAtMs = atMs;
    if (name === 'ticket.reopen' || name === 'ticket.receive') endedAtMs = null;
  }
  return endedAtMs;
}

function clock(kind: Kind, tier: 1 | 2 | 3 | null, startedAtMs: number): SlowClock {
  return {
    kind,
    tier,
    startedAtMs,
    usedMinutes: 0,
    endedAtMs: null,
    brokenBy: null,
    asked: null,
    reachedAtMs: [startedAtMs],
  };
}

function end(each: SlowClock | null, atMs: number): void {
  if (each !== null) each.endedAtMs ??= atMs;
}
