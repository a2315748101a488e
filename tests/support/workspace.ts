import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/server/db/database.ts';
import { applyAsSystem } from '../../src/server/sync/apply.ts';
import type { AttemptPolicy } from '../../src/shared/domain/attempt-policy.ts';
import type { Form } from '../../src/shared/domain/form.ts';
import type { RoutingRule } from '../../src/shared/domain/routing-rule.ts';
import type { Vendor } from '../../src/shared/domain/vendor.ts';
import type { Category, Queue, User } from '../../src/shared/domain/workspace.ts';
import type { PatchOp } from '../../src/shared/protocol/pull.ts';
import type { CalendarRow, Policy } from '../../src/shared/sla/policy.ts';

const HOUR_MS = 3_600_000;

/** Ids that tests can name. */
export const ID = {
  n1: '00000000-0000-7000-8000-000000000011',
  n1b: '00000000-0000-7000-8000-000000000012',
  n2: '00000000-0000-7000-8000-000000000021',
  n3: '00000000-0000-7000-8000-000000000031',
  supervisor: '00000000-0000-7000-8000-000000000041',
  system: '00000000-0000-7000-8000-000000000051',
  queue1: '00000000-0000-7000-8000-000000000101',
  queue1b: '00000000-0000-7000-8000-000000000102',
  queue2: '00000000-0000-7000-8000-000000000201',
  queue3: '00000000-0000-7000-8000-000000000301',
  form12: '00000000-0000-7000-8000-000000000401',
  form23: '00000000-0000-7000-8000-000000000402',
  calendar: '00000000-0000-7000-8000-000000000501',
  policy: '00000000-0000-7000-8000-000000000502',
  vendor: '00000000-0000-7000-8000-000000000701',
  attemptPolicy: '00000000-0000-7000-8000-000000000503',
  category: '00000000-0000-7000-8000-000000000601',
  routingRule: '00000000-0000-7000-8000-000000000602',
} as const;

export type PersonName = 'n1' | 'n1b' | 'n2' | 'n3' | 'supervisor' | 'system';

const queue = (id: string, name: string, tier: 1 | 2 | 3, position: number): Queue => ({
  id,
  name,
  tier,
  position,
  isActive: true,
});

const person = (name: PersonName, role: User['role'], tiers: User['tiers'], queueIds: readonly string[]): User => ({
  id: ID[name],
  name,
  email: `${name}@test.example`,
  role,
  tiers,
  queueIds: [...queueIds],
  isActive: true,
});

/** `n1b` works both queues of N1, so that a ticket can move within a view. */
export const people: Readonly<Record<PersonName, User>> = {
  n1: person('n1', 'agent', [1], [ID.queue1]),
  n1b: person('n1b', 'agent', [1, 2], [ID.queue1, ID.queue1b, ID.queue2]),
  n2: person('n2', 'agent', [2], [ID.queue2]),
  n3: person('n3', 'agent', [3], [ID.queue3]),
  supervisor: person('supervisor', 'supervisor', [], []),
  system: person('system', 'system', [], []),
};

const queues = [
  queue(ID.queue1, 'Atendimento', 1, 1),
  queue(ID.queue1b, 'Cobrança', 1, 2),
  queue(ID.queue2, 'Redes', 2, 1),
  queue(ID.queue3, 'Engenharia', 3, 1),
];

const form = (id: string, fromTier: 1 | 2, toTier: 2 | 3): Form => ({
  id,
  version: 1,
  name: { pt: 'Escalonamento', en: 'Escalation' },
  fromTier,
  toTier,
  fields: ['summary', 'impact', 'tried', 'asked'].map((key) => ({
    key,
    label: { pt: key, en: key },
    help: null,
    isRequired: true,
    isLong: true,
  })),
  isActive: true,
});

/** What every required field of the test forms is answered with. */
export const ANSWERS = { summary: 'no signal', impact: 'one house', tried: 'modem restarted', asked: 'check the port' };

