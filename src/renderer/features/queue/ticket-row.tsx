import { ArrowUpFromLine, CloudUpload, Eye, FlaskConicalOff, Megaphone, PenLine, TriangleAlert } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { hasEnded } from '../../../shared/domain/status.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { timesHere } from '../../../shared/domain/tier-graph.ts';
import { tierName } from '../../../shared/domain/tier.ts';
import { isTriedOut } from '../../db/attempts.ts';
import { useWorkspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { fromFirstMark, markedParts } from '../../search/snippet.ts';
import { useOthersAt } from '../../sync/presence.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classNames } from '../../ui/class-names.ts';
import { RowMark } from './row-mark.tsx';
import { SlaPill } from './sla-pill.tsx';
import styles from './ticket-row.module.css';

export type TicketRowProps = {
  readonly ticket: Ticket;
  readonly customerName: string | null;
  readonly assigneeName: string | null;
  readonly isSelected: boolean;
  /** Selected together with others. */
  readonly isMarked: boolean;
  readonly isUnsent: boolean;
  readonly needsAttention: boolean;
  readonly meId: string;
  /** Of a search: the words to mark, and a piece of a message that has them. */
  readonly words?: readonly string[] | undefined;
  readonly snippet?: string | undefined;
};

/** A ticket in the list: number, urgency, subject, customer, status and who has it. Memoised: only its countdown turns. */
export const TicketRow = memo(function TicketRow(props: TicketRowProps): ReactElement {
  const { ticket, customerName, assigneeName, isSelected, isMarked, isUnsent, needsAttention, meId } = props;
  const { words, snippet } = props;
  const say = useText();
  const times = timesHere(ticket);
  return (
    <div
      className={classNames(styles['row'], isSelected && styles['selected'], isMarked && styles['marked'])}
      data-priority={ticket.priority}
    >
      <RowMark ticketId={ticket.id} isMarked={isMarked} />
      <div className={styles['line']}>
        <span className={styles['priority']} title={say(`priority.${ticket.priority}`)}>
          {ticket.priority}
        </span>
        {ticket.number === null ? (
          <span className={styles['draft']} title={say('list.draftHint')}>
            {say('list.draft')}
          </span>
        ) : (
          <span className={styles['number']}>{ticketNumber(ticket, say)}</span>
        )}
        <span className={styles['marks']}>
          {needsAttention ? (
            <TriangleAlert size={13} className={styles['attention']} aria-label={say('list.attention')} />
          ) : null}
          {isUnsent ? (
            <CloudUpload size={13} className={styles['unsent']} aria-label={say('list.pendingSync')} />
          ) : null}
          {ticket.pendingHandoverId === null ? null : (
            <ArrowUpFromLine size={13} className={styles['handover']} aria-label={say('list.handoverPending')} />
          )}
          {(ticket.supervisorCallId ?? null) === null ? null : (
            <Megaphone size={13} className={styles['attention']} aria-label={say('ticket.callOpen')} />
          )}
          {times < 2 ? null : (
            <span
              className={styles['times']}
              title={say('ticket.timesUp', { count: times, tier: tierName(ticket.tier) })}
            >
              {`${times}×`}
            </span>
          )}
          <TriedOutMark ticket={ticket} />
          <SomebodyThere ticketId={ticket.id} meId={meId} />
        </span>
        {hasEnded(ticket.status) ? null : <SlaPill ticket={ticket} />}
      </div>
      <p className={styles['subject']} title={ticket.subject}>
        {words === undefined ? ticket.subject : <Marked text={fromFirstMark(ticket.subject, words)} words={words} />}
      </p>
      {snippet === undefined || words === undefined ? null : (
        <p className={styles['snippet']}>
          <Marked text={snippet} words={words} />
        </p>
      )}
      <div className={styles['line']}>
        <span className={styles['customer']}>
          {customerName === null || words === undefined ? (
            (customerName ?? say('list.noCustomer'))
          ) : (
            <Marked text={customerName} words={words} />
          )}
        </span>
        <span className={styles['status']} data-status={ticket.status}>
          {say(`status.${ticket.status}`)}
        </span>
        <Avatar
          name={assigneeName}
          title={assigneeName === null ? say('list.unassigned') : say('list.assignee', { name: assigneeName })}
        />
      </div>
    </div>
  );
});

/** A text with the words that were searched for marked. */
function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }): ReactElement {
  return (
    <>
      {markedParts(text, words).map((part) =>
        part.isMarked ? (
          <mark key={part.at} className={styles['hit']}>
            {part.text}
          </mark>
        ) : (
          <span key={part.at}>{part.text}</span>
        ),
      )}
    </>
  );
}

/** A mark on a ticket whose tier may try no more: it is to be passed on. */
function TriedOutMark({ ticket }: { readonly ticket: Ticket }): ReactElement | null {
  const say = useText();
  const workspace = useWorkspace();
  const nowMs = useNowMinuteMs();
  if (workspace === null || !isTriedOut(ticket, workspace, nowMs)) return null;
  return <FlaskConicalOff size={13} aria-label={say('attempt.triedOut', { tier: `N${ticket.tier}` })} />;
}

/** A mark while a colleague is at the ticket: a pen when one of them answers. */
function SomebodyThere(props: { readonly ticketId: string; readonly meId: string }): ReactElement | null {
  const say = useText();
  const others = useOthersAt(props.ticketId, props.meId);
  if (others.length === 0) return null;
  return others.some(({ state }) => state === 'answering') ? (
    <PenLine size={13} className={styles['answering']} aria-label={say('presence.rowAnswering')} />
  ) : (
    <Eye size={13} aria-label={say('presence.rowViewing')} />
  );
}
