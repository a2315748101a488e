import type { Tx } from '../db/database.ts';
import type { Page } from './page.ts';

/** What the steps of a pull share: the reader's queues and the versions of the scopes, all of one snapshot. */
export type PullView = {
  readonly tx: Tx;
  readonly page: Page;
  readonly heads: ReadonlyMap<string, number>;
  readonly queueIds: readonly string[];
};
