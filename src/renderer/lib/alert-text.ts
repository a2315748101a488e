import type { Ticket } from '../../shared/domain/ticket.ts';
import { tierName } from '../../shared/domain/tier.ts';
import type { Queue, User } from '../../shared/domain/workspace.ts';
import type { Alert } from '../../shared/notifications/alert.ts';
import { hoursAndMinutes } from './format-time.ts';
import { mutationLabel } from './mutation-label.ts';
import type { Say } from './text.ts';

/** The rows that an alert takes its names from. */
export type AlertNames = { readonly users: ReadonlyMap<string, User>; readonly queues: readonly Queue[] };

/**
 * An alert in words: which ticket and what, and more of it. As it is told in the moment; with `when`, which says an instant,
 * as it is read later: what was left then is left no more, and the deadline is named.
 */
export function alertText(
  alert: Alert,
  ticket: Pick<Ticket, 'number' | 'tier' | 'subject' | 'queueId'> | undefined,
  { users, queues }: AlertNames,
  say: Say,
  when?: (atMs: number) => string,
): { readonly title: string; readonly body: string } {
  const { kind, clock, what, actorId } = alert;
  const subject = ticket?.subject ?? '';
  const values = {
    ticket:
      ticket === undefined || ticket.number === null
        ? say('alert.draftTicket')
        : `${tierName(ticket.tier)}-${ticket.number}`,
    subject,
    queue: queues.find(({ id }) => id === ticket?.queueId)?.name ?? '',
    actor: users.get(actorId ?? '')?.name ?? say('alert.someone'),
    what: what ?? '',
    action: kind === 'refused_action' ? mutationLabel(what ?? '', say) : '',
    left: hoursAndMinutes(clock?.leftMs ?? 0),
    clock: clock === null ? '' : say(`clock.${clock.kind}`, { tier: clock.tier === null ? '' : tierName(clock.tier) }),
  };
  if (when !== undefined && clock !== null && (kind === 'warning' || kind === 'breach')) {
    const read = { ...values, at: when(clock.deadlineAtMs) };
    return { title: say(`alerts.${kind}.title`, read), body: say(`alerts.${kind}.body`, read).trim() };
  }
  const own = wordsOfOwn(alert);
  if (own !== null) return { title: say(`${own}.title`, values), body: say(`${own}.body`, values).trim() };
  return { title: say(`alert.${kind}.title`, values), body: say(`alert.${kind}.body`, values).trim() };
}

/** Where the words are of a clock that is no policy's; null for one that is told as all of them are. */
function wordsOfOwn({ kind, clock }: Alert): `alert.${'promise' | 'vendor'}.${'warning' | 'breach'}` | null {
  if (clock?.kind !== 'promise' && clock?.kind !== 'vendor') return null;
  return kind === 'warning' || kind === 'breach' ? `alert.${clock.kind}.${kind}` : null;
}
