import type { PullResponse } from '../protocol/pull.ts';

/** Two pages of one pull as one, so that what changed together is seen together. */
export function mergePages(held: PullResponse | null, page: PullResponse): PullResponse {
  if (held === null || page.reset) return page;
  return { ...page, reset: held.reset, patch: [...held.patch, ...page.patch] };
}
