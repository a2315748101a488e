import type { Attempt, TicketEvent } from '../../shared/domain/parts.ts';
import type { Category, Queue, User } from '../../shared/domain/workspace.ts';
import type { MessageKey } from '../../shared/i18n/messages.pt-br.ts';
import { hoursAndMinutes } from './format-time.ts';
import { isMessageKey, type Say } from './text.ts';
import { ticketNumber } from './ticket-number.ts';

/** A step of a clock that was told this much after it was due is told as late: the backend was down. */
const WORTH_TELLING_LATE_MS = 60_000;

/** The rows that a sentence takes its names from. */
export type SentenceNames = {
  readonly users: ReadonlyMap<string, User>;
  readonly queues: readonly Queue[];
  readonly categories: ReadonlyMap<string, Category>;
  readonly attempts: readonly Attempt[];
};

/** An event of a ticket's history told as a sentence. What it names and this machine does not have is said to be unknown. */
export function eventSentence(event: TicketEvent, names: SentenceNames, say: Say): string {
  const actor = actorName(event, names, say);
  const text = (name: string): string => String(event.data[name] ?? '');
  const tiers = { from: `N${text('fromTier')}`, to: `N${text('toTier')}` };
  const queue = queueName(text(event.kind === 'created' ? 'queueId' : 'toQueueId'), names, say);
  const isAutomatic = event.data['isAutomatic'] === true;
  const statuses = { from: label('status', text('from'), say), to: label('status', text('to'), say) };
  switch (event.kind) {
    case 'created':
      return say(text('rule') === '' ? 'event.created' : 'event.createdByRule', {
        actor,
        rule: text('rule'),
        queue,
        channel: label('channelWord', text('channel'), say),
        priority: label('priority', text('priority'), say),
      });
    case 'reminded':
      return say('event.reminded', { nth: Number(event.data['nth'] ?? 1) });
    case 'claimed':
    case 'released':
    case 'replied':
    case 'noted':
    case 'accepted':
    case 'no_reply_needed':
      return say(`event.${event.kind}`, { actor });
    case 'closed':
      return say(isAutomatic ? 'event.closedAutomatic' : 'event.closed', { actor });
    case 'customer_wrote':
      return say('event.customer_wrote');
    case 'attempted':
      return attemptSentence(event, actor, names, say);
    case 'attempts_allowed':
      return say('event.attempts_allowed', {
        actor,
        count: Number(event.data['more'] ?? 0),
        tier: `N${text('tier')}`,
        reason: text('reason'),
      });
    case 'status_set':
      if (isAutomatic) return say('event.resumedAutomatic', statuses);
      return say(text('reason') === '' ? 'event.status_set' : 'event.status_setReason', {
        actor,
        ...statuses,
        reason: text('reason'),
      });
    case 'assigned':
      return say(text('fromId') === '' || text('fromId') === 'null' ? 'event.assigned' : 'event.assignedFrom', {
        actor,
        from: personName(text('fromId'), names, say),
        to: personName(text('toId'), names, say),
      });
    case 'reclassified':
      return reclassifiedSentence(event, { actor, queue }, names, say);
    case 'priority_set':
      return say(prioritySetKey(text('impact') !== '', text('from') === text('to')), {
        actor,
        impact: label('impact', text('impact'), say),
        urgency: label('urgency', text('urgency'), say),
        from: label('priority', text('from'), say),
        to: label('priority', text('to'), say),
        reason: text('reason'),
      });
    case 'promised':
      return say(text('replacedDueAtMs') === '' ? 'event.promised' : 'event.promisedAgain', {
        actor,
        due: Number(event.data['dueAtMs'] ?? 0),
        text: text('text'),
      });
    case 'promise_kept':
      return say(event.data['isLate'] === true ? 'event.promise_keptLate' : 'event.promise_kept', {
        actor,
        due: Number(event.data['dueAtMs'] ?? 0),
      });
    case 'subticket_opened':
    case 'subticket_accepted':
    case 'subticket_moved':
    case 'subticket_returned':
    case 'subticket_resolved':
    case 'subticket_cancelled':
    case 'subticket_withdrawn':
    case 'subticket_reopened':
      return say(`event.${event.kind}`, {
        actor,
        queue,
        number: ticketNumber({ number: text('number') === '' ? null : Number(text('number')) }, say),
        reason: text('reason'),
        result: text('result'),
      });
    case 'vendor_opened':
    case 'vendor_referenced':
    case 'vendor_answered':
    case 'vendor_withdrawn':
      return vendorSentence(event, event.kind, actor, say);
    case 'escalated':
      return say('event.escalated', { actor, ...tiers, queue });
    case 'returned':
      return say('event.returned', { actor, ...tiers, queue, reason: text('reason') });
    case 'escalation_withdrawn':
      return say('event.escalation_withdrawn', { actor, from: tiers.from, to: tiers.to, queue });
    case 'handover_completed':
    case 'call_answered':
      return say(`event.${event.kind}`, { actor });
    case 'supervisor_called':
      return say('event.supervisor_called', { actor, reason: text('reason') });
    case 'resolved':
      return withPromise(
        say(isAutomatic ? 'event.resolvedAutomatic' : 'event.resolved', {
          actor,
          code: label('resolution', text('code'), say),
        }),
        event,
        say,
      );
    case 'reopened':
    case 'cancelled':
      return withPromise(say(`event.${event.kind}`, { actor, reason: text('reason') }), event, say);
    case 'external':
      return say('event.external', { actor, text: event.source?.text ?? '' });
    case 'sla_warned':
    case 'sla_breached':
      return slaSentence(event, event.kind, say);
    default:
      // Of a newer backend; a kind of this release that is not told above fails to compile.
      event.kind satisfies never;
      return say('event.unknown', { actor });
  }
}

