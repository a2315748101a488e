// The page of the kill rounds: the console's database, opened and acted on by the console's own code, and no screen. It says
// what it found, brings that to the backend, and then acts without a pause, saying of each action that it was kept.
import '../../../../src/renderer/lib/zod-without-eval.ts';
import { backendNowMs, knowClock } from '../../../../src/renderer/db/backend-clock.ts';
import { setCurrentConsole } from '../../../../src/renderer/db/current-console.ts';
import { mutate } from '../../../../src/renderer/db/mutate.ts';
import { type OpenConsole, openConsole } from '../../../../src/renderer/db/open-console.ts';
import { newId } from '../../../../src/renderer/lib/new-id.ts';
import { AuthorizedFetch } from '../../../../src/renderer/sync/authorized-fetch.ts';
import { HttpTransport } from '../../../../src/renderer/sync/http-transport.ts';
import type { User } from '../../../../src/shared/domain/workspace.ts';
import { SyncEngine } from '../../../../src/shared/sync/engine.ts';
import type { Found, Kept, Plan } from './kill-messages.ts';

async function tell(path: string, body: Found | Kept | { readonly failed: string }): Promise<void> {
  await fetch(path, { method: 'POST', body: JSON.stringify(body) });
}

async function look({ db, storage }: OpenConsole): Promise<Found> {
  const { generation } = await storage.transact('act', (tx) => tx.meta());
  const outbox = await db.outbox.toArray();
  const recovered = await db.recovered.toArray();
  return {
    generation,
    outbox: outbox.map(({ args }) => idOf(args)),
    recovered: recovered.map(({ args }) => idOf(args)),
  };
}

function idOf(args: unknown): string {
  return (args as { readonly messageId: string }).messageId;
}

/** One round of the console's engine: what waits goes to the backend, and the view comes where there is none. */
async function settle({ storage, identity, feed, journal }: OpenConsole): Promise<void> {
  const engine = new SyncEngine({
    storage,
    transport: new HttpTransport(new AuthorizedFetch(location.origin, async () => ({ token: 'of the kill rounds' }))),
    identity,
    environment: {
      nowMs: Date.now,
      random: Math.random,
      newId: () => crypto.randomUUID(),
      sleep: () => ({ over: Promise.resolve(), wake: () => {} }),
    },
    onChange: (change) => feed.publish(change),
    onStatus: () => {},
    onClock: knowClock,
    onAnswered: (clientId, seqs) => void journal.acknowledge(clientId, seqs),
    onRenewed: (renewal) => journal.renew(renewal),
  });
  await engine.takeLead();
  const failure = await engine.syncOnce();
  if (failure !== null) throw new Error(`not settled: ${failure.kind} ${failure.detail}`);
}

async function actWithoutPause(ticketIds: readonly string[]): Promise<never> {
  for (let turn = 0; ; turn += 1) {
    const id = newId(backendNowMs());
    const ticketId = ticketIds[turn % ticketIds.length];
    const acted = await mutate('ticket.note', { ticketId, messageId: id, body: `Nota ${turn} antes de cair a luz.` });
    if (!acted.ok) throw new Error(`refused: ${acted.error.code} ${acted.error.message}`);
    // Not waited for: the more it writes, the likelier a kill comes in the middle of a write.
    void tell('/kept', { id });
  }
}

async function run(): Promise<void> {
  const plan = (await (await fetch('/plan')).json()) as Plan;
  const opened = await openConsole(plan.databaseName, plan.user as User);
  setCurrentConsole(opened);
  await tell('/found', await look(opened));
  await settle(opened);
  await actWithoutPause(plan.ticketIds);
}

run().catch((error: unknown) =>
  tell('/failed', { failed: error instanceof Error ? (error.stack ?? '') : String(error) }),
);
