/** A part of a content: from a byte to before another. */
export type ByteRange = { readonly from: number; readonly to: number };

/**
 * What a `Range` header asks for of a content (RFC 9110, section 14): one range of bytes. `whole` when there is none, or
 * it is of a form that a server may pass over (other units, several ranges); `none` when it lies beyond the end.
 */
export function parseByteRange(header: string | undefined, sizeBytes: number): ByteRange | 'whole' | 'none' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? 'none' : { from: sizeBytes - length, to: sizeBytes };
  }
  const from = Number(first);
  const to = last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  if (last !== '' && Number(last) < from) return 'whole';
  return from >= sizeBytes ? 'none' : { from, to };
}
