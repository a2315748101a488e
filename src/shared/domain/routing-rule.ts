import { z } from 'zod';
import { prioritySchema } from './priority.ts';
import { channelSchema } from './ticket.ts';

/** What a rule can ask of a ticket. Each list is met by any of its entries; an empty one asks nothing. */
const routingConditionsSchema = z.object({
  /** With all that is below them. */
  categoryIds: z.array(z.uuid()).max(200),
  channels: z.array(channelSchema).max(10),
  priorities: z.array(prioritySchema).max(4),
  companies: z.array(z.string().min(1).max(160)).max(50),
  plans: z.array(z.string().min(1).max(120)).max(50),
  /** Words or phrases, in the subject or in what the customer said first. */
  words: z.array(z.string().min(1).max(80)).max(50),
});
export type RoutingConditions = z.infer<typeof routingConditionsSchema>;
export type RoutingCondition = keyof RoutingConditions;
export const ROUTING_CONDITIONS = routingConditionsSchema.keyof().options;

/** Where new tickets go that fulfil all conditions. Rules are asked by position; the first that holds decides. */
export const routingRuleSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(120),
  position: z.int().min(0).max(100_000),
  isActive: z.boolean(),
  conditions: routingConditionsSchema,
  queueId: z.uuid(),
  /** What the ticket's priority becomes; null leaves it. */
  priority: prioritySchema.nullable(),
});
export type RoutingRule = z.infer<typeof routingRuleSchema>;
