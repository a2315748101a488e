import {
  AlarmClock,
  ArrowUpFromLine,
  CircleCheckBig,
  CirclePlus,
  CircleX,
  CornerDownLeft,
  Factory,
  FlaskConical,
  Gauge,
  GitFork,
  Hand,
  Handshake,
  Import,
  ListPlus,
  Lock,
  type LucideIcon,
  Megaphone,
  MessageCircle,
  MessageCircleOff,
  NotebookPen,
  RefreshCw,
  Reply,
  TriangleAlert,
  Undo2,
  UserRoundCheck,
} from 'lucide-react';
import { type ReactElement, useRef } from 'react';
import type { EventKind, TicketEvent } from '../../../shared/domain/parts.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { eventSentence } from '../../lib/event-sentence.ts';
import { fullMoment, shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { EarlierButton } from './earlier-button.tsx';
import { useEarlierEntries } from './use-earlier-entries.ts';
import styles from './history.module.css';

const ICONS: Readonly<Record<EventKind, LucideIcon>> = {
  created: CirclePlus,
  claimed: Hand,
  released: Undo2,
  replied: Reply,
  noted: NotebookPen,
  customer_wrote: MessageCircle,
  attempted: FlaskConical,
  status_set: RefreshCw,
  priority_set: Gauge,
  no_reply_needed: MessageCircleOff,
  promised: Handshake,
  promise_kept: Handshake,
  vendor_opened: Factory,
  subticket_opened: GitFork,
  subticket_accepted: GitFork,
  subticket_moved: GitFork,
  subticket_returned: GitFork,
  subticket_resolved: GitFork,
  subticket_cancelled: GitFork,
  subticket_reopened: GitFork,
  vendor_referenced: Factory,
  vendor_answered: Factory,
  vendor_withdrawn: Factory,
  escalated: ArrowUpFromLine,
  returned: CornerDownLeft,
  accepted: UserRoundCheck,
  escalation_withdrawn: Undo2,
  handover_completed: ListPlus,
  supervisor_called: Megaphone,
  call_answered: Reply,
  resolved: CircleCheckBig,
  reopened: Undo2,
  closed: Lock,
  cancelled: CircleX,
  external: Import,
  sla_warned: AlarmClock,
  sla_breached: TriangleAlert,
};

/** An action done away from the backend this much before it arrived is told with both moments. */
const WORTH_TELLING_MS = 60_000;

/** Everything that happened to the ticket, told as sentences, newest first. */
export function History({
  detail,
  workspace,
}: {
  readonly detail: TicketDetail;
  readonly workspace: Workspace;
}): ReactElement {
  const say = useText();
  const names = { users: workspace.users, queues: workspace.queues, attempts: detail.attempts };
  const scroller = useRef<HTMLOListElement>(null);
  const { hidden, showEarlier, edge } = useEarlierEntries(detail.events.length, scroller);
  return (
    <ol ref={scroller} className={styles['list']} aria-label={say('history.label')}>
      {detail.events
        .slice(hidden)
        .toReversed()
        .map((event) => (
          <HistoryLine key={event.id} event={event} sentence={eventSentence(event, names, say)} />
        ))}
      <EarlierButton count={hidden} edge={edge} onPress={showEarlier} />
    </ol>
  );
}

function HistoryLine({ event, sentence }: { readonly event: TicketEvent; readonly sentence: string }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const Icon = ICONS[event.kind];
  const { atMs, receivedAtMs, source } = event;
  const lateAtMs =
    source === null && receivedAtMs !== null && receivedAtMs - atMs > WORTH_TELLING_MS ? receivedAtMs : null;
  return (
    <li className={styles['event']}>
      <span className={styles['icon']} data-kind={event.kind} aria-hidden>
        <Icon size={13} />
      </span>
      <p className={styles['sentence']}>
        {sentence}
        {event.source === null ? null : <Badge>{say('history.fromSource', { system: event.source.system })}</Badge>}
      </p>
      <div className={styles['when']}>
        <time title={fullMoment(language, event.atMs)}>{shortMoment(language, event.atMs, nowMs)}</time>
        {lateAtMs !== null ? (
          <small>{say('history.receivedLater', { when: shortMoment(language, lateAtMs, nowMs) })}</small>
        ) : null}
      </div>
    </li>
  );
}
