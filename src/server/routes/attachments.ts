import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Attachment } from '../../shared/domain/attachment.ts';
import type { User } from '../../shared/domain/workspace.ts';
import { MAX_PIECE_BYTES, uploadStatusSchema } from '../../shared/protocol/attachments.ts';
import { parseByteRange } from '../attachments/byte-range.ts';
import { readContent } from '../attachments/content-store.ts';
import { attachmentToRead, attachmentToSend, findAttachment } from '../attachments/find-attachment.ts';
import { contentStatus, receivePiece } from '../attachments/receive-content.ts';
import { type Actor, actorOf } from '../auth/authenticate.ts';
import { assertRoom } from '../db/room.ts';
import { problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';
import type { WorkspaceCache } from '../sync/workspace-cache.ts';

const params = z.object({ id: z.uuid() });
const offsetQuery = z.object({ offset: z.string().regex(/^\d{1,9}$/, 'a byte, counted from 0') });
const common = { tags: ['attachments'], security: [{ bearer: [] }], params };

type SyncSeams = { readonly cache: WorkspaceCache; readonly onCommit: (scopes: readonly string[]) => void };

/**
 * The contents of attachments: `GET /v1/attachments/:id` says how much is there, `PATCH /v1/attachments/:id?offset=n`
 * goes on with it, `GET /v1/attachments/:id/content` hands it out, in parts where asked. To be registered in a scope of
 * its own, for what it takes as a body.
 */
export function attachmentRoutes(app: App, context: RouteContext, seams: SyncSeams): void {
  const { db, config, nowMs, authenticate } = context;
  app.addContentTypeParser<Buffer>('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  async function userOf({ userId }: Actor): Promise<User> {
    const user = (await seams.cache.people(db)).users.get(userId);
    if (user?.isActive !== true) throw problem('forbidden', 403, 'This account is no longer active.');
    return user;
  }

  app.get(
    '/v1/attachments/:id',
    {
      onRequest: authenticate,
      schema: { ...common, summary: 'How much of a content is there', response: { 200: uploadStatusSchema } },
    },
    async (request) => {
      const user = await userOf(actorOf(request));
      const { id } = request.params;
      const found = await findAttachment(db, id);
      const isAuthor = found?.attachment.authorId === user.id;
      return contentStatus(db, isAuthor ? found.attachment : await attachmentToRead(db, id, user));
    },
  );

  app.patch(
    '/v1/attachments/:id',
    {
      onRequest: authenticate,
      bodyLimit: MAX_PIECE_BYTES,
      schema: {
        ...common,
        summary: 'Appends a piece of a content, sent as application/octet-stream',
        querystring: offsetQuery,
        response: { 200: uploadStatusSchema },
      },
    },
    async (request) => {
      const bytes = pieceOf(request.body);
      const attachment = await attachmentToSend(db, request.params.id, await userOf(actorOf(request)));
      await assertRoom(db, config.minFreeBytes);
      return receivePiece({ db, nowMs, ...seams }, attachment, Number(request.query.offset), bytes);
    },
  );

  app.get(
    '/v1/attachments/:id/content',
    { onRequest: authenticate, schema: { ...common, summary: 'A content, or the part that Range asks for' } },
    async (request, reply) => {
      const attachment = await attachmentToRead(db, request.params.id, await userOf(actorOf(request)));
      if (attachment.storedAtMs === null) {
        throw problem('attachment.pending', 409, 'The content has not come from its author yet.');
      }
      const range = parseByteRange(request.headers.range, attachment.sizeBytes);
      if (range === 'none') {
        const headers = { 'content-range': `bytes */${attachment.sizeBytes}` };
        throw problem('attachment.range', 416, `The content has ${attachment.sizeBytes} bytes.`, { headers });
      }
      const { from, to } = range === 'whole' ? { from: 0, to: attachment.sizeBytes } : range;
      sayWhatItIs(reply, attachment, to - from);
      if (range !== 'whole') {
        void reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${attachment.sizeBytes}`);
      }
      return reply.send(Readable.from(readContent(db, attachment.id, from, to), { objectMode: false }));
    },
  );
}

function pieceOf(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (Buffer.isBuffer(body)) return body;
  throw problem('unsupported_media', 415, 'A piece is sent as it is, as application/octet-stream.');
}

/**
 * What customers send is hostile: whatever it claims to be, it leaves as bytes to be saved, never as something that a
 * browser shows or runs.
 */
function sayWhatItIs(reply: FastifyReply, { name }: Attachment, length: number): void {
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  void reply.headers({
    'content-type': 'application/octet-stream',
    'content-length': length,
    'content-disposition': `attachment; filename*=UTF-8''${encoded}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'accept-ranges': 'bytes',
  });
}
