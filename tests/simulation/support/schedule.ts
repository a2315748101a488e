import fc from 'fast-check';
import type { PersonName } from '../../support/workspace.ts';
import { type Action, ACTIONS } from './agent-moves.ts';
import { PROGRAM_MOVES, type ProgramMove } from './program-moves.ts';
import type { Fault } from './simulated-backend.ts';

/** Whose machines a schedule is about. */
export const AGENTS = ['n1', 'n1b', 'n2', 'supervisor'] as const satisfies readonly PersonName[];
const YEAR_MS = 366 * 86_400_000;
const HOUR_MS = 3_600_000;

/** What may happen between two pages of a pull, or by itself: things the backend hears from others. */
export type Deed =
  | { readonly kind: 'customer'; readonly pick: number }
  | { readonly kind: 'role'; readonly agent: number; readonly view: number }
  | { readonly kind: 'program'; readonly move: ProgramMove; readonly pick: number };

/** One step of a schedule. */
export type Step =
  | Deed
  | {
      readonly kind: 'act';
      readonly agent: number;
      readonly window: number;
      readonly action: Action;
      readonly pick: number;
      /** What is done right after it, before it is kept. */
      readonly along: readonly { readonly action: Action; readonly pick: number }[];
    }
  | {
      readonly kind: 'sync';
      readonly agent: number;
      readonly window: number;
      readonly push: Fault;
      readonly pull: Fault;
      /** What happens after the first page, the second, and so on. */
      readonly between: readonly Deed[];
      /** The answer after which the leader freezes. */
      readonly freezeAfter: number | null;
    }
  | { readonly kind: 'thaw'; readonly agent: number; readonly window: number }
  | { readonly kind: 'kill'; readonly agent: number; readonly afterSteps: number }
  | { readonly kind: 'restart' | 'wipe' | 'swap'; readonly agent: number }
  | { readonly kind: 'clock'; readonly agent: number; readonly jumpMs: number }
  | { readonly kind: 'kill_backend'; readonly afterSteps: number }
  | { readonly kind: 'undo'; readonly agent: number; readonly window: number; readonly pick: number }
  | { readonly kind: 'backup' | 'restore' }
  | { readonly kind: 'new_epoch' }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'wait'; readonly minutes: number };

/** A whole schedule: how everybody's machine is to begin with, and what happens. */
export type Schedule = {
  readonly skews: readonly number[];
  readonly pageLimit: number;
  readonly isJournalDeaf: boolean;
  readonly steps: readonly Step[];
};

const agent = fc.nat(AGENTS.length - 1);
// Most have one window open.
const window = fc.constantFrom(0, 0, 0, 1);
const fault = fc.constantFrom<Fault>(
  'none',
  'none',
  'none',
  'request_lost',
  'answer_lost',
  'request_doubled',
  'failed',
);
const customer = fc.record({ kind: fc.constant('customer' as const), pick: fc.nat(20) });
const role = fc.record({ kind: fc.constant('role' as const), agent, view: fc.nat(5) });

const program = fc.record({
  kind: fc.constant('program' as const),
  move: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...PROGRAM_MOVES) },
    // Much needs a later form, or something that came before.
    { weight: 2, arbitrary: fc.constantFrom<ProgramMove>('form.save', 'ticket.followUp', 'ticket.attachmentStored') },
  ),
  pick: fc.nat(20),
});

/** What agents do most, and what most else depends on. */
const COMMON = ['create', 'claim', 'claim', 'note', 'reply', 'escalate', 'accept', 'complete'] as const;
const wish = {
  action: fc.constantFrom(...ACTIONS, ...COMMON, ...COMMON),
  pick: fc.nat(20),
};
const act = fc.record({
  kind: fc.constant('act' as const),
  agent,
  window,
  ...wish,
  along: fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.record(wish), { minLength: 2, maxLength: 4 }) },
  ),
});
const sync = fc.record({
  kind: fc.constant('sync' as const),
  agent,
  window,
  push: fault,
  pull: fault,
  between: fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(fc.oneof(customer, role, program), { minLength: 1, maxLength: 2 }) },
  ),
  freezeAfter: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(3) }),
});
const ofAgent = <K extends string>(...kinds: readonly K[]): fc.Arbitrary<{ kind: K; agent: number }> =>
  fc.record({ kind: fc.constantFrom(...kinds), agent });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 26, arbitrary: act },
  { weight: 14, arbitrary: sync },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('thaw' as const), agent, window }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('kill' as const), agent, afterSteps: fc.nat(45) }),
  },
  { weight: 2, arbitrary: ofAgent('restart', 'wipe', 'swap') },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      agent,
      jumpMs: fc.oneof(
        fc.integer({ min: -30 * HOUR_MS, max: 30 * HOUR_MS }),
        fc.integer({ min: -YEAR_MS, max: YEAR_MS }),
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('undo' as const), agent, window, pick: fc.nat(9) }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ kind: 'backup' }, { kind: 'restore' }, { kind: 'restore' }) },
  { weight: 2, arbitrary: role },
  { weight: 2, arbitrary: customer },
  { weight: 3, arbitrary: program },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('kill_backend' as const), afterSteps: fc.nat(25) }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ kind: 'new_epoch' }, { kind: 'quiet' }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 300 }) }),
  },
);

