import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkAnswers } from '../../src/shared/domain/form-answers.ts';
import type { Form } from '../../src/shared/domain/form.ts';
import { hasEnded } from '../../src/shared/domain/status.ts';
import { rowSchema, type TableName } from '../../src/shared/domain/tables.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { ROLES, type User } from '../../src/shared/domain/workspace.ts';
import { deriveId } from '../../src/shared/lib/derive-id.ts';
import { actionIds } from '../../src/shared/mutations/action-ids.ts';
import { type MutationContext, REFUSAL_CODES, type Refusal } from '../../src/shared/mutations/mutation.ts';
import { decodeMutation } from '../../src/shared/mutations/registry.ts';
import { UnitOfWork, type Written } from '../../src/shared/mutations/unit-of-work.ts';
import { WITHDRAW } from '../../src/shared/mutations/withdraw.ts';
import { anyAction, anyFittingAction, filledIn, type NamedAction } from '../support/any-mutation.ts';
import { anyRows, type TableRow } from '../support/any-rows.ts';

const RUNS = 1_500;
const CLIENT_ID = '4f1c2f56-7b0e-4a57-9a53-0d2f6f1f8f11';
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const idsFrom = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `0000000${first}-000a-4000-8000-00000000000${index}`);
const pools = {
  tickets: idsFrom(1, 3),
  parts: idsFrom(2, 4),
  queues: idsFrom(3, 3),
  forms: idsFrom(4, 2),
  workspace: idsFrom(5, 3),
};

type Scene = {
  readonly rows: readonly TableRow[];
  readonly action: NamedAction;
  readonly actor: User;
  readonly performedAtMs: number;
};

const anyActor: fc.Arbitrary<User> = fc.record({
  id: fc.constantFrom(...pools.workspace),
  name: fc.constant('Ana'),
  email: fc.constant('ana@example.com'),
  role: fc.constantFrom(...ROLES, 'system' as const),
  tiers: fc.constant<(1 | 2 | 3)[]>([1]),
  queueIds: fc.subarray(pools.queues),
  isActive: fc.constantFrom(true, true, true, false),
});

function anyScene(action: fc.Arbitrary<NamedAction>): fc.Arbitrary<Scene> {
  const performedAtMs = fc.oneof(fc.nat(), fc.constantFrom(0, Number.MAX_SAFE_INTEGER));
  return fc
    .record({ rows: anyRows(pools), action, actor: anyActor, performedAtMs, isFilledIn: fc.boolean() })
    .map(({ isFilledIn, ...scene }) => {
      const find = (wanted: string, id: unknown): unknown =>
        scene.rows.find(({ table, row }) => table === wanted && row.id === id)?.row;
      const known = {
        ticket: (id: unknown) => find('ticket', id) as Ticket,
        form: (id: unknown) => find('form', id) as Form,
      };
      return isFilledIn ? { ...scene, action: filledIn(scene.action, known) } : scene;
    });
}

type Side = Pick<MutationContext, 'receivedAtMs' | 'ticketNumber'>;
const onClient: Side = { receivedAtMs: null, ticketNumber: () => null };

type Ran = { readonly refusal: Refusal | null; readonly written: readonly Written[] };

/** Decodes and runs an action over rows that cannot be changed. */
function run({ rows, action, actor, performedAtMs }: Scene, side: Side): Ran {
  const unit = new UnitOfWork();
  for (const { table, row } of rows) unit.load(table, row.id, deepFreeze(row));
  const decoded = decodeMutation(action.name, deepFreeze(action.args));
  if (!decoded.ok) return { refusal: decoded.error, written: [] };
  const newId = actionIds(CLIENT_ID, 1, performedAtMs);
  const refusal = decoded.value.run(unit, { actor, performedAtMs, newId, ...side });
  // Also after a refusal: what such a rule has put would show here.
  return { refusal, written: unit.keep() };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}

