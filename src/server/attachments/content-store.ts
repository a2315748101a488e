import type { Queryable, Tx } from '../db/database.ts';

/** How many bytes of a content have come, from its beginning and without a gap. */
export async function readReceivedBytes(db: Queryable, id: string): Promise<number> {
  const [row] = await db.raw<{ received_bytes: number }>(
    'select received_bytes from attachment_content where id = $1::uuid',
    [id],
  );
  return row?.received_bytes ?? 0;
}

/** Takes a content for this transaction, begun when it is not there yet; answers how many bytes it has. */
export async function lockContent(tx: Tx, id: string): Promise<number> {
  await tx.raw('insert into attachment_content (id, received_bytes) values ($1::uuid, 0) on conflict do nothing', [id]);
  const [row] = await tx.raw<{ received_bytes: number }>(
    'select received_bytes from attachment_content where id = $1::uuid for update',
    [id],
  );
  if (row === undefined) throw new Error(`The content of ${id} was begun and is not there`);
  return row.received_bytes;
}

/** Appends a piece to a content that this transaction has locked; answers how many bytes it has then. */
export async function appendPiece(tx: Tx, id: string, fromByte: number, bytes: Uint8Array): Promise<number> {
  const toByte = fromByte + bytes.length;
  await tx.raw('insert into attachment_piece (id, from_byte, to_byte, bytes) values ($1::uuid, $2, $3, $4)', [
    id,
    fromByte,
    toByte,
    bytes,
  ]);
  await tx.raw('update attachment_content set received_bytes = $2 where id = $1::uuid', [id, toByte]);
  return toByte;
}

/** Lets go of a content, so that it begins anew. */
export async function dropContent(tx: Tx, id: string): Promise<void> {
  await tx.raw('delete from attachment_content where id = $1::uuid', [id]);
}

/**
 * Reads a content from a byte to before another, a piece at a time, so that memory stays bounded however large it is.
 *
 * @throws Error when a piece is missing.
 */
export async function* readContent(
  db: Queryable,
  id: string,
  fromByte: number,
  toByte: number,
): AsyncGenerator<Uint8Array> {
  for (let at = fromByte; at < toByte;) {
    // The last piece that begins by then; substring counts from one.
    const [piece] = await db.raw<{ bytes: Uint8Array }>(
      `select substring(bytes from $2::int - from_byte + 1 for $3::int - $2::int) as bytes from attachment_piece
       where id = $1::uuid and from_byte <= $2::int and to_byte > $2::int order by from_byte desc limit 1`,
      [id, at, toByte],
    );
    if (piece === undefined) throw new Error(`The content of ${id} has no byte ${at}`);
    yield piece.bytes;
    at += piece.bytes.length;
  }
}
