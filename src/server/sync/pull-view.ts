import type { User } from '../../shared/domain/workspace.ts';
import type { Tx } from '../db/database.ts';
import type { Page } from './page.ts';

/** What the steps of a pull share: the reader with their queues and the versions of the scopes, all of one snapshot. */
export type PullView = {
  readonly tx: Tx;
  readonly page: Page;
  readonly heads: ReadonlyMap<string, number>;
  readonly user: User;
  readonly queueIds: readonly string[];
};
