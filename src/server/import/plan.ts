import type { Source } from '../../shared/domain/parts.ts';
import type { Priority } from '../../shared/domain/priority.ts';
import type { WorkingStatus } from '../../shared/domain/status.ts';
import type { Tier } from '../../shared/domain/tier.ts';
import { deriveId } from '../../shared/lib/derive-id.ts';
import { externalRefOf, importQueueId, productCategory, SYSTEM } from './workspace.ts';
import type { XesEvent, XesTrace } from './xes-event.ts';

/** One mutation of an incident's history. `event` is the number of the XES event it comes from, counted from 1. */
export type PlannedMutation = {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly atMs: number;
  readonly event: number;
};

/** All that makes one incident a ticket, in order. */
export type Plan = {
  readonly trace: string;
  readonly ticketId: string;
  readonly externalRef: string;
  readonly mutations: readonly PlannedMutation[];
};

const PRIORITY_OF: Readonly<Record<XesEvent['impact'], Priority>> = {
  Low: 'P4',
  Medium: 'P3',
  High: 'P2',
  Major: 'P1',
};

/** What a wait is for, and how the reason tells two of a kind apart: the person who reported, or their organization. */
const WAITS: Readonly<Record<string, { readonly status: WorkingStatus; readonly reason: string }>> = {
  'Wait - User': { status: 'waiting_customer', reason: 'user' },
  'Wait - Customer': { status: 'waiting_customer', reason: 'organization' },
  'Wait - Vendor': { status: 'waiting_vendor', reason: 'vendor' },
  Wait: { status: 'waiting_change', reason: 'change' },
  'Wait - Implementation': { status: 'waiting_change', reason: 'implementation' },
};

const SUMMARY = 'Resolvido no sistema de origem';
const RETURN_REASON = 'Devolvido no sistema de origem';
const REOPEN_REASON = 'Reaberto no sistema de origem';
const CANCEL_REASON = 'Cancelado no sistema de origem';

/** The line that a support group belongs to. The groups named for both the second and the third are of the third. */
export function tierOfGroup(group: string): Tier {
  if (group.includes('3rd')) return 3;
  return group.includes('2nd') ? 2 : 1;
}

/**
 * The mutations that make a ticket of an incident: the same that agents' work is made of, none of which is refused.
 * Each XES event is the `source` of exactly one of them, the last of those it needs. An event that changes nothing,
 * or is noise (`Unmatched`), is recorded as it is.
 */
export function planTrace(trace: XesTrace): Plan {
  const [first] = trace.events;
  if (first === undefined) throw new Error(`Incident ${trace.name} has no events`);
  const ticketId = deriveId(first.atMs, `${SYSTEM}:${trace.name}`);
  const planner = new Planner(trace, ticketId);
  for (const [index, event] of trace.events.entries()) planner.take(event, index + 1);
  return { trace: trace.name, ticketId, externalRef: externalRefOf(trace.name), mutations: planner.mutations };
}

type Step = readonly [name: string, args: Readonly<Record<string, unknown>>];
type State = 'new' | WorkingStatus | 'resolved' | 'closed' | 'cancelled';

/** Walks along a trace with what the rules will have made of the ticket by then. */
class Planner {
  readonly mutations: PlannedMutation[] = [];
  readonly #trace: XesTrace;
  readonly #ticketId: string;
  #steps: Step[] = [];
  #tier: Tier;
  #status: State = 'new';
  #waitReason: string | null = null;
  #isHeld = false;
  #handoverId: string | null = null;

  constructor(trace: XesTrace, ticketId: string) {
    this.#trace = trace;
    this.#ticketId = ticketId;
    this.#tier = tierOfGroup(trace.events[0]?.group ?? '');
  }

