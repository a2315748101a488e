/**
 * What of a draft was written after it was sent as `sent`: it goes on below, without what stood between. A draft that was
 * changed elsewhere than at its end stays as it is.
 */
export function typedSince(draft: string, sent: string): string {
  if (sent === '') return draft;
  return draft.startsWith(sent) ? draft.slice(sent.length).trimStart() : draft;
}
