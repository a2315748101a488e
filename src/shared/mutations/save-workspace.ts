import { z } from 'zod';
import { canAdminister } from '../access/access.ts';
import { refusePerson } from '../access/people-rules.ts';
import { type NoChain, refuseChain } from '../domain/alert-chain.ts';
import type { AttemptPolicy } from '../domain/attempt-policy.ts';
import { wouldCycle } from '../domain/category-tree.ts';
import { type FollowUpRule, refuseFollowUpRule } from '../domain/follow-up-rule.ts';
import { type FormProblem, refuseFields } from '../domain/form-rules.ts';
import { type Form, formSchema } from '../domain/form.ts';
import { type Macro, refuseMacro } from '../domain/macro.ts';
import type { RoutingRule } from '../domain/routing-rule.ts';
import { WORKSPACE_KINDS, WORKSPACE_SCHEMAS, type WorkspaceKind, type WorkspaceRow } from '../domain/tables.ts';
import type { Way } from '../domain/tier-graph.ts';
import type { Vendor } from '../domain/vendor.ts';
import type { Category, Queue, User } from '../domain/workspace.ts';
import { wordsOf } from '../search/fold.ts';
import type { CalendarRow, Policy } from '../sla/policy.ts';
import { defineMutation, type Mutation, type Needs, type Refusal, type Rows } from './mutation.ts';
import { calendarsOf, refuseCalendar, refusePolicy, withVersions } from './sla-versions.ts';

/** What a kind's rows must fulfil beside their schema. */
type RowRule = {
  readonly needs?: (row: WorkspaceRow) => Needs;
  readonly refuse: (rows: Rows, row: WorkspaceRow, actor: User) => Refusal | null;
  /** The row to save where it leaves out what its author's version of the console does not know. */
  readonly complete?: (row: WorkspaceRow, before: WorkspaceRow) => WorkspaceRow;
};

const ROW_RULES: Readonly<Partial<Record<WorkspaceKind, RowRule>>> = {
  user: { refuse: (rows, row, actor) => refusePersonRow(rows, row as User, actor) },
  queue: {
    needs: ({ id }) => ({ queueLoads: [id] }),
    refuse: (rows, row) => refuseQueue(rows, row as Queue),
    complete: (row, before) => withAlertsGoTo(row as Queue, before as Queue),
  },
  form: { needs: () => ({ whole: ['category'] }), refuse: (rows, row) => refuseForm(rows, row as Form) },
  routingRule: { refuse: (rows, row) => refuseRoutingRule(rows, row as RoutingRule) },
  vendor: {
    needs: (row) => ({ workspace: calendarOf(row as Vendor) }),
    refuse: (rows, row) => refuseVendor(rows, row as Vendor),
  },
  macro: { refuse: (_rows, row) => refuseMacroRow(row as Macro) },
  followUpRule: {
    needs: () => ({ whole: ['followUpRule', 'calendar'] }),
    refuse: (rows, row) => refuseFollowUpRow(rows, row as FollowUpRule),
  },
  calendar: { refuse: (_rows, row) => refuseCalendar(row as CalendarRow) },
  attemptPolicy: {
    needs: () => ({ whole: ['calendar'] }),
    refuse: (rows, row) => refuseAttemptPolicy(rows, row as AttemptPolicy),
  },
  policy: {
    needs: (row) => ({ workspace: calendarsOf(row as Policy).map(({ id }) => ({ kind: 'calendar', id })) }),
    refuse: (rows, row) => refusePolicy(rows, row as Policy),
  },
  category: {
    needs: () => ({ whole: ['category'] }),
    refuse: (rows, row) => refuseCircle(rows, row as Category),
  },
};

/**
 * Saves one row of a workspace table (a person, a queue, a policy, …). Refused as `forbidden` for all but
 * administrators and the system's programs; as `conflict.own_admin`, `conflict.last_admin` and `conflict.email` as
 * `refusePerson` says; as `validation` when a queue would change its tier, leads where there is no queue of such a tier, or
 * has its alerts go on to itself, to none or in a circle (`refuseChain`),
 * and as `conflict.in_use`, with how many, when one with open tickets would be retired; as `validation` when a form leads
 * down, is for a category that is not there, asks what `refuseFields` refuses, or changes without being a later version; as
 * `validation` when a calendar cannot be counted in, when a policy counts in one that there is not, when a routing rule that is in use
 * leads to no queue in use or names a word without a letter or digit, or when a macro does nothing or lacks a text that its
 * last step needs, or when a vendor's calendar is not known; as `validation` when an attempt policy counts in a calendar that is not there; as `conflict.cycle`
 * when a category would stand below itself. Policies, calendars and forms keep their versions before
 * (`sla-versions.ts`, `domain/form.ts`).
 */
