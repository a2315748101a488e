import { withParents } from '../domain/category-tree.ts';
import type { Priority } from '../domain/priority.ts';
import { ROUTING_CONDITIONS, type RoutingCondition, type RoutingRule } from '../domain/routing-rule.ts';
import type { Channel } from '../domain/ticket.ts';
import type { Category, Queue } from '../domain/workspace.ts';
import { fold, wordsOf } from '../search/fold.ts';
import { inRuleOrder } from './rule-order.ts';

/** What rules may ask about a new ticket. `message` is what the customer said first. */
export type RoutingFacts = {
  readonly categoryId: string | null;
  readonly channel: Channel;
  readonly priority: Priority;
  readonly company: string | null;
  readonly plan: string | null;
  readonly subject: string;
  readonly message: string | null;
};

/** The rows that rules refer to. */
export type RoutingWorld = { readonly categories: readonly Category[]; readonly queues: readonly Queue[] };

/** Why a rule did not take a ticket: a condition that does not hold, or its queue is not in use. */
export type RoutingMiss = RoutingCondition | 'queue';

/** `misses` is empty for the rule that took the ticket. */
export type Tried = { readonly rule: RoutingRule; readonly misses: readonly RoutingMiss[] };

/** `tried` has the rules that were asked, in their order; those after the one that took it are not asked. */
export type Routed = { readonly taken: RoutingRule | null; readonly tried: readonly Tried[] };

/** Which of the rules in use takes a new ticket, and why those before it do not; in whatever order the rules come. */
export function routeTicket(rules: readonly RoutingRule[], facts: RoutingFacts, world: RoutingWorld): Routed {
  const tried: Tried[] = [];
  for (const rule of inRuleOrder(rules)) {
    if (!rule.isActive) continue;
    const misses = missesOf(rule, facts, world);
    tried.push({ rule, misses });
    if (misses.length === 0) return { taken: rule, tried };
  }
  return { taken: null, tried };
}

/** Whether a rule asks nothing, and so takes every ticket that comes to it. */
export function takesAll({ conditions }: Pick<RoutingRule, 'conditions'>): boolean {
  return ROUTING_CONDITIONS.every((condition) => conditions[condition].length === 0);
}

/** The rules in use that no ticket comes to, because one before them takes all. */
export function unreachable(rules: readonly RoutingRule[]): readonly RoutingRule[] {
  const inUse = inRuleOrder(rules).filter(({ isActive }) => isActive);
  const last = inUse.findIndex(takesAll);
  return last === -1 ? [] : inUse.slice(last + 1);
}

function missesOf(rule: RoutingRule, facts: RoutingFacts, { categories, queues }: RoutingWorld): RoutingMiss[] {
  const { conditions } = rule;
  const said = ` ${wordsOf(`${facts.subject}\n${facts.message ?? ''}`).join(' ')} `;
  const holds: Readonly<Record<RoutingCondition, () => boolean>> = {
    categoryIds: () => withParents(facts.categoryId, categories).some((id) => conditions.categoryIds.includes(id)),
    channels: () => conditions.channels.includes(facts.channel),
    priorities: () => conditions.priorities.includes(facts.priority),
    companies: () => isOneOf(facts.company, conditions.companies),
    plans: () => isOneOf(facts.plan, conditions.plans),
    words: () => conditions.words.some((phrase) => isSaid(phrase, said)),
  };
  const failed = ROUTING_CONDITIONS.filter((name) => conditions[name].length > 0 && !holds[name]());
  const hasQueue = queues.some(({ id, isActive }) => isActive && id === rule.queueId);
  return hasQueue ? failed : [...failed, 'queue'];
}

function isOneOf(value: string | null, wanted: readonly string[]): boolean {
  return value !== null && wanted.some((one) => fold(one).trim() === fold(value).trim());
}

/** Whether the words of a phrase follow each other in what was said, which is folded, with a blank at both ends. */
function isSaid(phrase: string, said: string): boolean {
  const words = wordsOf(phrase);
  return words.length > 0 && said.includes(` ${words.join(' ')} `);
}
