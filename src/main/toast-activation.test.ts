import { expect, test } from 'vitest';
import { activatedToast, toastTag } from './toast-activation.ts';

const TICKET_ID = '0197a3c2-5f0e-7d0a-9d9b-6f7a5a3f1c11';

test('the tag of a toast names its ticket, is no other toast’s, and is as short as Windows wants it', () => {
  const tag = toastTag(TICKET_ID);
  expect(activatedToast(`type=click&tag=${encodeURIComponent(tag)}`)).toEqual({ tag, ticketId: TICKET_ID });
  expect(activatedToast(`type=action&action=1&tag=${tag}`)).toEqual({ tag, ticketId: TICKET_ID });
  expect(tag.length).toBeLessThanOrEqual(64);
  expect(toastTag(TICKET_ID)).not.toBe(tag);
});

test('a toast of many tickets leads to none, and what is no toast of ours is none', () => {
  const tag = toastTag(null);
  expect(activatedToast(`type=click&tag=${tag}`)).toEqual({ tag, ticketId: null });
  for (const text of ['', 'type=click', 'type=click&tag=', 'tag=0197a3c2', 'patamar://ticket/1']) {
    expect(activatedToast(text)).toBeNull();
  }
  expect(activatedToast('tag=../../etc.passwd')?.ticketId).toBeNull();
});
