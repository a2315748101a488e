const MEGABYTE = 1_000_000;

/** Below this, what only saves a download (contents of attachments) gets little room (docs/sync.md, Attachments). */
const SHORT_BYTES = 500 * MEGABYTE;
/** Below this, an action may soon not be kept: the agent is told while there is still time to free some. */
const SCARCE_BYTES = 100 * MEGABYTE;

/** How much the disk still takes. */
export type Room = 'ample' | 'short' | 'scarce';

/**
 * How much room there is, by what is free on the disk and what the browser still grants, in bytes; null for what cannot
 * be told. The tighter of the two counts.
 */
export function roomOf(freeBytes: number | null, grantedBytes: number | null): Room {
  const bytes = Math.min(freeBytes ?? Number.POSITIVE_INFINITY, grantedBytes ?? Number.POSITIVE_INFINITY);
  if (bytes < SCARCE_BYTES) return 'scarce';
  return bytes < SHORT_BYTES ? 'short' : 'ample';
}
