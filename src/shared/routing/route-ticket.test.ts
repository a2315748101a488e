import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PRIORITIES } from '../domain/priority.ts';
import type { RoutingConditions, RoutingRule } from '../domain/routing-rule.ts';
import { CHANNELS } from '../domain/ticket.ts';
import { routeTicket, type RoutingFacts, unreachable } from './route-ticket.ts';

const ASKS_NOTHING: RoutingConditions = {
  categoryIds: [],
  channels: [],
  priorities: [],
  companies: [],
  plans: [],
  words: [],
};
const queue = { id: 'q', name: 'Redes', tier: 2, position: 1, isActive: true } as const;
const retired = { ...queue, id: 'old', isActive: false };
const world = {
  categories: [
    { id: 'net', name: 'Internet', parentId: null },
    { id: 'wifi', name: 'Wi-Fi', parentId: 'net' },
    { id: 'mesh', name: 'Mesh', parentId: 'wifi' },
  ],
  queues: [queue, retired],
};

function aRule(conditions: Partial<RoutingConditions>, fields: Partial<RoutingRule> = {}): RoutingRule {
  const id = crypto.randomUUID();
  return {
    id,
    name: id,
    position: 1,
    isActive: true,
    queueId: queue.id,
    priority: null,
    ...fields,
    conditions: { ...ASKS_NOTHING, ...conditions },
  };
}

const facts: RoutingFacts = {
  categoryId: 'mesh',
  channel: 'phone',
  priority: 'P3',
  company: 'Clínica Vida Plena',
  plan: 'Link Dedicado 100',
  subject: 'Sem conexão desde cedo',
  message: 'A luz LOS está vermelha.',
};

const missesOf = (conditions: Partial<RoutingConditions>, fields: Partial<RoutingRule> = {}): readonly string[] =>
  routeTicket([aRule(conditions, fields)], facts, world).tried[0]?.misses ?? [];

test.each<[string, Partial<RoutingConditions>]>([
  ['its category', { categoryIds: ['mesh'] }],
  ['a category above its own', { categoryIds: ['net'] }],
  ['its channel, among others', { channels: ['chat', 'phone'] }],
  ['its priority', { priorities: ['P3'] }],
  ['the company, whatever the accents', { companies: ['clinica vida plena'] }],
  ['the plan', { plans: ['LINK DEDICADO 100'] }],
  ['a word of the subject, folded', { words: ['CONEXAO'] }],
  ['a phrase of the message', { words: ['nada', 'luz los'] }],
  ['nothing', {}],
])('a rule that asks for %s takes the ticket', (_what, conditions) => {
  expect(missesOf(conditions)).toEqual([]);
});

test.each<[string, Partial<RoutingConditions>, readonly string[]]>([
  ['a category of another branch', { categoryIds: ['tv'] }, ['categoryIds']],
  ['a category below its own', { categoryIds: ['below'] }, ['categoryIds']],
  ['half a word', { words: ['conex'] }, ['words']],
  ['a phrase across subject and message that is not said', { words: ['luz vermelha'] }, ['words']],
  ['a word of signs alone', { words: ['…'] }, ['words']],
  ['part of the company’s name', { companies: ['Clínica'] }, ['companies']],
  ['several of which some hold', { channels: ['chat'], priorities: ['P3'], plans: ['x'] }, ['channels', 'plans']],
])('a rule that asks for %s does not, and says why', (_what, conditions, misses) => {
  expect(missesOf(conditions)).toEqual(misses);
});

test('a rule whose queue is retired or gone is passed over', () => {
  expect(missesOf({}, { queueId: retired.id })).toEqual(['queue']);
  expect(missesOf({}, { queueId: 'nowhere' })).toEqual(['queue']);
});

test('what a customer is not on record with meets no condition about it', () => {
  const nobody = { ...facts, company: null, plan: null, categoryId: null };
  const rule = aRule({ companies: ['x'], plans: ['x'], categoryIds: ['net'] });
  expect(routeTicket([rule], nobody, world).tried[0]?.misses).toEqual(['categoryIds', 'companies', 'plans']);
});

test('categories in a circle end', () => {
  const circle = [
    { id: 'a', name: 'A', parentId: 'b' },
    { id: 'b', name: 'B', parentId: 'a' },
  ];
  const routed = routeTicket(
    [aRule({ categoryIds: ['c'] })],
    { ...facts, categoryId: 'a' },
    { ...world, categories: circle },
  );
  expect(routed.taken).toBeNull();
});

test('rules after one that takes all, and that are in use, are never reached', () => {
  const all = aRule({}, { position: 2 });
  const [before, after, off] = [
    aRule({}, { position: 1, isActive: false }),
    aRule({}, { position: 3 }),
    aRule({}, { position: 4, isActive: false }),
  ];
  expect(unreachable([off, after, all, before])).toEqual([after]);
});

const anyRule = fc
  .record({
    position: fc.nat(3),
    isActive: fc.boolean(),
    queueId: fc.constantFrom('q', 'q', 'old'),
    channels: fc.subarray([...CHANNELS]),
    priorities: fc.subarray([...PRIORITIES]),
    words: fc.subarray(['conexao', 'fatura']),
  })
  .map(({ channels, priorities, words, ...fields }) => aRule({ channels, priorities, words }, fields));

test('the first rule in order that holds takes the ticket, in whatever order the rows come', () => {
  fc.assert(
    fc.property(
      fc
        .array(anyRule, { maxLength: 8 })
        .chain((rules) =>
          fc.tuple(
            fc.constant(rules),
            fc.shuffledSubarray(rules, { minLength: rules.length, maxLength: rules.length }),
          ),
        ),
      fc.constantFrom(...CHANNELS),
      fc.constantFrom(...PRIORITIES),
      ([rules, shuffled], channel, priority) => {
        const ticket = { ...facts, channel, priority };
        const routed = routeTicket(rules, ticket, world);
        expect(routeTicket(shuffled, ticket, world)).toEqual(routed);
        const holding = rules.filter((rule) => routeTicket([rule], ticket, world).taken !== null);
        const first = holding.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))[0] ?? null;
        expect(routed.taken).toEqual(first);
        expect(routed.tried.filter(({ misses }) => misses.length === 0).map(({ rule }) => rule)).toEqual(
          first === null ? [] : [first],
        );
      },
    ),
  );
});
