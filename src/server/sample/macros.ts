import type { Macro } from '../../shared/domain/macro.ts';
import { sampleId } from './sample-id.ts';

const NOTHING = { tiers: [], queueIds: [], isActive: true, isClaiming: false, reply: '', note: '' } as const;

function macro(key: string, name: string, steps: Partial<Omit<Macro, 'id' | 'name'>>): Macro {
  return {
    ...NOTHING,
    tiers: [],
    queueIds: [],
    outcome: { kind: 'none' },
    ...steps,
    id: sampleId(`macro:${key}`),
    name,
  };
}

/** What Aurora Telecom's agents do in one go. */
export const MACROS: readonly Macro[] = [
  macro('ask-photo', 'Pedir foto do equipamento', {
    isClaiming: true,
    reply:
      'Olá, {{cliente.nome}}! Para seguir com o chamado {{chamado.numero}}, envie por favor uma foto das luzes do equipamento.\n\n{{agente.nome}}',
    outcome: { kind: 'status', status: 'waiting_customer', reason: 'Aguardando a foto do equipamento' },
  }),
  macro('visit', 'Agendar visita técnica', {
    tiers: [1, 2],
    isClaiming: true,
    reply: '{{cliente.nome}}, a visita técnica está agendada para {{dia e período}}. {{agente.nome}}',
    note: 'Visita combinada com o cliente: {{dia e período}}.',
    outcome: { kind: 'status', status: 'scheduled', reason: 'Visita técnica em {{dia e período}}' },
  }),
  macro('no-contact', 'Resolver sem retorno do cliente', {
    isClaiming: true,
    note: 'Três tentativas de contato sem retorno.',
    outcome: {
      kind: 'resolve',
      code: 'not_reproducible',
      summary: 'Sem retorno do cliente após três tentativas de contato; serviço sem falha na última leitura.',
    },
  }),
  macro('give-back', 'Devolver à fila com nota de turno', {
    note: 'Fim de turno: chamado devolvido à fila por {{agente.nome}}.',
    outcome: { kind: 'release' },
  }),
];