  take(event: XesEvent, number: number): void {
    this.#steps = [];
    if (number === 1) this.#create();
    if (event.activity !== 'Unmatched') this.#follow(event, number);
    const steps: readonly Step[] = this.#steps.length === 0 ? [['ticket.recordExternal', {}]] : this.#steps;
    const source = this.#sourceOf(event, number);
    for (const [position, [name, args]] of steps.entries()) {
      const isLast = position === steps.length - 1;
      const all = { ticketId: this.#ticketId, ...args, ...(isLast ? { source } : {}) };
      this.mutations.push({ name, args: all, atMs: event.atMs, event: number });
    }
  }

  #follow(event: XesEvent, number: number): void {
    if (this.#hasEnded() && event.activity !== 'Completed') {
      this.#do('ticket.reopen', { reason: REOPEN_REASON });
      this.#setStatus('open');
    }
    const hasMoved = this.#move(tierOfGroup(event.group), event, number);
    if (event.activity === 'Queued') {
      if (this.#isHeld && !hasMoved) this.#release();
      return;
    }
    // Whatever else happened, somebody of that group did it: the ticket is theirs.
    if (!this.#isHeld) this.#takeOwnership();
    if (event.activity === 'Accepted') this.#work(event.transition);
    else this.#finish(event.transition);
  }

  #create(): void {
    const last = this.#trace.events.at(-1);
    this.#do('ticket.create', {
      subject: `Incidente ${this.#trace.name} · ${last?.product ?? ''}`.slice(0, 200),
      queueId: importQueueId(this.#tier),
      priority: PRIORITY_OF[last?.impact ?? 'Low'],
      channel: 'import',
      customerId: null,
      categoryId: productCategory(last?.product ?? '').id,
      message: null,
      externalRef: externalRefOf(this.#trace.name),
    });
  }

  /** Up is an escalation without a form, down a return. Answers whether the ticket changed its tier. */
  #move(tier: Tier, event: XesEvent, number: number): boolean {
    if (tier === this.#tier) return false;
    const handoverId = deriveId(event.atMs, `${SYSTEM}:${this.#trace.name}#${number}:handover`);
    const toQueueId = importQueueId(tier);
    if (tier > this.#tier) {
      const form = { formId: null, formVersion: null, answers: null };
      this.#do('ticket.escalate', { handoverId, fromTier: this.#tier, toQueueId, ...form });
    } else {
      this.#do('ticket.return', { handoverId, toQueueId, reason: RETURN_REASON, missing: [] });
    }
    this.#tier = tier;
    this.#handoverId = handoverId;
    this.#isHeld = false;
    if (!this.#hasEnded()) this.#setStatus('open');
    return true;
  }

  #takeOwnership(): void {
    if (this.#handoverId === null) this.#do('ticket.claim', {});
    else this.#do('ticket.accept', { handoverId: this.#handoverId });
    this.#handoverId = null;
    this.#isHeld = true;
    if (this.#status === 'new') this.#setStatus('open');
  }

  #release(): void {
    this.#do('ticket.release', {});
    this.#isHeld = false;
    this.#setStatus('open');
  }

  #work(transition: string): void {
    const wait = WAITS[transition];
    if (wait === undefined) {
      if (this.#status !== 'open') this.#goTo('open', '');
      return;
    }
    if (this.#status === wait.status) {
      if (this.#waitReason === wait.reason) return;
      // Another wait of the same kind is told apart by ending the first.
      this.#goTo('open', '');
    }
    this.#goTo(wait.status, wait.reason);
  }

  #finish(transition: string): void {
    if (transition === 'Cancelled') {
      if (!this.#hasEnded()) this.#end('cancelled', 'ticket.cancel', { reason: CANCEL_REASON });
      return;
    }
    if (!this.#hasEnded()) {
      const code = transition === 'In Call' ? 'first_contact' : 'solved';
      this.#end('resolved', 'ticket.resolve', { code, summary: SUMMARY });
    }
    if (transition === 'Closed' && this.#status === 'resolved') this.#end('closed', 'ticket.close', {});
  }

  #end(status: State, name: string, args: Step[1]): void {
    this.#do(name, args);
    this.#setStatus(status);
  }

  #goTo(status: WorkingStatus, reason: string): void {
    this.#do('ticket.setStatus', { status, reason, followUpAtMs: null });
    this.#setStatus(status);
    this.#waitReason = reason;
  }

  #setStatus(status: State): void {
    this.#status = status;
    this.#waitReason = null;
  }

  #hasEnded(): boolean {
    return this.#status === 'resolved' || this.#status === 'closed' || this.#status === 'cancelled';
  }

  #do(...step: Step): void {
    this.#steps.push(step);
  }

  #sourceOf(event: XesEvent, number: number): Source {
    return {
      system: SYSTEM,
      ref: `${this.#trace.name}#${number}`,
      actorName: event.resource,
      text: `${event.activity} / ${event.transition} · ${event.group}`,
    };
  }
}
