import {
  AlarmClock,
  ArrowDownLeft,
  ArrowUpRight,
  AtSign,
  BellElectric,
  BellOff,
  Check,
  CircleCheck,
  Clock3,
  Flame,
  GitFork,
  Megaphone,
  MessageCircleReply,
  MessageSquare,
  TriangleAlert,
  UserCheck,
} from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import type { AlertKind } from '../../../shared/notifications/kinds.ts';
import { type AlertRecord, standingOf } from '../../db/use-alerts.ts';
import type { Workspace } from '../../db/workspace.ts';
import { alertText } from '../../lib/alert-text.ts';
import { fullMoment, shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './alerts-screen.module.css';

const ICONS: Readonly<Record<AlertKind, ReactNode>> = {
  warning: <TriangleAlert size={16} />,
  breach: <Flame size={16} />,
  unacknowledged: <BellElectric size={16} />,
  escalation_arrived: <ArrowUpRight size={16} />,
  escalation_returned: <ArrowDownLeft size={16} />,
  escalation_accepted: <CircleCheck size={16} />,
  subticket_news: <GitFork size={16} />,
  supervisor_called: <Megaphone size={16} />,
  supervisor_answered: <MessageCircleReply size={16} />,
  assigned: <UserCheck size={16} />,
  reply_on_mine: <MessageSquare size={16} />,
  mentioned: <AtSign size={16} />,
  follow_up_due: <AlarmClock size={16} />,
  refused_action: <BellOff size={16} />,
};

type AlertItemProps = {
  /** Measures it, where its list draws only what is in sight. */
  readonly measure: (item: HTMLLIElement | null) => void;
  readonly index: number;
  readonly total: number;
  /** How far down it stands, in CSS pixels. */
  readonly start: number;
  readonly alert: AlertRecord;
  readonly ticket: Ticket | undefined;
  readonly workspace: Workspace;
  readonly nowMs: number;
  readonly onOpen: () => void;
  readonly onAcknowledge: () => void;
  readonly onSnooze: (minutes: number) => void;
};

/** One alert: what, of which ticket, when, how it stands, and what can be done with it. */
export function AlertItem(props: AlertItemProps): ReactElement {
  const { measure, index, total, start, alert, ticket, workspace, nowMs, onOpen, onAcknowledge, onSnooze } = props;
  const say = useText();
  const language = useLanguage();
  const standing = standingOf(alert, workspace.me.id, nowMs);
  const { title, body } = alertText(alert, ticket, workspace, say, (atMs) => shortMoment(language, atMs, nowMs));
  const isAsking = standing === 'new' || standing === 'snoozed';
  return (
    <li
      ref={measure}
      className={styles['item']}
      style={{ transform: `translateY(${start}px)` }}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-index={index}
      data-id={alert.id}
      data-kind={alert.kind}
      data-standing={standing}
    >
      <span className={styles['icon']} aria-hidden>
        {ICONS[alert.kind]}
      </span>
      <div className={styles['text']}>
        <button type="button" className={styles['open']} data-alert={alert.id} onClick={onOpen}>
          {title}
        </button>
        <p className={styles['body']}>{body}</p>
        <p className={styles['meta']}>
          <Badge tone="neutral">{say(`alerts.toldAs.${alert.toldAs}`)}</Badge>
          <time dateTime={new Date(alert.atMs).toISOString()} title={fullMoment(language, alert.atMs)}>
            {shortMoment(language, alert.atMs, nowMs)}
          </time>
          <Standing {...props} />
        </p>
      </div>
      {isAsking ? (
        <div className={styles['actions']}>
          <Button
            size="sm"
            icon={<Check size={14} aria-hidden />}
            aria-label={`${say('alerts.acknowledge')}: ${title}`}
            onClick={onAcknowledge}
          >
            {say('alerts.acknowledge')}
          </Button>
          {[10, 60].map((minutes) => (
            <Button
              key={minutes}
              size="sm"
              variant="ghost"
              icon={<Clock3 size={14} aria-hidden />}
              aria-label={`${say(minutes === 10 ? 'alerts.snooze10' : 'alerts.snooze60')}: ${title}`}
              tooltip={say(minutes === 10 ? 'alerts.snooze10' : 'alerts.snooze60')}
              onClick={() => onSnooze(minutes)}
            >
              {minutes === 10 ? '10 min' : '1 h'}
            </Button>
          ))}
        </div>
      ) : null}
    </li>
  );
}

/** How an alert stands: with this person, and which colleagues have taken note of it. */
function Standing({ alert, workspace, nowMs }: AlertItemProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const { me, users } = workspace;
  const standing = standingOf(alert, me.id, nowMs);
  const own = alert.marks.find(({ userId }) => userId === me.id);
  const at = own === undefined ? '' : shortMoment(language, own.atMs, nowMs);
  const until = own?.untilMs === null || own === undefined ? '' : shortMoment(language, own.untilMs, nowMs);
  const others = alert.marks.filter(({ userId, state }) => userId !== me.id && state === 'acknowledged');
  return (
    <>
      {standing === 'new' ? (
        <Badge tone="accent">{say('alerts.state.new')}</Badge>
      ) : (
        <span>{say(`alerts.state.${standing}`, { at, until })}</span>
      )}
      {others.map(({ id, userId, atMs }) => (
        <span key={id}>
          {say('alerts.state.byOthers', {
            name: users.get(userId)?.name ?? say('alert.someone'),
            at: shortMoment(language, atMs, nowMs),
          })}
        </span>
      ))}
    </>
  );
}
