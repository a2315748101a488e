import { ROUTING_CONDITIONS, type RoutingCondition, type RoutingRule } from '../../../shared/domain/routing-rule.ts';
import type { RoutingMiss } from '../../../shared/routing/route-ticket.ts';
import type { Workspace } from '../../db/workspace.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import type { Say } from '../../lib/text.ts';

/** What one condition asks, in words; null where it asks nothing. */
export function conditionText(
  condition: RoutingCondition,
  { conditions }: RoutingRule,
  { categories }: Workspace,
  say: Say,
): string | null {
  if (conditions[condition].length === 0) return null;
  const values: Readonly<Record<RoutingCondition, () => readonly string[]>> = {
    categoryIds: () => conditions.categoryIds.map((id) => categories.get(id)?.name ?? say('routing.unknownCategory')),
    channels: () => conditions.channels.map((id) => say(`channel.${id}`)),
    priorities: () => conditions.priorities,
    companies: () => conditions.companies,
    plans: () => conditions.plans,
    words: () => conditions.words.map((word) => `“${word}”`),
  };
  return `${say(`routing.condition.${condition}`)}: ${values[condition]().join(', ')}`;
}

/** All that a rule asks, in words. */
export function conditionsText(rule: RoutingRule, workspace: Workspace, say: Say): string {
  const texts = ROUTING_CONDITIONS.flatMap((condition) => conditionText(condition, rule, workspace, say) ?? []);
  return texts.length === 0 ? say('routing.noConditions') : texts.join(' · ');
}

/** What a rule does with a ticket, in words: "N2 Redes, prioridade P2". */
export function outcomeText({ queueId, priority }: RoutingRule, { queues }: Workspace, say: Say): string {
  const queue = queues.find(({ id }) => id === queueId);
  const name = queue === undefined ? say('routing.retiredQueue') : queueLabel(queue);
  return priority === null ? name : say('routing.withPriority', { queue: name, priority });
}

/** Why a rule has not taken a ticket, in words. */
export function missText(miss: RoutingMiss, rule: RoutingRule, workspace: Workspace, say: Say): string {
  if (miss === 'queue') return say('routing.miss.queue');
  return conditionText(miss, rule, workspace, say) ?? '';
}
