import type { ServerResponse } from 'node:http';
import type { PageRequest } from '../../tests/e2e/support/pages/page-server.ts';
import type { Expectation } from './messages.ts';

/** How many tickets change at once at the backend. */
export const CHANGED_AT_ONCE = 100;
/** Which rows of the queue on screen leave it by such a change, one after the other. */
export const MARKERS = [10, 15, 20, 25, 30] as const;

/** A backend as the harness uses it, beside what the page asks of it over HTTP. */
export type BenchBackend = {
  /** Answers what a page asks; undefined for what it does not know. */
  handle(request: PageRequest, response: ServerResponse): unknown;
  expect(): Promise<Expectation>;
  /** Changes a hundred tickets; answers the one that has left the first rows of the queue. */
  change(): Promise<string>;
  holderOf(id: string): Promise<string | null>;
};
