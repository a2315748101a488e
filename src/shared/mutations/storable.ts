/** Whether all text in a value can be kept as JSON by the database: PostgreSQL's jsonb takes neither NUL nor lone surrogates. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
}

/** The first `maxLength` UTF-16 units of a text, with U+FFFD for each of what cannot be stored. For telling what somebody sent. */
export function storableText(text: string, maxLength: number): string {
  return text.slice(0, maxLength).toWellFormed().replaceAll('\u0000', '\ufffd');
}
