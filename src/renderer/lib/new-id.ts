/** A UUIDv7 (RFC 9562) for a row that is born here. `atMs` is epoch ms, by whatever clock: the id only sorts roughly by it. */
export function newId(atMs = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const time = atMs.toString(16).padStart(12, '0');
  const variant = ((Number.parseInt(hex.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}
