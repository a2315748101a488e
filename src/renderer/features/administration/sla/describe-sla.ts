import { calendarRowSchema, policySchema } from '../../../../shared/sla/policy.ts';
import type { Described } from '../section.ts';
import { describeCalendar } from './calendar-words.ts';
import { describePolicy, type DescribeContext } from './policy-words.ts';

const calendarPart = calendarRowSchema.partial();
const policyPart = policySchema.partial();

/** A calendar or a policy in words, or the part of it that a line of the audit has; null for what is neither. */
export function describeSla(
  kind: 'calendar' | 'policy',
  row: unknown,
  context: DescribeContext,
): readonly Described[] | null {
  const { language, say, nowMs } = context;
  if (kind === 'policy') {
    const policy = policyPart.safeParse(row).data;
    return policy === undefined ? null : describePolicy(policy, context);
  }
  const calendar = calendarPart.safeParse(row).data;
  return calendar === undefined ? null : describeCalendar(calendar, language, say, nowMs);
}
