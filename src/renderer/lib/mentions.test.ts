import { expect, test } from 'vitest';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { people } from '../../../tests/support/workspace.ts';
import { mentionable, mentionAt, mentionsIn, withMention } from './mentions.ts';

const ana = { id: 'a', name: 'Ana Sá' };
const anaMaria = { id: 'm', name: 'Ana Sá Maria' };
const joao = { id: 'j', name: 'João Lima' };
const all = [ana, anaMaria, joao];
const offered = (text: string): readonly string[] =>
  mentionAt(text, text.length, all)?.people.map(({ id }) => id) ?? [];

test('names are offered by how any of their words begins, without accents and capitals', () => {
  expect(offered('veja @joao')).toEqual(['j']);
  expect(offered('@lim')).toEqual(['j']);
  expect(offered('@')).toEqual(['a', 'm', 'j']);
  expect(offered('(@ana s')).toEqual(['a', 'm']);
});

test('nothing is offered in an address, of nobody, nor once the name is complete', () => {
  expect(offered('ana@joao')).toEqual([]);
  expect(offered('@zzz')).toEqual([]);
  expect(offered('@João Lima')).toEqual([]);
  expect(offered('@ana sa')).toEqual(['m']);
});

test('a name takes the place of what was typed of it', () => {
  const text = 'oi @jo, tudo bem?';
  expect(withMention(text, 3, 6, joao)).toEqual({ text: 'oi @João Lima , tudo bem?', cursor: 14 });
});

test('a longer name is not taken for the shorter one in it', () => {
  expect(mentionsIn('@Ana Sá Maria, veja', all)).toEqual(['m']);
  expect(mentionsIn('@Ana Sá Maria e @Ana Sá', all)).toEqual(['m', 'a']);
  expect(mentionsIn('Ana Sá', all)).toEqual([]);
});

test('those who see the ticket can be named: neither programs, nor those who left, nor oneself', () => {
  const users = new Map(Object.values(people).map((person) => [person.id, person]));
  const [queueId] = people.n1.queueIds;
  const ticket = aTicket({ queueId: queueId ?? '' });
  expect(mentionable(ticket, users, people.n1.id).map(({ name }) => name)).toEqual(['n1b', 'supervisor']);
});
