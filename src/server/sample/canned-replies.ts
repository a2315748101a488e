import type { Tier } from '../../shared/domain/tier.ts';
import type { CannedReply } from '../../shared/domain/workspace.ts';
import { sampleId } from './sample-id.ts';

function reply(key: string, title: string, tiers: readonly Tier[], lines: readonly string[]): CannedReply {
  return {
    id: sampleId(`canned-reply:${key}`),
    title,
    body: lines.join('\n\n'),
    tiers: [...tiers],
    queueIds: [],
    isActive: true,
  };
}

/** What Aurora Telecom's agents write again and again. */
export const CANNED_REPLIES: readonly CannedReply[] = [
  reply(
    'welcome',
    'Recebemos seu chamado',
    [1],
    [
      'Olá, {{cliente.nome}}!',
      'Recebemos seu contato e ele está registrado com o número {{chamado.numero}}. Já estou verificando.',
      'Atenciosamente,\n{{agente.nome}}',
    ],
  ),
  reply(
    'restart',
    'Reiniciar o modem',
    [1],
    [
      '{{cliente.nome}}, por favor desligue o modem da tomada, espere 30 segundos e ligue de novo.',
      'Quando as luzes pararem de piscar, teste a conexão e me diga o resultado por aqui.',
    ],
  ),
  reply(
    'visit',
    'Visita técnica agendada',
    [1, 2],
    [
      '{{cliente.nome}}, a visita técnica do chamado {{chamado.numero}} está agendada para {{dia e período}}.',
      'É preciso que haja um adulto em casa. {{agente.nome}}',
    ],
  ),
  reply(
    'still-there',
    'Ainda precisa de ajuda?',
    [],
    [
      '{{cliente.nome}}, o problema do chamado {{chamado.numero}} foi resolvido?',
      'Se ainda precisar de algo, responda esta mensagem. {{agente.nome}}',
    ],
  ),
];
