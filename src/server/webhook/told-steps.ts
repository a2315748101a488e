import { randomUUID } from 'node:crypto';
import { BREACH_STEP } from '../../shared/sla/steps.ts';
import type { Tx } from '../db/database.ts';
import { type ToldStep, warningArgs } from '../jobs/fire-steps.ts';
import { putDeliveries } from './outbox.ts';

/** Puts a message about each step into the outbox. Its form is docs/operating.md's. */
export async function tellWebhook(tx: Tx, told: readonly ToldStep[], nowMs: number): Promise<void> {
  const deliveries = told.map((one) => {
    const id = randomUUID();
    return { id, body: JSON.stringify(messageOf(id, one, nowMs)) };
  });
  await putDeliveries(tx, deliveries, nowMs);
}

function messageOf(id: string, { step, ticket, lateMs }: ToldStep, nowMs: number): object {
  const { number, subject, priority, status, queueId, tier, assigneeId } = ticket;
  return {
    id,
    type: step.step === BREACH_STEP ? 'sla.breached' : 'sla.warned',
    clock: step.kind,
    clockTier: step.tier === 0 ? null : step.tier,
    ...warningArgs(step),
    dueAt: isoInstant(step.dueAtMs),
    deadlineAt: isoInstant(step.deadlineAtMs),
    firedAt: isoInstant(nowMs),
    lateMs,
    ticket: { id: ticket.id, number, subject, priority, status, queueId, tier, assigneeId },
  };
}

/** Null for an instant beyond what a date can tell. */
function isoInstant(atMs: number): string | null {
  const date = new Date(atMs);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
