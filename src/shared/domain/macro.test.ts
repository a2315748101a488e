import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeMutation } from '../mutations/registry.ts';
import { type Macro, macroSchema, planMacro, refuseMacro } from './macro.ts';
import { RESOLUTION_CODES } from './resolution.ts';
import { WORKING_STATUSES } from './status.ts';

const ticket = { id: crypto.randomUUID(), assigneeId: null, lastMessageId: null };
const me = crypto.randomUUID();
const values = { 'cliente.nome': 'Lúcia', 'chamado.numero': null, 'agente.nome': 'Ana' };
const filling = { meId: me, values, byHand: {}, newId: () => crypto.randomUUID(), nowMs: 1_000 };

function aMacro(fields: Partial<Macro>): Macro {
  const id = crypto.randomUUID();
  const nothing = { isClaiming: false, reply: '', note: '', outcome: { kind: 'none' } } as const;
  return { id, name: 'Macro', tiers: [], queueIds: [], isActive: true, ...nothing, ...fields };
}

test('a macro claims, replies, notes and sets the ticket, in this order', () => {
  const macro = aMacro({
    isClaiming: true,
    reply: 'Olá, {{cliente.nome}}',
    note: 'por {{agente.nome}}',
    outcome: { kind: 'status', status: 'waiting_customer', reason: 'Foto' },
  });
  const { steps, open } = planMacro(macro, ticket, filling);
  expect(steps.map(({ name }) => name)).toEqual(['ticket.claim', 'ticket.reply', 'ticket.note', 'ticket.setStatus']);
  expect(steps.map(({ args }) => args['body'] ?? args['reason'])).toEqual([undefined, 'Olá, Lúcia', 'por Ana', 'Foto']);
  expect(open).toEqual([]);
});

test('whoever has the ticket does not claim it again', () => {
  expect(planMacro(aMacro({ isClaiming: true }), { ...ticket, assigneeId: me }, filling).steps).toEqual([]);
});

test('what the console does not know is open until it is filled in by hand, everywhere at once', () => {
  const macro = aMacro({ reply: 'Dia {{ dia }}, {{chamado.numero}}', note: '{{dia}}' });
  expect(planMacro(macro, ticket, filling).open).toEqual(['dia', 'chamado.numero']);
  const byHand = { dia: ' $& sexta ', 'chamado.numero': '7' };
  const { steps, open } = planMacro(macro, ticket, { ...filling, byHand });
  expect(steps.map(({ args }) => args['body'])).toEqual(['Dia $& sexta, 7', '$& sexta']);
  expect(open).toEqual([]);
});

test('what is typed does not take the place of what the console knows', () => {
  const { steps } = planMacro(aMacro({ note: '{{cliente.nome}}' }), ticket, {
    ...filling,
    byHand: { 'cliente.nome': 'Outra' },
  });
  expect(steps[0]?.args['body']).toBe('Lúcia');
});

const text = fc.string({ maxLength: 40 }).map((any) => any.replaceAll('\u0000', ''));
const anyMacro: fc.Arbitrary<Macro> = fc
  .record({
    isClaiming: fc.boolean(),
    reply: text,
    note: text,
    outcome: fc.oneof(
      fc.constant({ kind: 'none' } as const),
      fc.constant({ kind: 'release' } as const),
      fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(...WORKING_STATUSES), reason: text }),
      fc.record({ kind: fc.constant('resolve' as const), code: fc.constantFrom(...RESOLUTION_CODES), summary: text }),
    ),
  })
  .map(aMacro);

test('every step of a macro that may be saved is an action that its mutation understands, and there is one', () => {
  fc.assert(
    fc.property(anyMacro, (macro) => {
      fc.pre(macroSchema.safeParse(macro).success && refuseMacro(macro) === null);
      const { steps } = planMacro(macro, ticket, filling);
      expect(steps.length).toBeGreaterThan(0);
      for (const { name, args } of steps) expect(decodeMutation(name, args)).toMatchObject({ ok: true });
    }),
  );
});