test('whatever is asked of whatever rows, the answer is rows or a refusal with a known code that can be stored', () => {
  fc.assert(
    fc.property(anyScene(anyAction(pools)), (scene) => {
      const { refusal } = run(scene, onClient);
      if (refusal === null) return;
      expect(REFUSAL_CODES).toContain(refusal.code);
      const text = [refusal.message, ...Object.entries(refusal.details ?? {}).flat()].join(' ');
      expect(text.isWellFormed() && !text.includes('\u0000'), JSON.stringify(text)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

test('a rule that refuses has put nothing', () => {
  fc.assert(
    fc.property(anyScene(anyFittingAction(pools)), (scene) => {
      const { refusal, written } = run(scene, onClient);
      if (refusal !== null) expect(written).toEqual([]);
      else if (scene.action.name !== WITHDRAW) expect(written.length).toBeGreaterThan(0);
    }),
    { numRuns: RUNS },
  );
});

test('what a rule puts fits its schema, names each row once, and a part comes with its ticket', () => {
  fc.assert(
    fc.property(anyScene(anyFittingAction(pools)), (scene) => {
      const { written } = run(scene, onClient);
      const tickets = new Set(written.flatMap(({ table, row }) => (table === 'ticket' ? [row.id] : [])));
      for (const { table, row } of written) {
        const fit = rowSchema(table).safeParse(row);
        expect(fit.error?.issues ?? [], table).toEqual([]);
        if ('ticketId' in row) expect(tickets).toContain(row.ticketId);
      }
    }),
    { numRuns: RUNS },
  );
});

test('a form that asks for "constructor" is not answered by what every object inherits', () => {
  const label = { pt: '', en: '' };
  const fields = [{ key: 'constructor', label, help: null, isRequired: true, isLong: false }];
  expect(checkAnswers(fields, {})).toEqual([{ key: 'constructor', code: 'required' }]);
  expect(checkAnswers(fields, { constructor: 'ACME' })).toEqual([]);
});

/** The only fields that the backend fills in where a client leaves null: when it had the action, and the number. */
const FILLED_BY_THE_BACKEND: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  attachment: ['storedAtMs'],
  event: ['receivedAtMs'],
  message: ['sentAtMs'],
  ticket: ['firstRespondedAtMs', 'number'],
};
const NUMBER = 4_711;

test('both sides make the same rows of the same rows, but for the instant of receipt and the number', () => {
  fc.assert(
    fc.property(anyScene(anyFittingAction(pools)), fc.nat(1_000), (scene, delayMs) => {
      const times = scene.rows.map(({ row }) => ('updatedAtMs' in row ? Number(row.updatedAtMs) : 0));
      const receivedAtMs = Math.max(scene.performedAtMs, ...times) + delayMs;
      const client = run(scene, onClient);
      const server = run(scene, { receivedAtMs, ticketNumber: () => NUMBER });
      expect(server.refusal).toEqual(client.refusal);
      const asOnClient = server.written.map(({ table, row }, index) => {
        const local = client.written[index]?.row as Record<string, unknown> | undefined;
        const filled = (FILLED_BY_THE_BACKEND[table] ?? []).filter((field) => local?.[field] === null);
        const isFilledRight = ([field, value]: [string, unknown]): boolean =>
          filled.includes(field) && value === (field === 'number' ? NUMBER : receivedAtMs);
        const entries = Object.entries(withoutNumber(row)).map(([field, value]) => {
          if (field === 'nextResponse') return [field, asAwaited(value, local?.[field], receivedAtMs)];
          return isFilledRight([field, value]) ? [field, null] : [field, value];
        });
        return { table, row: Object.fromEntries(entries) };
      });
      expect(asOnClient).toEqual(client.written);
    }),
    { numRuns: RUNS },
  );
});

/** The row with null for the number that the backend gave, also where a parent and its history name a subticket by it. */
function withoutNumber(row: object): object {
  const told: unknown = JSON.parse(JSON.stringify(row), (field, value: unknown) =>
    field === 'number' && value === NUMBER ? null : value,
  );
  return told as object;
}

/** A wait for the next response that the backend ended on receipt, as the client has it: it goes on. */
function asAwaited(onServer: unknown, awaited: unknown, receivedAtMs: number): unknown {
  const local = awaited as Ticket['nextResponse'];
  if (local?.endedAtMs !== null) return onServer;
  const { sinceMs } = local;
  const ended = { sinceMs, endedAtMs: Math.max(sinceMs, receivedAtMs) };
  return JSON.stringify(onServer) === JSON.stringify(ended) ? local : onServer;
}

test('an action never goes before the last event of its ticket, even when the clock of the backend went back', () => {
  fc.assert(
    fc.property(anyScene(anyFittingAction(pools)), fc.nat(), (scene, receivedAtMs) => {
      const before = new Map(scene.rows.toReversed().map(({ table, row }) => [`${table}:${row.id}`, row]));
      const { written } = run(scene, { receivedAtMs, ticketNumber: () => NUMBER });
      for (const { table, row } of written) {
        const old = before.get(`${table}:${row.id}`);
        if (table !== 'ticket' || old === undefined) continue;
        expect(row.updatedAtMs).toBeGreaterThanOrEqual((old as typeof row).updatedAtMs);
      }
    }),
    { numRuns: RUNS },
  );
});

test('a ticket that has ended is brought back by a reopening or by its customer, and by nothing else', () => {
  fc.assert(
    fc.property(anyScene(anyFittingAction(pools)), (scene) => {
      const { written } = run(scene, onClient);
      for (const { table, row } of written) {
        const old = scene.rows.find((candidate) => candidate.table === table && candidate.row.id === row.id)?.row;
        if (table !== 'ticket' || old === undefined || !hasEnded((old as Ticket).status)) continue;
        if (hasEnded(row.status)) continue;
        expect(['ticket.reopen', 'ticket.receive']).toContain(scene.action.name);
        expect(row.resolvedAtMs).toBeNull();
      }
    }),
    { numRuns: RUNS },
  );
});

test('200,000 derived ids are UUIDv7 and no two are the same', () => {
  const atMs = Date.UTC(2026, 10, 23, 12);
  const ids = new Set<string>();
  let made = 0;
  const add = (id: string): void => {
    if (!UUID_V7.test(id)) throw new Error(`${id} is no UUIDv7`);
    ids.add(id);
    made += 1;
  };
  // The seeds that are used: a client's seqs with their ids, at one instant; and clients that differ by a digit.
  for (let seq = 1; seq <= 50_000; seq += 1) {
    const newId = actionIds(CLIENT_ID, seq, atMs);
    for (let n = 0; n < 2; n += 1) add(newId());
  }
  for (let client = 0; client < 50_000; client += 1) {
    add(actionIds(`${CLIENT_ID.slice(0, -5)}${client.toString(16).padStart(5, '0')}`, 1, atMs)());
  }
  for (let n = 0; n < 50_000; n += 1) add(deriveId(atMs, String(n)));
  expect(made).toBe(200_000);
  expect(ids.size).toBe(made);
});

test('what a client does within one millisecond sorts as it was done', () => {
  const atMs = Date.UTC(2026, 10, 23, 12);
  fc.assert(
    fc.property(fc.uuid(), fc.nat({ max: 4_000 }), fc.integer({ min: 2, max: 50 }), (clientId, block, count) => {
      const ids = Array.from({ length: count }, (_, n) => actionIds(clientId, block * 4_096 + n, atMs)());
      expect(ids.toSorted()).toEqual(ids);
    }),
  );
});

test('a derived id tells its instant, for any that a client may claim', () => {
  fc.assert(
    fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), fc.string(), (atMs, seed) => {
      const id = deriveId(atMs, seed);
      expect(id).toMatch(UUID_V7);
      expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(atMs % 2 ** 48);
    }),
  );
});
