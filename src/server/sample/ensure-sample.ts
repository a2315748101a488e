import type { Logger } from 'pino';
import type { Organization } from '../../shared/domain/workspace.ts';
import { hasAccounts } from '../auth/accounts.ts';
import { hashPassword } from '../auth/passwords.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { applyAsSystem, type SystemMutation } from '../sync/apply.ts';
import { ATTEMPT_POLICIES, furtherAttempts } from './attempt-policies.ts';
import { CANNED_REPLIES } from './canned-replies.ts';
import { CUSTOMERS } from './customers.ts';
import { FOLLOW_UP_RULES } from './follow-up-rules.ts';
import { MACROS } from './macros.ts';
import { CHANNELS_USER, PEOPLE, QUEUES, SAMPLE_PASSWORD } from './people.ts';
import { ROUTING_RULES } from './routing-rules.ts';
import { sampleId } from './sample-id.ts';
import { CATEGORIES, OLDEST_MS, sampleTickets } from './sample-tickets.ts';
import { sideWork } from './side-work.ts';
import { FORMS, sampleCalendars, samplePolicies } from './sla-rows.ts';
import { VENDORS } from './vendors.ts';

const CLIENT_ID = sampleId('client');

const ORGANIZATION: Organization = { id: sampleId('organization'), name: 'Aurora Telecom', isSample: true };

/**
 * Fills an empty database with the sample workspace, Aurora Telecom: people who can sign in with `patamar-sample`, and
 * two weeks of tickets around `nowMs`, made by the same mutations as everything else. Does nothing where somebody can
 * sign in already, where the configuration asks for no sample, or where the workspace is somebody's own.
 */
export async function ensureSample(
  db: Database,
  config: Pick<Config, 'isSample'>,
  nowMs: number,
  log: Logger,
): Promise<void> {
  if (!config.isSample || (await hasAccounts(db))) return;
  const organizations = await db.raw<{ id: string }>(`select id from workspace_row where kind = 'organization'`);
  if (organizations.some(({ id }) => id !== ORGANIZATION.id)) return;
  const startedAtMs = performance.now();
  // A start that was killed between the two transactions left the rows without the accounts.
  if (organizations.length === 0) await createRows(db, nowMs);
  await createAccounts(db);
  log.info({ ms: Math.round(performance.now() - startedAtMs) }, 'the sample workspace was created');
}

/** All in one transaction: a sample is there or not. */
async function createRows(db: Database, nowMs: number): Promise<void> {
  const tickets = sampleTickets(nowMs);
  const bornAtMs = nowMs - OLDEST_MS;
  const mutations = [
    ...workspaceMutations(nowMs),
    ...tickets,
    ...furtherAttempts(tickets, nowMs),
    ...sideWork(tickets, nowMs),
    // Only now: what people did before there was a limit is not refused by it.
    ...savesOf('attemptPolicy', ATTEMPT_POLICIES, bornAtMs),
  ];
  const { outcomes } = await applyAsSystem(db, { clientId: CLIENT_ID, user: CHANNELS_USER }, mutations, { nowMs });
  const refused = outcomes.findIndex(({ error }) => error !== null);
  if (refused === -1) return;
  const why = outcomes[refused]?.error?.message ?? '';
  throw new Error(`Mutation ${refused} of the sample (${mutations[refused]?.name ?? ''}) was refused: ${why}`);
}

function workspaceMutations(nowMs: number): SystemMutation[] {
  const bornAtMs = nowMs - OLDEST_MS;
  const rows: readonly (readonly [kind: string, rows: readonly { readonly id: string }[]])[] = [
    ['organization', [ORGANIZATION]],
    ['queue', Object.values(QUEUES)],
    ['user', [...PEOPLE, CHANNELS_USER]],
    ['category', CATEGORIES],
    ['calendar', sampleCalendars(nowMs)],
    ['policy', samplePolicies(bornAtMs)],
    ['form', FORMS],
    ['cannedReply', CANNED_REPLIES],
    ['macro', MACROS],
    ['followUpRule', FOLLOW_UP_RULES],
    ['routingRule', ROUTING_RULES],
    ['customer', CUSTOMERS],
    ['vendor', VENDORS],
  ];
  return rows.flatMap(([kind, each]) => savesOf(kind, each, bornAtMs));
}

function savesOf(kind: string, rows: readonly { readonly id: string }[], atMs: number): SystemMutation[] {
  return rows.map((row) => ({ name: `${kind}.save`, args: { row }, performedAtMs: atMs, receivedAtMs: atMs }));
}

/** One hash for all: the password is no secret, and each hash costs as much as a sign-in. */
async function createAccounts(db: Database): Promise<void> {
  const passwordHash = await hashPassword(SAMPLE_PASSWORD);
  await db.raw(
    `insert into app_user (id, email, password_hash)
     select a.id, a.email, $3 from unnest($1::uuid[], $2::text[]) as a(id, email) on conflict (id) do nothing`,
    [PEOPLE.map(({ id }) => id), PEOPLE.map(({ email }) => email), passwordHash],
  );
}
