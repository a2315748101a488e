import fc from 'fast-check';
import { type Form, type FormField, kindOf } from '../../src/shared/domain/form.ts';
import { standingPromise } from '../../src/shared/domain/promise.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { openVendorCases } from '../../src/shared/domain/vendor.ts';
import { mutations } from '../../src/shared/mutations/registry.ts';
import { anyWildJson } from './any-json.ts';
import { anyOfSchema, type Making } from './any-of-schema.ts';

/** An action as it might come over the wire. */
export type NamedAction = { readonly name: string; readonly args: unknown };

/** Ids that actions may name: those of rows that are there, and those that actions may make rows under. */
export type IdPools = {
  readonly tickets: readonly string[];
  readonly parts: readonly string[];
  readonly queues: readonly string[];
  readonly forms: readonly string[];
  readonly workspace: readonly string[];
};

/** What takes a ticket from one tier to another is refused most often, and leads to most. */
const MOVES: ReadonlySet<string> = new Set([
  'ticket.escalate',
  'ticket.accept',
  'ticket.return',
  'ticket.withdrawEscalation',
]);

const UNUSUAL_IDS = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

/** Actions of every kind there is, whose arguments fit its schema in shape. */
export function anyFittingAction(pools: IdPools): fc.Arbitrary<NamedAction> {
  const one = [...mutations.values()].map(({ name, args }) => {
    // A save names the row's own id, an action on a ticket those of its parts.
    const own = name.endsWith('.save') ? pools.workspace : pools.parts;
    const made = making(pools, own);
    return {
      weight: MOVES.has(name) ? 16 : /^(ticket|alert)\./.test(name) ? 6 : 1,
      arbitrary: fc.record({
        name: fc.constant(name),
        args: anyOfSchema(args, { ...made, byKey: { ...made.byKey, ...exceptionsOf(name, pools) } }),
      }),
    };
  });
  return fc.oneof(...one);
}

function exceptionsOf(name: string, pools: IdPools): Making['byKey'] {
  // What is only kept as another system's history names it; people name none.
  if (name === 'ticket.recordExternal') return {};
  const source = fc.constant(undefined);
  if (name === 'ticket.openSubticket')
    return { source, subticketId: fc.uuid({ version: [4, 7] }), formId: fc.constant(null) };
  if (name !== 'ticket.create') return { source };
  // A new ticket's id is its own, save where two are made under one.
  const fresh = fc.uuid({ version: [4, 7] });
  const ticketId = fc.oneof(
    { weight: 3, arbitrary: fresh },
    { weight: 2, arbitrary: fc.constantFrom(...pools.tickets) },
  );
  return { source, ticketId };
}

/** The same, some of them broken: a wild value where another belongs, a property too few or too many, an unknown name. */
export function anyAction(pools: IdPools): fc.Arbitrary<NamedAction> {
  const fitting = anyFittingAction(pools);
  const broken = fc.tuple(fitting, fc.nat(), anyWildJson).map(([{ name, args }, pick, wild]): NamedAction => {
    const entries = Object.entries(args as object);
    const at = pick % (entries.length + 1);
    const [key] = entries[at] ?? ['unasked'];
    return { name, args: { ...(args as object), [key]: wild } };
  });
  const unknown = fc.record({
    name: fc.constantFrom('', 'ticket.fly', 'constructor', '__proto__', 'nul \u0000', `${'x'.repeat(79)}\ud83d`),
    args: anyWildJson,
  });
  return fc.oneof(
    { weight: 12, arbitrary: fitting },
    { weight: 3, arbitrary: broken },
    { weight: 1, arbitrary: unknown },
  );
}

/** What a console knows of a ticket and of a form when an agent acts. */
export type Known = {
  ticket(
    id: unknown,
  ):
    | Pick<
        Ticket,
        'tier' | 'pendingHandoverId' | 'supervisorCallId' | 'lastMessageId' | 'updatedAtMs' | 'promise' | 'vendorCases'
      >
    | undefined;
  form(id: unknown): Pick<Form, 'fields'> | undefined;
};

/** The action with what a console would have filled in: the tier, the hand-over that waits, the last message, an answer to each question. */
export function filledIn(action: NamedAction, known: Known): NamedAction {
  const { name, args } = action;
  if (typeof args !== 'object' || args === null || !('ticketId' in args)) return action;
  const ticket = known.ticket(args.ticketId);
  if (ticket === undefined) return action;
  const { tier, pendingHandoverId, supervisorCallId, lastMessageId } = ticket;
  if ((name === 'ticket.accept' || name === 'ticket.withdrawEscalation') && pendingHandoverId !== null) {
    return { name, args: { ...args, handoverId: pendingHandoverId } };
  }
  const inAnHourMs = ticket.updatedAtMs + 3_600_000;
  const promiseId = standingPromise(ticket)?.id ?? null;
  if (name === 'ticket.promise') return { name, args: { ...args, replacesId: promiseId, dueAtMs: inAnHourMs } };
  if (name === 'ticket.keepPromise' && promiseId !== null) return { name, args: { ...args, promiseId } };
  if (name === 'ticket.openVendorCase') return { name, args: { ...args, expectedAtMs: inAnHourMs } };
  const caseId = openVendorCases(ticket)[0]?.id;
  if (caseId !== undefined && 'caseId' in args) return { name, args: { ...args, caseId } };
  if (name === 'ticket.answerCall' && typeof supervisorCallId === 'string') {
    return { name, args: { ...args, callId: supervisorCallId } };
  }
  if (name === 'ticket.reply') return { name, args: { ...args, lastSeenMessageId: lastMessageId } };
  if (name !== 'ticket.escalate' || !('formId' in args)) return action;
  const answers = (known.form(args.formId)?.fields ?? []).map((field) => [field.key, fittingAnswer(field)] as const);
  return { name, args: { ...args, fromTier: tier, answers: Object.fromEntries(answers) } };
}

/** An answer that fits a question, where one can. */
function fittingAnswer(field: FormField): string {
  switch (kindOf(field)) {
    case 'text':
    case 'long':
      return 'answered';
    case 'choice':
    case 'checklist':
      return field.options?.[0]?.key ?? '';
    case 'number':
      return String(Math.trunc(field.min ?? field.max ?? 1));
    case 'date':
      return '2026-11-27';
    case 'files':
      return '';
  }
}

function making(pools: IdPools, own: readonly string[]): Making {
  const anyOf = (ids: readonly string[]): fc.Arbitrary<string> =>
    fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: anyStrayId(pools) });
  const mostlyNull = fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: anyOf(pools.workspace) },
  );
  return {
    id: anyOf(own),
    byKey: {
      ticketId: anyOf(pools.tickets),
      queueId: anyOf(pools.queues),
      toQueueId: anyOf(pools.queues),
      vendorId: anyOf(pools.workspace),
      formId: fc.option(anyOf(pools.forms), { nil: null, freq: 8 }),
      customerId: mostlyNull,
      externalRef: fc.option(fc.constantFrom('INC-1', 'INC-2', 'INC-3'), { nil: undefined, freq: 2 }),
      categoryId: mostlyNull,
    },
  };
}

/** Ids of nothing, the first and last there can be, and ids that are there in the other case. */
function anyStrayId({ tickets, parts }: IdPools): fc.Arbitrary<string> {
  const other = [...tickets, ...parts].map((id) => id.toUpperCase());
  return fc.oneof(fc.uuid(), fc.constantFrom(...UNUSUAL_IDS), fc.constantFrom(...other));
}
