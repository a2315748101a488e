import { z } from 'zod';

/** The largest file that a message carries: 25 MB, about what mail servers take. */
export const MAX_ATTACHMENT_BYTES = 25 * 1024 * 1024;
/** The most files that one message carries. */
export const MAX_ATTACHMENTS = 10;
export const MAX_FILE_NAME = 200;
/** What a file is when nothing says what it is. */
export const UNKNOWN_MEDIA_TYPE = 'application/octet-stream';

/**
 * No separators, so that a name never leads anywhere; no control characters; and none that turn the direction of
 * writing (Unicode UAX #9), by which `exe.pdf` is made of `fdp.exe`.
 */
const FILE_NAME = /^[^\s/\\\p{Cc}\p{Bidi_Control}][^/\\\p{Cc}\p{Bidi_Control}]*$/u;
/** RFC 6838, section 4.2, in small letters and without parameters. */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9.+-]{0,60}\/[a-z0-9][a-z0-9.+-]{0,60}$/;

/** What is said of a file before its content is there. `sha256` is of the content, in hex. */
export const fileSchema = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(MAX_FILE_NAME).regex(FILE_NAME),
  mediaType: z.string().regex(MEDIA_TYPE),
  sizeBytes: z.int().min(1).max(MAX_ATTACHMENT_BYTES),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type FileFacts = z.infer<typeof fileSchema>;

/**
 * A file that goes with a message. The row travels with the ticket, the content apart from it: `storedAtMs` is when the
 * backend had the whole of it and found its hash right; null while it is on its author's machine alone.
 */
export const attachmentSchema = z.object({
  ...fileSchema.shape,
  ticketId: z.uuid(),
  messageId: z.uuid(),
  authorId: z.uuid().nullable(),
  atMs: z.int(),
  storedAtMs: z.int().nullable(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** A file's name as `fileSchema` takes it: what it does not take is an underscore, the middle of a long one is cut. */
export function fileNameOf(given: string): string {
  const chars = Array.from(given.toWellFormed().trim(), (char) => (FILE_NAME.test(`x${char}`) ? char : '_'));
  const name = chars.join('').trim();
  if (name.length <= MAX_FILE_NAME) return name === '' ? '_' : name;
  const tail = name.slice(-MAX_FILE_NAME / 4);
  return `${name.slice(0, MAX_FILE_NAME - tail.length - 1)}…${tail}`.toWellFormed();
}

/** A media type as `fileSchema` takes it; `application/octet-stream` for what is none. */
export function mediaTypeOf(given: string): string {
  const bare = given.split(';')[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPE.test(bare) ? bare : UNKNOWN_MEDIA_TYPE;
}
