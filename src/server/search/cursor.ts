/** Where a page goes on: after this ticket. */
export type Cursor = { readonly createdAtMs: number; readonly id: string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function writeCursor({ createdAtMs, id }: Cursor): string {
  return Buffer.from(`${createdAtMs}/${id}`).toString('base64url');
}

/** Null for one that is none of ours. */
export function readCursor(text: string): Cursor | null {
  const [, atMs, id] = /^(-?\d{1,16})\/([0-9a-f-]{36})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (atMs === undefined || id === undefined || !UUID.test(id)) return null;
  return { createdAtMs: Number(atMs), id };
}
