import { STATUSES, type Status } from '../../shared/domain/status.ts';
import { type Channel, CHANNELS } from '../../shared/domain/ticket.ts';
import type { Queue } from '../../shared/domain/workspace.ts';
import type { MessageKey } from '../../shared/i18n/messages.pt-br.ts';
import { assertNever } from '../../shared/lib/assert-never.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import type { Language } from '../stores/settings-store.ts';
import { hoursAndMinutes, shortMoment } from './format-time.ts';
import { say, type TextValues } from './text.ts';

/** What a refusal is explained with: the language, the queues for their names, and now (epoch ms) for "today at 14:05". */
export type RefusalSetting = { readonly language: Language; readonly queues: readonly Queue[]; readonly nowMs: number };

const FIELD_KEYS: Readonly<Record<string, MessageKey>> = {
  subject: 'field.subject',
  body: 'field.body',
  reason: 'field.reason',
  summary: 'field.summary',
  toQueueId: 'field.toQueueId',
  what: 'field.what',
  minutes: 'field.minutes',
  answers: 'field.answers',
  answer: 'field.answer',
  asked: 'field.asked',
  message: 'field.message',
  attachments: 'field.attachments',
  priority: 'field.priority',
  more: 'field.more',
  text: 'field.text',
  dueAtMs: 'field.dueAtMs',
  expectedAtMs: 'field.expectedAtMs',
  reference: 'field.reference',
  followUpAtMs: 'field.followUpAtMs',
  categoryId: 'field.categoryId',
  triage: 'field.triage',
  impact: 'field.impact',
  urgency: 'field.urgency',
  toId: 'field.toId',
};

/** Why an action was refused, in plain words, with who, when and what it is now where the refusal says so. */
export function refusalText(refusal: Refusal, { language, queues, nowMs }: RefusalSetting): string {
  const details = refusal.details ?? {};
  const tell = (key: MessageKey, values?: TextValues): string => say(language, key, values);
  switch (refusal.code) {
    case 'validation': {
      const field = FIELD_KEYS[String(details['path'] ?? '').split('.')[0] ?? ''];
      return field === undefined ? tell('refusal.validationPlain') : tell('refusal.validation', { field: tell(field) });
    }
    case 'forbidden': {
      const queue = queues.find(({ id }) => id === details['queueId']);
      return queue === undefined ? tell('refusal.forbidden') : tell('refusal.forbiddenQueue', { queue: queue.name });
    }
    case 'conflict.claimed':
      return tell('refusal.conflict.claimed', {
        name: typeof details['byName'] === 'string' ? details['byName'] : tell('common.unknownPerson'),
        when: shortMoment(language, typeof details['atMs'] === 'number' ? details['atMs'] : nowMs, nowMs),
      });
    case 'conflict.promise_changed':
      if (details['dueAtMs'] === undefined) return tell('refusal.conflict.promise_changed');
      return tell('refusal.promiseOther', {
        name: typeof details['byName'] === 'string' ? details['byName'] : tell('common.unknownPerson'),
        when: shortMoment(language, Number(details['dueAtMs']), nowMs),
        text: String(details['text'] ?? ''),
      });
    case 'conflict.open_subtickets':
      if (details['numbers'] === undefined) return tell('refusal.conflict.open_subtickets');
      return tell('refusal.openSubticketsNamed', {
        count: Number(details['count'] ?? 0),
        numbers: String(details['numbers']).replaceAll(/\d+/gu, '#$&'),
      });
    case 'conflict.subticket_taken': {
      const { byName } = details;
      if (typeof byName !== 'string') return tell('refusal.conflict.subticket_taken');
      return tell('refusal.subticketTakenBy', { name: byName });
    }
    case 'conflict.no_address': {
      const channel = String(details['channel'] ?? '');
      return isChannel(channel)
        ? tell('refusal.conflict.no_address', { channel: tell(`channelWord.${channel}`) })
        : tell('refusal.noAddressPlain');
    }
    case 'conflict.open_vendor_cases':
      if (details['vendors'] === undefined) return tell('refusal.conflict.open_vendor_cases');
      return tell('refusal.openVendorCasesNamed', { vendors: String(details['vendors']) });
    case 'conflict.vendor_case_settled':
      if (typeof details['byName'] !== 'string') return tell('refusal.conflict.vendor_case_settled');
      return tell('refusal.vendorCaseSettledBy', {
        name: details['byName'],
        when: shortMoment(language, Number(details['atMs'] ?? nowMs), nowMs),
      });
    case 'conflict.not_member':
      return tell('refusal.conflict.not_member', {
        name: typeof details['name'] === 'string' ? details['name'] : tell('common.unknownPerson'),
      });
    case 'conflict.left_tier':
      if (details['tier'] === undefined) return tell('refusal.left_tierPlain');
      return tell('refusal.conflict.left_tier', { from: `N${details['fromTier']}`, tier: `N${details['tier']}` });
    case 'conflict.no_way': {
      const queue = queues.find(({ id }) => id === details['queueId'])?.name ?? tell('common.unknownQueue');
      return details['reason'] === 'retired'
        ? tell('refusal.no_wayRetired', { queue })
        : tell('refusal.conflict.no_way');
    }
    case 'conflict.call_answered': {
      const name = typeof details['byName'] === 'string' ? details['byName'] : tell('common.unknownPerson');
      return tell('refusal.conflict.call_answered', { name });
    }
    case 'conflict.status': {
      const status = String(details['status'] ?? '');
      return isStatus(status)
        ? tell('refusal.conflict.status', { status: tell(`status.${status}`) })
        : tell('refusal.statusPlain');
    }
    case 'limit.attempts': {
      const { used, most, tier, by, mostMs } = details;
      if (by === 'time' && typeof mostMs === 'number') {
        return tell('refusal.attemptsTime', { tier: `N${tier}`, most: hoursAndMinutes(mostMs) });
      }
      if (typeof used !== 'number' || typeof most !== 'number') return tell('refusal.attemptsPlain');
      return tell('refusal.limit.attempts', { tier: `N${tier}`, used, most });
    }
    case 'conflict.in_use':
      return tell('refusal.conflict.in_use', { count: Number(details['count'] ?? 0) });
    case 'not_found':
    case 'unknown_mutation':
    case 'limit':
    case 'conflict.thread_moved':
    case 'conflict.handover_settled':
    case 'conflict.completed':
    case 'conflict.call_open':
    case 'conflict.no_question':
    case 'conflict.answered':
    case 'conflict.vendor_case_open':
    case 'conflict.is_subticket':
    case 'conflict.window_over':
    case 'conflict.exists':
    case 'conflict.needed':
    case 'conflict.being_sent':
    case 'conflict.already_sent':
    case 'conflict.changed':
    case 'conflict.own_admin':
    case 'conflict.last_admin':
    case 'conflict.email':
    case 'conflict.cycle':
    case 'sync.client':
    case 'sync.gap':
      return tell(`refusal.${refusal.code}`);
    default:
      return assertNever(refusal.code);
  }
}

function isChannel(text: string): text is Channel {
  return (CHANNELS as readonly string[]).includes(text);
}

function isStatus(text: string): text is Status {
  return (STATUSES as readonly string[]).includes(text);
}
