import { pipeline, Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { ImportError } from './import-error.ts';

/** How far into a file its XML declaration may reach. */
const DECLARATION_BYTES = 256;

/**
 * The text of a file, unpacked when it starts as gzip does, whatever its name. The encoding is that of its byte
 * order mark or XML declaration, else UTF-8.
 *
 * @throws ImportError `empty`, `broken_gzip`, `truncated` (a gzip that ends early) or `encoding`.
 */
export async function* readText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const chunk of unpacked(source)) {
    decoder ??= decoderFor(chunk);
    yield decode(decoder, chunk);
  }
  if (decoder === null) throw new ImportError('empty', 'The file is empty.');
  yield decode(decoder, null);
}

async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  const head = await readHead(chunks);
  const whole = Readable.from(rejoined(head, chunks), { objectMode: false });
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* whole;
    return;
  }
  // A pipeline and not a pipe: a fault of the source must reach the reader of the unpacked text.
  const gunzip = createGunzip();
  pipeline(whole, gunzip, () => undefined);
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw gzipError(error);
  }
}

/** Enough bytes to tell what the file is, or all there are. */
async function readHead(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head = Buffer.alloc(0);
  while (head.length < DECLARATION_BYTES) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* rejoined(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

function gzipError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') {
    return new ImportError('truncated', 'The gzip file ends early: it was cut off on its way here.', { cause: error });
  }
  if (code.startsWith('Z_')) {
    return new ImportError('broken_gzip', 'The gzip file is damaged and cannot be unpacked.', { cause: error });
  }
  return error;
}

function decoderFor(head: Uint8Array): TextDecoder {
  const start = Buffer.from(head.subarray(0, DECLARATION_BYTES));
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  const declared = /^<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/.exec(start.toString('latin1').replace(/^ï»¿/, ''));
  const label = declared?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true });
  } catch (error) {
    const place = { line: 1, column: 1 };
    throw new ImportError('encoding', `the encoding "${label}" is not known here; save the file as UTF-8.`, {
      place,
      cause: error,
    });
  }
}

function decode(decoder: TextDecoder, chunk: Uint8Array | null): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw new ImportError('encoding', `The file holds bytes that are not ${decoder.encoding}.`, { cause: error });
  }
}