function vendorSentence(
  { data }: TicketEvent,
  kind: 'vendor_opened' | 'vendor_referenced' | 'vendor_answered' | 'vendor_withdrawn',
  actor: string,
  say: Say,
): string {
  const text = (name: string): string => String(data[name] ?? '');
  const values = { actor, vendor: text('vendor'), reference: text('reference'), reason: text('reason') };
  if (kind === 'vendor_opened' && data['isWaiting'] === true) return say('event.vendor_openedWaiting', values);
  if (kind === 'vendor_answered' && data['isLate'] === true) return say('event.vendor_answeredLate', values);
  return say(`event.${kind}`, values);
}

/** The end of a ticket, with the promise to its customer that was overdue by then. */
function withPromise(ended: string, { data }: TicketEvent, say: Say): string {
  if (data['isPromiseLate'] !== true) return ended;
  return say('event.endedLate', { ended, due: Number(data['promiseDueAtMs'] ?? 0) });
}

function prioritySetKey(isJudged: boolean, isSame: boolean): MessageKey {
  if (!isJudged) return 'event.priority_set';
  return isSame ? 'event.triaged' : 'event.priority_setTriage';
}

function reclassifiedSentence(
  { data }: TicketEvent,
  said: { readonly actor: string; readonly queue: string },
  { categories }: SentenceNames,
  say: Say,
): string {
  const nameOf = (id: unknown): string =>
    typeof id === 'string' ? (categories.get(id)?.name ?? say('routing.unknownCategory')) : say('create.noCategory');
  const values = { ...said, from: nameOf(data['from']), to: nameOf(data['to']), rule: String(data['rule'] ?? '') };
  if (data['rule'] === undefined) return say('event.reclassified', values);
  return say(data['from'] === data['to'] ? 'event.reroutedOnly' : 'event.rerouted', values);
}

function slaSentence({ data }: TicketEvent, kind: 'sla_warned' | 'sla_breached', say: Say): string {
  const lateMs = Number(data['lateMs'] ?? 0);
  const key = `clock.${String(data['clock'] ?? '')}`;
  const values = {
    clock: isMessageKey(key) ? say(key, { tier: `N${String(data['tier'] ?? '')}` }) : String(data['clock'] ?? ''),
    percent: Number(data['percent'] ?? 0),
    left: hoursAndMinutes(Number(data['beforeMs'] ?? 0)),
    late: hoursAndMinutes(lateMs, 'over'),
  };
  const what = kind === 'sla_warned' && data['beforeMs'] !== undefined ? 'sla_warnedBefore' : kind;
  return say(lateMs > WORTH_TELLING_LATE_MS ? `event.${what}Late` : `event.${what}`, values);
}

function attemptSentence(event: TicketEvent, actor: string, { attempts }: SentenceNames, say: Say): string {
  const outcome = label('outcome', String(event.data['outcome'] ?? ''), say);
  const attempt = attempts.find(({ id }) => id === event.data['attemptId']);
  return attempt === undefined
    ? say('event.attempted', { actor, outcome })
    : say('event.attemptedWhat', { actor, outcome, what: attempt.what });
}

/** Who did it, in words. */
export function actorName({ actorId, source }: TicketEvent, { users }: Pick<SentenceNames, 'users'>, say: Say): string {
  if (source !== null && source.actorName !== '') return source.actorName;
  if (actorId === null) return say('common.system');
  return users.get(actorId)?.name ?? say('common.unknownPerson');
}

function personName(id: string, { users }: SentenceNames, say: Say): string {
  return users.get(id)?.name ?? say('common.unknownPerson');
}

function queueName(queueId: string, { queues }: SentenceNames, say: Say): string {
  return queues.find(({ id }) => id === queueId)?.name ?? say('common.unknownQueue');
}

/** The translated name of a word of a closed list; one that this version does not know, as it came. */
function label(
  family: 'impact' | 'urgency' | 'channelWord' | 'priority' | 'status' | 'outcome' | 'resolution',
  word: string,
  say: Say,
): string {
  const key = `${family}.${word}`;
  return isMessageKey(key) ? say(key) : word;
}
