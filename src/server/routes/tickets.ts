import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { canSeeQueue } from '../../shared/access/access.ts';
import { prioritySchema } from '../../shared/domain/priority.ts';
import { channelSchema, type Ticket } from '../../shared/domain/ticket.ts';
import type { User } from '../../shared/domain/workspace.ts';
import { deriveId } from '../../shared/lib/derive-id.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import { actorOf } from '../auth/authenticate.ts';
import { assertRoom } from '../db/room.ts';
import { type Problem, problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';
import { applyAsSystem } from '../sync/apply.ts';
import type { People, WorkspaceCache } from '../sync/workspace-cache.ts';

const bodySchema = z.strictObject({
  subject: z.string().trim().min(3).max(200),
  /** What the customer said. */
  message: z.string().trim().min(1).max(20_000).optional(),
  /** Left out: where the routing rules say; where none takes it, the first queue of the lowest tier that the caller works. */
  queueId: z.uuid().optional(),
  priority: prioritySchema.default('P3'),
  channel: channelSchema.default('api'),
  customerId: z.uuid().nullable().default(null),
  categoryId: z.uuid().nullable().default(null),
});

const answerSchema = z.object({
  id: z.uuid(),
  number: z.int(),
  subject: z.string(),
  queueId: z.uuid(),
  tier: z.int(),
  status: z.string(),
  priority: prioritySchema,
  channel: channelSchema,
  customerId: z.uuid().nullable(),
  categoryId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
});

const headersSchema = z.object({ 'idempotency-key': z.string().min(1).max(200).optional() });

type SyncSeams = { readonly cache: WorkspaceCache; readonly onCommit: (scopes: readonly string[]) => void };

/**
 * `POST /v1/tickets`: creates a ticket for an integrator or a form, by the mutation that everything else uses. With
 * the header `Idempotency-Key` a repeat answers the ticket of the first time.
 */
export function ticketRoutes(app: App, { db, config, nowMs, authenticate }: RouteContext, seams: SyncSeams): void {
  app.post(
    '/v1/tickets',
    {
      onRequest: authenticate,
      schema: {
        summary: 'Creates a ticket',
        tags: ['tickets'],
        security: [{ bearer: [] }],
        headers: headersSchema,
        body: bodySchema,
        response: { 200: answerSchema, 201: answerSchema },
      },
    },
    async (request, reply) => {
      const { userId } = actorOf(request);
      await assertRoom(db, config.minFreeBytes);
      const people = await seams.cache.people(db);
      const user = people.users.get(userId);
      if (user?.isActive !== true) throw problem('forbidden', 403, 'This account is no longer active.');
      const atMs = nowMs();
      const key = request.headers['idempotency-key'];
      const ids = idsFor(userId, key, atMs);
      const known = key === undefined ? null : await readTicket(db, ids.ticketId);
      if (known !== null) return reply.code(200).send(known);

      const { message, queueId, ...fields } = request.body;
      const args = {
        ...fields,
        ticketId: ids.ticketId,
        queueId: queueId ?? defaultQueue(user, people),
        isRouted: queueId === undefined,
        message: message === undefined ? null : { id: ids.messageId, body: message },
      };
      const { outcomes, scopes } = await applyAsSystem(
        db,
        { clientId: apiClientId(userId), user },
        [{ name: 'ticket.create', args, performedAtMs: atMs }],
        { nowMs: atMs, cache: seams.cache },
      );
      seams.onCommit(scopes);
      const refusal = outcomes[0]?.error ?? null;
      if (refusal !== null && refusal.code !== 'conflict.exists') throw refused(refusal);
      const ticket = await readTicket(db, ids.ticketId);
      if (ticket === null) throw new Error(`Ticket ${ids.ticketId} was created and is not there`);
      return reply.code(refusal === null ? 201 : 200).send(ticket);
    },
  );
}

/** The queue of tickets that name none. */
function defaultQueue(user: User, { queues }: People): string {
  const mine = [...queues.values()].filter((queue) => queue.isActive && canSeeQueue(user, queue.id));
  const [first] = mine.toSorted((a, b) => a.tier - b.tier || a.position - b.position);
  if (first === undefined) {
    throw problem('validation', 400, 'Name a queueId: you work no queue.', {
      details: [{ path: 'queueId', message: 'required, since you work no queue' }],
    });
  }
  return first.id;
}

/** With a key the ids follow from it, so that a repeat meets what the first time made. */
function idsFor(userId: string, key: string | undefined, atMs: number): { ticketId: string; messageId: string } {
  const seed = key === undefined ? randomUUID() : digest(`${userId}:${key}`);
  const stamp = key === undefined ? atMs : 0;
  return { ticketId: deriveId(stamp, `${seed}:ticket`), messageId: deriveId(stamp, `${seed}:message`) };
}

/** What an account does over REST has a client of its own, so that its sequence never meets a console's. */
function apiClientId(userId: string): string {
  return deriveId(0, digest(`api:${userId}`));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function refused({ code, message, details }: Refusal): Problem {
  const path = typeof details?.['path'] === 'string' ? details['path'] : '';
  if (code === 'forbidden') return problem('forbidden', 403, message);
  if (code === 'not_found') return problem('validation', 400, message, { details: [{ path, message }] });
  if (code === 'validation') return problem('validation', 400, message, { details: [{ path, message }] });
  return problem('conflict', 409, message);
}

async function readTicket(db: RouteContext['db'], id: string): Promise<z.infer<typeof answerSchema> | null> {
  const [found] = await db.raw<{ row: Ticket }>('select row from ticket where id = $1::uuid', [id]);
  if (found === undefined) return null;
  const { row } = found;
  if (row.number === null) throw new Error(`Ticket ${id} has no number`);
  const { subject, queueId, tier, status, priority, channel, customerId, categoryId } = row;
  const createdAt = isoInstant(row.createdAtMs);
  return {
    id,
    number: row.number,
    subject,
    queueId,
    tier,
    status,
    priority,
    channel,
    customerId,
    categoryId,
    createdAt,
  };
}

function isoInstant(atMs: number): string {
  return new Date(atMs).toISOString();
}