const acts = (by: number, action: Action, pick: number): Step => ({
  kind: 'act',
  agent: by,
  window: 0,
  action,
  pick,
  along: [],
});
const syncs = (by: number): Step => {
  const calm = { push: 'none', pull: 'none', between: [], freezeAfter: null } as const;
  return { kind: 'sync', agent: by, window: 0, ...calm };
};
const [N1, N1B, N2] = [AGENTS.indexOf('n1'), AGENTS.indexOf('n1b'), AGENTS.indexOf('n2')];
const SUPERVISOR = AGENTS.indexOf('supervisor');

/** What is ended only where it was begun, and not much has come between. */
const ENDINGS = [
  ['promise', 'keep promise'],
  ['open subticket', 'take subticket back'],
  ['escalate', 'take back'],
  ['resolve', 'close'],
  ['resolve', 'reopen'],
] as const;

/** What only comes about when several people do one thing after the other; chance alone hardly ever leads there. */
const chain = fc.nat(20).chain((pick) =>
  fc.constantFrom<readonly Step[]>(
    // The customer thanks, which needs no answer.
    [
      acts(N1, 'create', pick),
      acts(N1, 'reply', pick),
      syncs(N1),
      { kind: 'customer', pick: 2 * pick },
      syncs(N1),
      acts(N1, 'needs no answer', pick),
      syncs(N1),
    ],
    // A supervisor is called, and answers.
    [
      acts(N1, 'create', pick),
      acts(N1, 'call', pick),
      syncs(N1),
      syncs(SUPERVISOR),
      acts(SUPERVISOR, 'answer call', pick),
      syncs(SUPERVISOR),
    ],
    // A file comes with a note, and its content after it.
    [
      acts(N1, 'create', pick),
      syncs(N1),
      acts(N1, 'attach', pick),
      syncs(N1),
      { kind: 'program', move: 'ticket.attachmentStored', pick },
      syncs(N1),
    ],
    // A vendor says how it calls its case, which is answered or left later.
    [
      acts(N1, 'create', pick),
      acts(N1, 'ask vendor', pick),
      acts(N1, 'vendor number', pick),
      syncs(N1),
      acts(N1, pick % 2 === 0 ? 'vendor answer' : 'leave vendor', pick),
      syncs(N1),
    ],
    // What was begun is ended by who began it.
    ...ENDINGS.map(([begin, end]): readonly Step[] => [
      acts(N1, 'create', pick),
      acts(N1, begin, pick),
      syncs(N1),
      acts(N1, end, pick),
      syncs(N1),
    ]),
    // An escalation is accepted, and the ticket given back to its queue.
    [
      acts(N1, 'create', pick),
      acts(N1, 'escalate', pick),
      syncs(N1),
      syncs(N2),
      acts(N2, 'accept', pick),
      acts(N2, 'release', pick),
      syncs(N2),
    ],
    // A backup is put back, and what was done since has to find its way.
    [
      acts(N1, 'create', pick),
      syncs(N1),
      { kind: 'backup' },
      acts(N1, 'note', pick),
      syncs(N1),
      acts(N1B, 'create', pick),
      { kind: 'restore' },
      syncs(N1B),
    ],
    // The form has come to ask more than what an escalation was filled in with.
    [
      { kind: 'program', move: 'form.save', pick: 2 * pick },
      acts(N1B, 'create', pick),
      syncs(N1B),
      acts(N1B, 'escalate', pick),
      acts(N1B, 'complete', pick),
      syncs(N1B),
    ],
  ),
);

/** Schedules of up to `maxSteps` steps, a chain counted as one. */
export function anySchedule(maxSteps: number): fc.Arbitrary<Schedule> {
  return fc.record({
    skews: fc.array(fc.integer({ min: -YEAR_MS, max: YEAR_MS }), {
      minLength: AGENTS.length,
      maxLength: AGENTS.length,
    }),
    pageLimit: fc.constantFrom(2, 7, 20, 1_000, 1_000, 1_000),
    isJournalDeaf: fc.boolean(),
    steps: fc
      .array(
        fc.oneof({ weight: 60, arbitrary: step.map((one): readonly Step[] => [one]) }, { weight: 1, arbitrary: chain }),
        { minLength: 5, maxLength: maxSteps, size: 'max' },
      )
      .map((steps) => steps.flat()),
  });
}
