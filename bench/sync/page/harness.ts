import {
  accountSchema,
  changeSchema,
  expectationSchema,
  idsSchema,
  type PageResult,
  ticketSchema,
} from '../messages.ts';
import type { Account, Change, Expectation } from '../messages.ts';

/** Asks the harness, or a peer's backend, for JSON. */
export async function getJson(path: string): Promise<unknown> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Sends JSON, and answers the JSON that comes back. */
export async function postJson(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** What the backend holds now: how many tickets, and the first of the queue. */
export async function expected(): Promise<Expectation> {
  return expectationSchema.parse(await getJson('/bench/expect'));
}

/** Has the backend change a hundred tickets; the one named leaves the first rows of the queue. */
export async function changeAtBackend(): Promise<Change> {
  return changeSchema.parse(await postJson('/bench/change', {}));
}

/** Tickets that nobody has, for the work done offline. */
export async function freeTickets(): Promise<readonly string[]> {
  return idsSchema.parse(await getJson('/bench/free'));
}

/** Who has a ticket, as the backend says. */
export async function holderOf(id: string): Promise<string | null> {
  return ticketSchema.parse(await getJson(`/bench/ticket?id=${id}`)).assigneeId;
}

/** Who works here, on which queue: in the page's address, so that nothing has to be asked before the start. */
export function account(): Account {
  return accountSchema.parse(JSON.parse(new URLSearchParams(location.search).get('account') ?? ''));
}

/** Tells what was measured; the harness then ends this app. */
export async function report(result: PageResult): Promise<void> {
  await postJson('/bench/result', result);
}
