import type { Priority } from '../../shared/domain/priority.ts';
import type { RoutingConditions, RoutingRule } from '../../shared/domain/routing-rule.ts';
import { QUEUES, type QueueKey } from './people.ts';
import { sampleId } from './sample-id.ts';

const NONE: RoutingConditions = { categoryIds: [], channels: [], priorities: [], companies: [], plans: [], words: [] };

function rule(
  position: number,
  key: string,
  name: string,
  conditions: Partial<RoutingConditions>,
  queue: QueueKey,
  priority: Priority | null = null,
): RoutingRule {
  return {
    id: sampleId(`routing-rule:${key}`),
    name,
    position,
    isActive: true,
    conditions: { ...NONE, ...conditions },
    queueId: QUEUES[queue].id,
    priority,
  };
}

const category = (name: string): string => sampleId(`category:${name}`);

/** Where Aurora Telecom's new tickets go when nobody says it. */
export const ROUTING_RULES: readonly RoutingRule[] = [
  rule(
    1,
    'dedicated',
    'Link dedicado fora do ar',
    { plans: ['Link Dedicado 100', 'Link Dedicado 300'], words: ['fora do ar', 'sem conexão', 'parado', 'caiu'] },
    'redes',
    'P1',
  ),
  rule(
    2,
    'money',
    'Fatura e pagamento',
    { categoryIds: [category('Fatura e cobrança'), category('Segunda via e pagamento')] },
    'cobranca',
  ),
  rule(3, 'bill', 'Palavras de cobrança', { words: ['segunda via', 'boleto', 'fatura', 'cobrança'] }, 'cobranca'),
  rule(4, 'rest', 'Todo o resto', {}, 'atendimento'),
];
