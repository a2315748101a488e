import {
  AlarmClock,
  ArrowUpFromLine,
  CircleCheckBig,
  CircleDot,
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
  MessageCircleQuestion,
  NotebookPen,
  RefreshCw,
  Reply,
  ShieldPlus,
  Tags,
  UserRoundPlus,
  TriangleAlert,
  Undo2,
  UserRoundCheck,
} from 'lucide-react';
import { type ReactElement, useRef, useState } from 'react';
import type { EventKind, TicketEvent } from '../../../shared/domain/parts.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { actorName, eventSentence } from '../../lib/event-sentence.ts';
import { fullMoment, shortMoment } from '../../lib/format-time.ts';
import { filterHistory, receivedLateAtMs, WHOLE_HISTORY } from '../../lib/history-filter.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { EarlierButton } from './earlier-button.tsx';
import { HistoryTools } from './history-tools.tsx';
import { useEarlierEntries } from './use-earlier-entries.ts';
import styles from './history.module.css';

/** So many lines are drawn at first: more than a screen of 4K shows. */
const AT_FIRST = 60;

const ICONS: Readonly<Record<EventKind, LucideIcon>> = {
  created: CirclePlus,
  claimed: Hand,
  released: Undo2,
  replied: Reply,
  noted: NotebookPen,
  customer_wrote: MessageCircle,
  assigned: UserRoundPlus,
  reclassified: Tags,
  attempted: FlaskConical,
  attempts_allowed: ShieldPlus,
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
  subticket_withdrawn: GitFork,
  subticket_reopened: GitFork,
  vendor_referenced: Factory,
  vendor_answered: Factory,
  vendor_withdrawn: Factory,
  reminded: MessageCircleQuestion,
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

/** Everything that happened to the ticket, told as sentences, newest first. */
export function History({
  detail,
  workspace,
}: {
  readonly detail: TicketDetail;
  readonly workspace: Workspace;
}): ReactElement {
  const say = useText();
  const names = {
    users: workspace.users,
    queues: workspace.queues,
    categories: workspace.categories,
    attempts: detail.attempts,
  };
  const [filter, setFilter] = useState(WHOLE_HISTORY);
  const whoDid = (event: TicketEvent): string => actorName(event, names, say);
  const lines = filterHistory(detail.events, filter).map((event) => ({
    event,
    who: whoDid(event),
    sentence: eventSentence(event, names, say),
  }));
  return (
    <>
      <HistoryTools
        ticket={detail.ticket}
        events={detail.events}
        lines={lines}
        whoDid={whoDid}
        filter={filter}
        onFilter={setFilter}
      />
      <Lines key={`${filter.topic ?? ''} ${filter.person ?? ''}`} lines={lines} />
    </>
  );
}

type Line = { readonly event: TicketEvent; readonly sentence: string };

/** The lines, newest first; older ones are drawn as one comes near to them. */
function Lines({ lines }: { readonly lines: readonly Line[] }): ReactElement {
  const say = useText();
  const scroller = useRef<HTMLOListElement>(null);
  const { hidden, showEarlier, edge } = useEarlierEntries(lines.length, AT_FIRST, scroller);
  return (
    <ol ref={scroller} className={styles['list']} aria-label={say('history.label')}>
      {lines
        .slice(hidden)
        .toReversed()
        .map(({ event, sentence }) => (
          <HistoryLine key={event.id} event={event} sentence={sentence} />
        ))}
      <EarlierButton count={hidden} edge={edge} onPress={showEarlier} />
    </ol>
  );
}

function isKnown(kind: string): kind is TicketEvent['kind'] {
  return Object.hasOwn(ICONS, kind);
}

function HistoryLine({ event, sentence }: { readonly event: TicketEvent; readonly sentence: string }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  // A newer backend may tell of more than this release has a picture for.
  const Icon = isKnown(event.kind) ? ICONS[event.kind] : CircleDot;
  const lateAtMs = receivedLateAtMs(event);
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
          <small>
            {say('history.doneOffline', {
              done: shortMoment(language, event.atMs, nowMs),
              received: shortMoment(language, lateAtMs, nowMs),
            })}
          </small>
        ) : null}
        {event.device === undefined ? null : <small>{say('history.device', { device: event.device })}</small>}
      </div>
    </li>
  );
}
