import { z } from 'zod';
import type { AttemptPolicy } from '../../shared/domain/attempt-policy.ts';
import type { SystemMutation } from '../sync/apply.ts';
import { sampleId } from './sample-id.ts';
import { BUSINESS_CALENDAR_ID } from './sla-rows.ts';

const HOUR_MS = 3_600_000;

function policy(position: number, key: string, name: string, rest: Partial<AttemptPolicy>): AttemptPolicy {
  return {
    id: sampleId(`attempt-policy:${key}`),
    name,
    position,
    isActive: true,
    categoryIds: [],
    priorities: [],
    tiers: {},
    calendarId: BUSINESS_CALENDAR_ID,
    isPerStay: true,
    ...rest,
  };
}

/** How often Aurora Telecom's tiers try before they pass a ticket on; N3 has no limit. */
export const ATTEMPT_POLICIES: readonly AttemptPolicy[] = [
  policy(1, 'urgent', 'Urgentes', {
    priorities: ['P1', 'P2'],
    tiers: { '1': { mostAttempts: 3, mostMs: 2 * HOUR_MS }, '2': { mostAttempts: 5, mostMs: null } },
  }),
  policy(2, 'all', 'Geral', {
    tiers: { '1': { mostAttempts: 3, mostMs: null }, '2': { mostAttempts: 5, mostMs: null } },
  }),
];

/** So many open tickets of N1 have used up their attempts. */
const TRIED_OUT = 5;
const MOST_AT_N1 = 3;
const MINUTE_MS = 60_000;
const MORE = [
  ['Reinício dos equipamentos com o cliente', 'failed'],
  ['Teste com outro aparelho', 'failed'],
  ['Conferência do cadastro e do plano', 'partial'],
] as const;

const ticketArgs = z.object({ ticketId: z.string() });

/** Further attempts on a few tickets that N1 works on, so that they stand at their maximum; each after what was there. */
export function furtherAttempts(mutations: readonly SystemMutation[], nowMs: number): SystemMutation[] {
  const stories = [...Map.groupBy(mutations, ({ args }) => ticketArgs.parse(args).ticketId)];
  const atWork = stories.filter(([, story]) => isAtWorkInN1(story) && lastAtMs(story) < nowMs - 10 * MINUTE_MS);
  return atWork.slice(0, TRIED_OUT).flatMap(([ticketId, story]) => {
    const made = story.filter(({ name }) => name === 'ticket.logAttempt').length;
    const actor = story.find(({ name }) => name === 'ticket.claim')?.actor;
    return MORE.slice(0, Math.max(0, MOST_AT_N1 - made)).map(([what, outcome], index): SystemMutation => {
      const atMs = lastAtMs(story) + (index + 1) * MINUTE_MS;
      const attempt = { attemptId: sampleId(`further:${ticketId}:${index}`), what, outcome, minutes: 6, note: '' };
      return {
        name: 'ticket.logAttempt',
        args: { ticketId, ...attempt },
        performedAtMs: atMs,
        receivedAtMs: atMs,
        ...(actor === undefined ? {} : { actor }),
      };
    });
  });
}

/** What takes a ticket out of N1's hands, or leaves it waiting. */
const ELSEWHERE = new Set(['ticket.escalate', 'ticket.resolve', 'ticket.cancel', 'ticket.setStatus']);

function isAtWorkInN1(story: readonly SystemMutation[]): boolean {
  const names = story.map(({ name }) => name);
  return names.includes('ticket.logAttempt') && !names.some((name) => ELSEWHERE.has(name));
}

function lastAtMs(story: readonly SystemMutation[]): number {
  return Math.max(...story.map(({ performedAtMs }) => performedAtMs));
}
