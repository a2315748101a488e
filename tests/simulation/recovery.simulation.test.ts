import { beforeEach, expect, test } from 'vitest';
import { aNewTicket, people } from '../support/workspace.ts';
import { SimulatedClient } from './support/simulated-client.ts';
import { levelClient, openBackend, PLAIN, START_MS } from './support/simulated-stage.ts';

const backend = await openBackend();
let client: SimulatedClient;
beforeEach(async () => {
  await backend.reset(START_MS);
  client = await levelClient(backend, people.n1);
});

async function decidedAs(clientId: string): Promise<unknown[]> {
  return (await backend.decisions(clientId)).map(({ seq, isRefused }) => [seq, isRefused]);
}

test('what a lost database had not sent goes out first, under its old client, and the agent gets the count', async () => {
  await client.act('create', 0);
  await client.act('claim', 0);
  const before = client.clientId;
  await client.wipe();
  expect(client.clientId).not.toBe(before);
  expect((await client.recovered()).map(({ clientId, seq }) => [clientId, seq])).toEqual([
    [before, 1],
    [before, 2],
  ]);
  expect(await client.recovery()).toEqual({ found: 2, sent: 0, arrived: 0, refused: 0 });
  const now = client.clientId;
  await client.keepUnchecked('ticket.create', aNewTicket());
  // New work does not overtake: nothing of it is tried while what was brought back cannot be sent.
  backend.pushes.length = 0;
  await client.sync({ push: 'request_lost', pull: 'none' });
  expect(backend.pushes).toEqual([before]);
  await client.sync();
  expect(backend.pushes).toEqual([before, before, now]);
  expect(await decidedAs(before)).toEqual([
    [1, false],
    [2, false],
  ]);
  expect(await decidedAs(now)).toEqual([[1, false]]);
  expect(await client.recovery()).toEqual({ found: 2, sent: 2, arrived: 0, refused: 0 });
});

test('what had arrived before the loss is known again and done once', async () => {
  await client.act('create', 0);
  await client.sync({ push: 'answer_lost', pull: 'none' });
  const before = client.clientId;
  await client.wipe();
  await client.sync();
  expect(await decidedAs(before)).toEqual([[1, false]]);
  expect(await client.recovery()).toEqual({ found: 1, sent: 0, arrived: 1, refused: 0 });
  await client.wipe();
  expect(await client.recovery()).toEqual({ found: 0, sent: 0, arrived: 0, refused: 0 });
});

test('a refused action that nobody has settled comes back with its text', async () => {
  await client.act('create', 0);
  await client.act('accept', 0);
  await client.act('note', 0);
  await client.sync();
  // The rule refuses on this machine already; somebody else's deed is needed for a refusal by the backend alone.
  const other = await levelClient(backend, people.n1b);
  await other.act('claim', 0);
  await client.act('claim', 0);
  await other.sync();
  await client.sync();
  other.close();
  const [refused] = await client.attention();
  expect(refused).toMatchObject({ name: 'ticket.claim', error: { code: 'conflict.claimed' } });
  await client.wipe();
  expect(await client.attention()).toEqual([]);
  await client.sync();
  const [again] = await client.attention();
  expect(again).toEqual({ ...refused, refusedAtMs: again?.refusedAtMs });
  expect(await client.recovery()).toEqual({ found: 1, sent: 0, arrived: 0, refused: 1 });
});

test('actions after a gap that nothing will close are sent as another client', async () => {
  await client.act('create', 0);
  await client.act('note', 0);
  const before = client.clientId;
  await client.main.port.acknowledge(before, [1]);
  await client.wipe();
  await client.sync();
  // Without its ticket the note is refused in the end, by the rule.
  const [note] = await client.attention();
  expect(note).toMatchObject({ seq: 1, name: 'ticket.note', args: { body: 'nota' }, error: { code: 'not_found' } });
  expect([before, client.clientId]).not.toContain(note?.clientId);
  expect(await client.recovery()).toEqual({ found: 1, sent: 0, arrived: 0, refused: 1 });
  // Still in the journal, as what it is now: another loss before the agent settles it loses nothing either.
  const journaled = (await client.main.port.read()).filter(({ rows }) => rows.length > 0);
  expect(journaled).toMatchObject([{ clientId: note?.clientId, rows: [{ seq: 1 }] }]);
});

test('a journal of somebody else is not sent in their name and not lost', async () => {
  const stranger = await levelClient(backend, people.n2);
  await stranger.act('create', 0);
  await stranger.sync();
  stranger.close();
  const row = { seq: 2, name: 'ticket.note', args: { body: 'de outra pessoa' }, performedAtMs: START_MS };
  await client.main.port.append(stranger.clientId, [row]);
  await client.wipe();
  await client.sync();
  expect(await client.attention()).toMatchObject([{ seq: 2, args: row.args, error: { code: 'sync.client' } }]);
});

test('a database put back from an older copy is noticed before it gives a seq out twice', async () => {
  await client.act('create', 0);
  const before = client.clientId;
  const old = await client.copyDatabase();
  await client.act('note', 0);
  await client.sync();
  await client.putBack(old);
  expect(client.clientId).not.toBe(before);
  await client.sync();
  await client.act('create', 0);
  await client.sync();
  expect(await decidedAs(before)).toEqual([
    [1, false],
    [2, false],
  ]);
  expect(await decidedAs(client.clientId)).toEqual([[1, false]]);
});

test('a journal that was lost, not the database, is written again and costs nothing', async () => {
  await client.act('create', 0);
  const before = client.clientId;
  await client.main.port.forget();
  await client.restart();
  expect(client.clientId).toBe(before);
  expect((await client.main.port.read()).map(({ rows }) => rows.map(({ seq }) => seq))).toEqual([[1]]);
  expect(await client.main.port.generation()).not.toBeNull();
  expect(await client.recovery()).toBeNull();
});

test('a start settles what the journal was never told of', async () => {
  const deaf = new SimulatedClient(backend, people.n1b, { ...PLAIN, isJournalDeaf: true });
  await deaf.start();
  await deaf.sync();
  await deaf.act('create', 0);
  await deaf.sync();
  expect((await deaf.main.port.read())[0]?.rows).toHaveLength(1);
  await deaf.restart();
  expect((await deaf.main.port.read())[0]?.rows).toEqual([]);
  deaf.close();
});

test('an account that left this machine leaves nothing to bring back', async () => {
  await client.act('create', 0);
  await client.main.port.forget();
  await client.wipe();
  expect(await client.recovered()).toEqual([]);
  expect(await client.recovery()).toBeNull();
});
