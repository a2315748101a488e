import { canSeeQueue } from '../access/access.ts';
import { alertChain, type ChainLink } from '../domain/alert-chain.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Queue, User } from '../domain/workspace.ts';
import type { Policy } from '../sla/policy.ts';
import type { ToldAs } from './alert.ts';

/** How far a clock is at a step: in percent of its target used, or over it. */
export type StepReached = number | 'breach';

type PlaceOf = Pick<Ticket, 'assigneeId' | 'queueId'>;

/** From which step supervisors are told when the policy does not say. */
const SUPERVISORS_FROM = 'breach';

/**
 * As what a person is told of a step of a ticket's clock; null when they are not. The one who has the ticket is; while
 * nobody has it, those who work its queue are; and from the step that the policy names on, those who oversee the queue.
 * In one capacity only: the first of these. Who is at work is not asked here: steps come in the hours of their
 * clock's calendar, and a person's own quiet hours hold back the rest.
 */
export function toldOfStep(
  step: StepReached,
  ticket: PlaceOf,
  policy: Pick<Policy, 'tellSupervisorsFrom'>,
  person: User,
): ToldAs | null {
  if (!person.isActive || person.role === 'system') return null;
  if (ticket.assigneeId === person.id) return 'assignee';
  if (ticket.assigneeId === null && worksQueue(person, ticket.queueId)) return 'queue';
  return overseesQueue(person, ticket.queueId) && isFrom(step, policy) ? 'supervisor' : null;
}

/** Whether a person may be told of some step of a ticket's clocks: asked before they are counted. */
export function mayBeTold(ticket: PlaceOf, person: User): boolean {
  return toldOfStep('breach', ticket, { tellSupervisorsFrom: 'breach' }, person) !== null;
}

/**
 * As what a person is told of an alert that nobody has acknowledged and that goes on to a queue of theirs; null when they are
 * not. Those who oversee that queue are, for supervisors see every ticket; those who work it, where they see this one.
 */
function toldGoingOn(toQueueId: string, ticket: PlaceOf, person: User): ToldAs | null {
  if (overseesQueue(person, toQueueId)) return 'supervisor';
  return worksQueue(person, toQueueId) && canSeeQueue(person, ticket.queueId) ? 'queue' : null;
}

/** A queue to which an alert of a ticket goes on, how long after it came due (ms), and as what a person is told there. */
export type ToldLink = ChainLink & { readonly toldAs: ToldAs };

/** Where the alerts of a queue's tickets reach this person by going on, the first one first; nowhere for most. */
export function linksTold(queueId: string, person: User, queues: readonly Queue[]): readonly ToldLink[] {
  const ticket = { queueId, assigneeId: null };
  return alertChain(queueId, queues).flatMap((link): ToldLink[] => {
    const toldAs = toldGoingOn(link.queueId, ticket, person);
    return toldAs === null ? [] : [{ ...link, toldAs }];
  });
}

/** Whether a queue's tickets that nobody has are this person's to take: they are a member of it, and not there to oversee it. */
export function worksQueue({ isActive, role, queueIds }: User, queueId: string): boolean {
  return isActive && (role === 'agent' || role === 'admin') && queueIds.includes(queueId);
}

/** Whether a person supervises a queue: every queue when they are a member of none. */
export function overseesQueue({ isActive, role, queueIds }: User, queueId: string): boolean {
  return isActive && role === 'supervisor' && (queueIds.length === 0 || queueIds.includes(queueId));
}

function isFrom(
  step: StepReached,
  { tellSupervisorsFrom = SUPERVISORS_FROM }: Pick<Policy, 'tellSupervisorsFrom'>,
): boolean {
  if (tellSupervisorsFrom === 'never') return false;
  if (step === 'breach') return true;
  return tellSupervisorsFrom !== 'breach' && step >= tellSupervisorsFrom;
}