const calendar: CalendarRow = {
  id: ID.calendar,
  name: '24/7',
  spec: { timeZone: 'UTC', weekly: {}, isAlwaysOpen: true },
};

const target = { firstResponseMs: HOUR_MS, resolutionMs: 8 * HOUR_MS };
const policy: Policy = {
  id: ID.policy,
  name: 'All',
  position: 1,
  isActive: true,
  match: {},
  calendarId: ID.calendar,
  customer: { P1: target, P2: target, P3: target, P4: target },
  tiers: { '1': { acceptMs: HOUR_MS }, '2': { acceptMs: HOUR_MS }, '3': { acceptMs: HOUR_MS } },
  pausedBy: { firstResponse: [], resolution: ['customer', 'vendor', 'change', 'scheduled'], accept: [] },
  warnAtPercent: [75],
  effectiveFromMs: 0,
};

const vendor: Vendor = {
  id: ID.vendor,
  name: 'Fibra Sul',
  contractRef: 'FS-2026',
  contact: 'noc@fibrasul.example',
  answerMs: 4 * HOUR_MS,
  calendarId: ID.calendar,
  isActive: true,
};

const attemptPolicy: AttemptPolicy = {
  id: ID.attemptPolicy,
  name: 'All',
  position: 90,
  isActive: true,
  categoryIds: [],
  priorities: [],
  tiers: { '1': { mostAttempts: 3, mostMs: null }, '2': { mostAttempts: 4, mostMs: 2 * HOUR_MS } },
  calendarId: ID.calendar,
  isPerStay: true,
};

/** What is about money is for the second queue of N1. */
const category: Category = { id: ID.category, name: 'Fatura', parentId: null };
const routingRule: RoutingRule = {
  id: ID.routingRule,
  name: 'Fatura',
  position: 90,
  isActive: true,
  conditions: { categoryIds: [ID.category], channels: [], priorities: [], companies: [], plans: [], words: [] },
  queueId: ID.queue1b,
  priority: null,
};

/** The rows of the test workspace, by the mutations that write them. */
export const workspaceSaves = [
  ...Object.values(people).map((row) => ({ name: 'user.save', row })),
  ...queues.map((row) => ({ name: 'queue.save', row })),
  { name: 'form.save', row: form(ID.form12, 1, 2) },
  { name: 'form.save', row: form(ID.form23, 2, 3) },
  { name: 'calendar.save', row: calendar },
  { name: 'policy.save', row: policy },
  { name: 'vendor.save', row: vendor },
  { name: 'attemptPolicy.save', row: attemptPolicy },
  { name: 'category.save', row: category },
  { name: 'routingRule.save', row: routingRule },
];

/** The test workspace as a page of the backend's brings it. */
export const workspacePatch = workspaceSaves.map(
  ({ name, row }) => ({ op: 'put', table: name.slice(0, -'.save'.length), row }) as PatchOp,
);

/** Writes the test workspace: four queues, six people, two forms, a policy, a vendor, a limit of attempts, a category with its rule; by the mutations that write any other. */
export async function seedWorkspace(db: Database, nowMs: number): Promise<void> {
  const { outcomes } = await applyAsSystem(
    db,
    { clientId: randomUUID(), user: people.system },
    workspaceSaves.map(({ name, row }) => ({ name, args: { row }, performedAtMs: nowMs })),
    { nowMs },
  );
  const refused = outcomes.find(({ error }) => error !== null);
  if (refused !== undefined) throw new Error(`The fixture was refused: ${refused.error?.message ?? ''}`);
}

/** Arguments that create a ticket in the first queue of N1; a test names only what it is about. */
export function aNewTicket(overrides: Readonly<Record<string, unknown>> = {}): { ticketId: string } {
  const ticket = {
    ticketId: randomUUID(),
    subject: 'Sem conexão',
    queueId: ID.queue1,
    priority: 'P3',
    channel: 'phone',
    customerId: null,
    categoryId: null,
    message: { id: randomUUID(), body: 'A internet caiu.' },
    ...overrides,
  };
  return ticket;
}
