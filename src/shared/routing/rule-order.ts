import type { RoutingRule } from '../domain/routing-rule.ts';

/** Rules in the order in which they are asked: by position, then by id, so that it is the same everywhere. */
export function inRuleOrder(rules: readonly RoutingRule[]): RoutingRule[] {
  return rules.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}
