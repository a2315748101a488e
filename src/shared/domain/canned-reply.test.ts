import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillPlaceholders, isOfferedIn, PLACEHOLDERS, placeholdersIn, unknownPlaceholders } from './canned-reply.ts';
import type { CannedReply } from './workspace.ts';

const VALUES = { 'cliente.nome': 'Dona Lúcia', 'chamado.numero': '1042', 'agente.nome': 'Ana' };

test('placeholders are filled in, however they are spaced', () => {
  const body = 'Olá, {{cliente.nome}}! Seu chamado é o {{ chamado.numero }}. {{agente.nome}}';
  expect(fillPlaceholders(body, VALUES)).toBe('Olá, Dona Lúcia! Seu chamado é o 1042. Ana');
});

test('what is not known stays in the text, and is told', () => {
  const filled = fillPlaceholders('Olá, {{cliente.nome}}: {{cliente.cpf}}', { ...VALUES, 'cliente.nome': null });
  expect(filled).toBe('Olá, {{cliente.nome}}: {{cliente.cpf}}');
  expect(placeholdersIn(filled)).toEqual(['cliente.nome', 'cliente.cpf']);
  expect(unknownPlaceholders(filled)).toEqual(['cliente.cpf']);
});

test('with all values known no known placeholder is left, and a value is never read as a text of its own', () => {
  const anyBody = fc.array(fc.oneof(fc.string(), fc.constantFrom(...PLACEHOLDERS.map((name) => `{{${name}}}`))));
  fc.assert(
    fc.property(anyBody, (parts) => {
      const body = parts.join('');
      fc.pre(placeholdersIn(body).every((name) => (PLACEHOLDERS as readonly string[]).includes(name)));
      expect(placeholdersIn(fillPlaceholders(body, VALUES))).toEqual([]);
    }),
  );
  expect(fillPlaceholders('{{cliente.nome}}', { ...VALUES, 'cliente.nome': '{{agente.nome}} $& $1' })).toBe(
    '{{agente.nome}} $& $1',
  );
});

test('a reply is offered in its tiers and its queues; without any, everywhere; a retired one nowhere', () => {
  const reply: CannedReply = { id: 'r', title: 't', body: 'b', tiers: [], queueIds: [], isActive: true };
  expect(isOfferedIn(reply, 3, 'q')).toBe(true);
  expect(isOfferedIn({ ...reply, tiers: [1] }, 2, 'q')).toBe(false);
  expect(isOfferedIn({ ...reply, tiers: [1], queueIds: ['q'] }, 1, 'q')).toBe(true);
  expect(isOfferedIn({ ...reply, queueIds: ['other'] }, 1, 'q')).toBe(false);
  expect(isOfferedIn({ ...reply, isActive: false }, 1, 'q')).toBe(false);
});