function saveWorkspace<K extends WorkspaceKind>(kind: K): Mutation<{ row: WorkspaceRow<K> }> {
  const row = WORKSPACE_SCHEMAS[kind] as unknown as z.ZodType<WorkspaceRow<K>>;
  const own = ROW_RULES[kind];
  return defineMutation<{ row: WorkspaceRow<K> }>({
    name: `${kind}.save`,
    args: z.object({ row }),
    needs: ({ row: saved }) => {
      const more = own?.needs?.(saved);
      // The row itself first: it is what the audit is about.
      return { ...more, workspace: [{ kind, id: saved.id }, ...(more?.workspace ?? [])] };
    },
    rule(rows, args, context) {
      const { actor } = context;
      if (!canAdminister(actor))
        return { code: 'forbidden', message: `${actor.email} does not administer the workspace` };
      const refusal = own?.refuse(rows, args.row, actor) ?? null;
      if (refusal !== null) return refusal;
      const before = rows.workspace(kind, args.row.id);
      const completed = before === undefined ? undefined : own?.complete?.(args.row, before);
      rows.putWorkspace(kind, withVersions(kind, before, (completed ?? args.row) as WorkspaceRow<K>, context));
      return null;
    },
  });
}

function refusePersonRow(rows: Rows, after: User, actor: User): Refusal | null {
  const before = rows.workspace('user', after.id);
  const code = refusePerson({ before, after, actorId: actor.id, people: rows.all('user') });
  if (code === null) return null;
  const path = code === 'conflict.email' ? 'email' : 'role';
  return { code, message: `${after.email} cannot be saved: ${code}`, details: { path: `row.${path}` } };
}

/** A queue's tier is for good: its tickets, their stays and their hand-overs all say it. It is retired when it is empty. */
function refuseQueue(rows: Rows, queue: Queue): Refusal | null {
  const wrong = refuseWays(rows, queue, 'up', queue.escalatesTo) ?? refuseWays(rows, queue, 'down', queue.returnsTo);
  if (wrong !== null) return wrong;
  const noChain = refuseAlertsGoTo(rows, queue);
  if (noChain !== null) return noChain;
  const before = rows.workspace('queue', queue.id);
  if (before === undefined) return null;
  if (before.tier !== queue.tier) return invalid('tier', `queue ${queue.id} belongs to N${before.tier}`);
  const count = rows.openTickets(queue.id) ?? 0;
  if (!before.isActive || queue.isActive || count === 0) return null;
  const message = `${count} open tickets are in queue ${queue.id}`;
  return { code: 'conflict.in_use', message, details: { path: 'row.isActive', count } };
}

/** A queue that says nothing of its alerts, as consoles of before do, leaves them where they go; null sends them nowhere. */
function withAlertsGoTo(row: Queue, { alertsGoTo, alertsGoAfterMinutes }: Queue): Queue {
  return {
    ...(alertsGoTo === undefined ? {} : { alertsGoTo }),
    ...(alertsGoAfterMinutes === undefined ? {} : { alertsGoAfterMinutes }),
    ...row,
  };
}

const NO_CHAIN: Readonly<Record<NoChain, string>> = {
  self: 'is this queue itself',
  unknown: 'is no queue that there is',
  cycle: 'sends its alerts back to this queue, directly or by others',
};

/** Alerts that nobody acknowledges go on, and never round. */
function refuseAlertsGoTo(rows: Rows, queue: Queue): Refusal | null {
  const wrong = refuseChain(queue, rows.all('queue'));
  if (wrong === null) return null;
  const { details, ...refusal } = invalid('alertsGoTo', `queue ${queue.alertsGoTo ?? ''} ${NO_CHAIN[wrong]}`);
  return { ...refusal, details: { ...details, reason: `alertsGoTo.${wrong}` } };
}

/** A queue's ways lead to queues that are there, up to a higher tier and down to a lower one. */
function refuseWays(rows: Rows, { tier }: Queue, way: Way, ids: readonly string[] = []): Refusal | null {
  const path = way === 'up' ? 'escalatesTo' : 'returnsTo';
  const wrong = ids.find((id) => {
    const to = rows.workspace('queue', id);
    return to === undefined || (way === 'up' ? to.tier <= tier : to.tier >= tier);
  });
  return wrong === undefined ? null : invalid(path, `queue ${wrong} is not ${way} of N${tier}`);
}

