import type { LiveRows } from './live-rows.ts';

/** A thing an agent does to a ticket. A pause takes it out of the sight of its queue, a resume brings it back. */
export type Action = { readonly kind: 'pause' | 'resume' | 'claim'; readonly id: string };

/** One way of keeping tickets on this machine, as the driver uses it: each does the same work in its own manner. */
export type Peer = {
  /** Opens the database of this profile and shows the first rows of the queue, now and whenever they change. */
  open(rows: LiveRows): Promise<void>;
  /** Brings all tickets here; resolves when they are in the database. */
  pullAll(): Promise<void>;
  /** Brings what has changed since. */
  pull(): Promise<void>;
  /** Has a ticket open beside the list, as an agent has it who acts on it. */
  select?(id: string): Promise<void>;
  /** Does an action; resolves when the library says that it is done. */
  act(action: Action): Promise<void>;
  /** The same with the strict durability of IndexedDB, where `act` has the relaxed one. */
  actStrictly?(action: Action): Promise<void>;
  /** Has tickets in its list, as an agent has who has scrolled down to them; a library that needs not does without it. */
  reach?(ids: readonly string[]): Promise<void>;
  /** Does an action; resolves when the agent sees it and may do the next, where that is before `act` would; see `flush`. */
  actAhead?(action: Action): Promise<void>;
  /** Resolves when everything done is in the database, for a library that does not wait for that. */
  flush?(): Promise<void>;
  setOffline?(isOffline: boolean): Promise<void>;
  /** Sends everything done; resolves when the backend has acknowledged it and this machine knows. */
  push(): Promise<void>;
  /** How many tickets are here. */
  count(): Promise<number>;
  /** How many actions are measured, for a library that needs long for each; 100 without it. */
  readonly acts?: number;
};
