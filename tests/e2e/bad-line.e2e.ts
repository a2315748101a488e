import { N1_QUEUE, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { FaultyProxy, type LineFault } from './support/faulty-proxy.ts';
import { expect, test } from './support/fixture.ts';
import { notesOf, writeNote } from './support/notes.ts';

/** How many notes are written over the bad line; more in a long run. */
const NOTES = Number(process.env['PATAMAR_LINE_NOTES'] ?? 12);
const FAULTS: readonly LineFault[] = ['cut_after', 'double', 'cut_before', 'delay', 'none'];

test('over a line that delays, cuts and doubles, nothing that was shown as kept is lost or done twice', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(60_000 + NOTES * 10_000);
  const subject = 'Link oscila a tarde toda';
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const ticketId = await api.createOnTop(N1_QUEUE, subject);
  const proxy = await FaultyProxy.start(backend.url);
  try {
    const { page } = await open({ userData, backendUrl: proxy.url });
    await signInTo(page, subject);
    let turn = 0;
    // Each of them in turn, so that however few exchanges there are every one of them happens to a push.
    proxy.faultOf = (path) => (path.endsWith('/push') ? (FAULTS[turn++ % FAULTS.length] ?? 'none') : 'none');
    const notes = Array.from({ length: NOTES }, (_, index) => `Medição ${index + 1}`);
    for (const note of notes) await writeNote(page, note);
    const bar = page.getByRole('contentinfo');
    await expect(bar).not.toContainText(/não enviadas?/, { timeout: 10_000 * NOTES });
    // And what others do comes over pulls that fare no better.
    proxy.faultOf = () => FAULTS[turn++ % FAULTS.length] ?? 'none';
    await api.act('ticket.note', { ticketId, messageId: crypto.randomUUID(), body: 'De outra mesa.' });
    await expect(page.getByRole('list', { name: /^Conversa/ }).getByText('De outra mesa.')).toBeVisible({
      timeout: 40_000,
    });
    for (const fault of ['cut_before', 'cut_after', 'double', 'delay'] as const) {
      expect(proxy.happened.get(fault) ?? 0, fault).toBeGreaterThan(0);
    }
    expect(await notesOf(backend.url, ticketId)).toEqual([...notes, 'De outra mesa.']);
    await expect(bar).not.toContainText('precisa de atenção');
  } finally {
    await proxy.stop();
  }
});
