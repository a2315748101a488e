import type { Pause } from './pauses.ts';
import type { PauseClass, Priority } from './policy.ts';

/** The lines of support. */
export type Tier = 1 | 2 | 3;

/** A stretch a ticket waited, epoch ms; `resolved` is the time it stood resolved before it was reopened. */
type ClassedPause = Pause & { readonly class: PauseClass | 'resolved' };

/** A ticket's time in one tier's queue. */
export type Stay = {
  readonly tier: Tier;
  readonly queueId: string;
  readonly enteredAtMs: number;
  readonly acceptedAtMs: number | null;
  readonly leftAtMs: number | null;
};

/** Since when the customer waits for the next answer, and until when they did: the oldest message not answered. */
type NextResponse = { readonly sinceMs: number; readonly endedAtMs: number | null };

/** A change of priority: when, and what it was before. */
type PriorityChange = { readonly atMs: number; readonly from: Priority };

/** A change of category: when, and what it was before; null for none. */
type CategoryChange = { readonly atMs: number; readonly from: string | null };

/** What is due at an instant that people have named, and when it was settled; epoch ms. */
export type InstantFact = { readonly dueAtMs: number; readonly endedAtMs: number | null };

/** What a vendor was asked, when its answer is expected, and when it was settled; epoch ms. */
export type VendorWait = {
  readonly openedAtMs: number;
  readonly expectedAtMs: number | null;
  readonly endedAtMs: number | null;
};

/**
 * All that clocks are derived from; instants are epoch ms.
 * `stays`, `pauses` and the changes of priority and category are in the order they began; a pause that lasts has `toMs`
 * null. What is optional was not written down once: a ticket of that time has no such clock yet, and had its priority and
 * its category from the start.
 */
export type SlaFacts = {
  readonly createdAtMs: number;
  readonly priority: Priority;
  readonly channel: string;
  readonly categoryId: string | null;
  readonly tier: Tier;
  readonly firstRespondedAtMs: number | null;
  readonly resolvedAtMs: number | null;
  readonly pauses: readonly ClassedPause[];
  readonly stays: readonly Stay[];
  readonly nextResponse?: NextResponse | null | undefined;
  readonly priorityChanges?: readonly PriorityChange[] | undefined;
  readonly categoryChanges?: readonly CategoryChange[] | undefined;
  /** Of a subticket, whose customer is its parent's: it has no clocks towards the customer. */
  readonly parent?: object | null | undefined;
  readonly vendorCases?: readonly VendorWait[] | undefined;
  readonly promise?: (InstantFact & { readonly madeAtMs: number }) | null | undefined;
};
