import { z } from 'zod';
import { canSee } from '../../shared/access/access.ts';
import type { Attachment } from '../../shared/domain/attachment.ts';
import type { Attempt, Handover, Message, TicketEvent } from '../../shared/domain/parts.ts';
import type { Subticket } from '../../shared/domain/subticket.ts';
import type { PartKind } from '../../shared/domain/tables.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { VendorCase } from '../../shared/domain/vendor.ts';
import { type WholeTicket, wholeTicketSchema } from '../../shared/protocol/search.ts';
import { actorOf } from '../auth/authenticate.ts';
import type { Database } from '../db/database.ts';
import { problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';
import { activeUser } from '../sync/push.ts';
import type { WorkspaceCache } from '../sync/workspace-cache.ts';
import { personLimit } from './person-limit.ts';

const MOST_PER_MINUTE = 240;

/** `GET /v1/tickets/:id`: a ticket with everything that belongs to it. One that is out of the person's view is not there. */
export function wholeTicketRoute(
  app: App,
  { db, authenticate }: RouteContext,
  { cache }: { readonly cache: WorkspaceCache },
): void {
  app.get(
    '/v1/tickets/:id',
    {
      onRequest: [authenticate, personLimit(app, MOST_PER_MINUTE, 'tickets')],
      schema: {
        tags: ['tickets'],
        security: [{ bearer: [] }],
        summary: 'A ticket with its conversation, attempts, hand-overs, attachments and history',
        params: z.object({ id: z.uuid() }),
        response: { 200: wholeTicketSchema },
      },
    },
    async (request) => {
      const user = await activeUser(db, cache, actorOf(request).userId);
      const whole = await readWholeTicket(db, request.params.id);
      if (whole === null || !canSee(user, whole.ticket)) {
        throw problem('not_found', 404, 'There is no such ticket in your queues.');
      }
      return whole;
    },
  );
}

/** From one state of the database; null when it is not there. */
function readWholeTicket(db: Database, id: string): Promise<WholeTicket | null> {
  return db.transaction(
    async (tx) => {
      const [found] = await tx.raw<{ row: Ticket }>('select row from ticket where id = $1::uuid', [id]);
      if (found === undefined) return null;
      const parts = await tx.raw<{ kind: PartKind; row: unknown }>(
        'select kind, row from ticket_part where ticket_id = $1::uuid order by kind, id',
        [id],
      );
      const rows = <Row>(wanted: PartKind): Row[] =>
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as rules wrote them; the answer's schema checks them.
        parts.flatMap(({ kind, row }) => (kind === wanted ? [row as Row] : []));
      return {
        ticket: found.row,
        messages: rows<Message>('message'),
        attempts: rows<Attempt>('attempt'),
        handovers: rows<Handover>('handover'),
        attachments: rows<Attachment>('attachment'),
        vendorCases: rows<VendorCase>('vendorCase'),
        subtickets: rows<Subticket>('subticket'),
        events: rows<TicketEvent>('event'),
      };
    },
    { isolation: 'repeatable read' },
  );
}
