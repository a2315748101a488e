import { expect, test } from 'vitest';
import type { OutboxEntry } from '../db/outbox-view.ts';
import { say } from '../lib/text.ts';
import { formOf, nameOfUndone } from './undone.ts';

let seq = 0;

function entry(name: string, args: object = {}, ticketId = 't'): OutboxEntry {
  seq += 1;
  return { id: String(seq), seq, name, args, performedAtMs: seq, state: 'kept', ticketId };
}

const told = (entries: readonly OutboxEntry[], count = entries.length): string =>
  nameOfUndone(entries, count, (key, values) => say('en', key, values));

const files = (body: string): OutboxEntry => entry('ticket.note', { body, attachments: [{ id: 'f' }] });

test('a form is told by its own name, whatever form it is, and not by the wordless note that brought its files', () => {
  for (const name of ['ticket.escalate', 'ticket.completeHandover', 'ticket.return']) {
    const form = entry(name);
    expect(formOf([files(''), form])).toBe(form);
    expect(told([files(''), form])).toBe(told([form]));
  }
});

test('a note without a word that brought files by itself is told as a note', () => {
  expect(formOf([files('')])).toBeUndefined();
  expect(told([files('')])).toBe(told([entry('ticket.note', { body: 'Photos' })]));
});

test('a macro whose note says something is no form: its steps are told', () => {
  const steps = [files('As the customer asked'), entry('ticket.setStatus')];
  expect(formOf(steps)).toBeUndefined();
  expect(told(steps)).toBe('Macro, 2 steps');
});

test('one act on several tickets is told with how many there were', () => {
  const acts = ['t1', 't2', 't3'].map((id) => entry('ticket.claim', {}, id));
  expect(told(acts)).toBe(`${told(acts.slice(0, 1))} · 3 tickets`);
});