/** A rule leads somewhere, and can be fulfilled. One that is not in use may stay as it was when its queue was retired. */
function refuseRoutingRule(rows: Rows, { queueId, isActive, conditions }: RoutingRule): Refusal | null {
  const queue = rows.workspace('queue', queueId);
  if (queue === undefined) return invalid('queueId', `no queue ${queueId}`);
  if (isActive && !queue.isActive) return invalid('queueId', `queue ${queueId} is not in use`);
  const empty = conditions.words.findIndex((word) => wordsOf(word).length === 0);
  return empty === -1 ? null : invalid('conditions.words', `word ${empty + 1} has neither a letter nor a digit`);
}

function calendarOf({ calendarId }: Vendor): NonNullable<Needs['workspace']> {
  return calendarId === null ? [] : [{ kind: 'calendar', id: calendarId }];
}

/** The hours in which a vendor's answer is counted are known. */
function refuseVendor(rows: Rows, { calendarId }: Vendor): Refusal | null {
  if (calendarId === null || rows.workspace('calendar', calendarId) !== undefined) return null;
  return invalid('calendarId', `no calendar ${calendarId}`);
}

function refuseMacroRow(macro: Macro): Refusal | null {
  const wrong = refuseMacro(macro);
  return wrong === null ? null : invalid(wrong.path, wrong.message);
}

const WRONG: Readonly<Record<FormProblem['code'], string>> = {
  twice: 'is the key of two fields',
  noOptions: 'is a choice without options',
  optionTwice: 'has two options with one key',
  range: 'asks for more than its most',
  notBefore: 'depends on a question that is not before it',
  notAnOption: 'depends on an option that is not there',
};
/** Time is counted in a calendar that is there, or by the wall clock. */
function refuseAttemptPolicy(rows: Rows, { calendarId }: AttemptPolicy): Refusal | null {
  if (calendarId === null || rows.workspace('calendar', calendarId) !== undefined) return null;
  return invalid('calendarId', `no calendar ${calendarId}`);
}

/** Of each thing that is followed up one rule is in use, and its calendar is there. */
function refuseFollowUpRow(rows: Rows, rule: FollowUpRule): Refusal | null {
  const wrong = refuseFollowUpRule(rule);
  if (wrong !== null) return invalid(wrong.path, wrong.message);
  const { id, on, calendarId, isActive } = rule;
  if (calendarId !== null && rows.workspace('calendar', calendarId) === undefined) {
    return invalid('calendarId', `no calendar ${calendarId}`);
  }
  const isTaken =
    isActive && rows.all('followUpRule').some((other) => other.isActive && other.on === on && other.id !== id);
  return isTaken ? invalid('on', `another rule follows up ${on}`) : null;
}

/** What agents filled in says of which version it is, so a version is never another than it was. */
function refuseForm(rows: Rows, form: Form): Refusal | null {
  if (form.toTier <= form.fromTier) return invalid('toTier', 'an escalation leads to a higher tier');
  const wrong = refuseFields(form.fields);
  if (wrong !== null) {
    const key = form.fields[Number(wrong.path.split('.')[0])]?.key ?? '';
    const { details, ...refusal } = invalid(`fields.${wrong.path}`, `${key} ${WRONG[wrong.code]}`);
    return { ...refusal, details: { ...details, reason: `form.${wrong.code}` } };
  }
  const categoryId = form.categoryId ?? null;
  if (categoryId !== null && rows.workspace('category', categoryId) === undefined) {
    return invalid('categoryId', `no category ${categoryId}`);
  }
  const before = rows.workspace('form', form.id);
  if (before === undefined) return null;
  if (before.fromTier !== form.fromTier || before.toTier !== form.toTier) {
    return invalid('toTier', `form ${form.id} leads from N${before.fromTier} to N${before.toTier}`);
  }
  if (form.version > before.version || asked(before) === asked(form)) return null;
  return invalid('version', `form ${form.id} is at version ${before.version}`);
}

function invalid(path: string, message: string): Refusal {
  return { code: 'validation', message, details: { path: `row.${path}` } };
}

/** What a form asks, as text: of two that ask the same, the same, in whatever order a database keeps their keys. */
function asked(form: Form): string {
  return JSON.stringify(formSchema.pick({ name: true, fields: true }).safeParse(form).data);
}

function refuseCircle(rows: Rows, { id, parentId }: Category): Refusal | null {
  const categories = new Map(rows.all('category').map((category) => [category.id, category]));
  if (!wouldCycle(id, parentId, categories)) return null;
  return { code: 'conflict.cycle', message: `category ${id} would be below itself`, details: { path: 'row.parentId' } };
}

/** One `<kind>.save` mutation per workspace table. */
export const saveMutations: readonly Mutation<never>[] = WORKSPACE_KINDS.map(
  (kind) => saveWorkspace(kind) as unknown as Mutation<never>,
);
