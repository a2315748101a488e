import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Message } from '../../../shared/domain/parts.ts';
import { explain } from '../../commands/explain.ts';
import type { AttentionEntry } from '../../db/outbox-view.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import { useTicketDetail } from '../../db/use-ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { messageQuotes } from '../../lib/message-quotes.ts';
import { attachedNames, mutationLabel, typedText } from '../../lib/mutation-label.ts';
import { newerMessages } from '../../lib/newer-messages.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { Quotes } from '../../ui/quotes.tsx';
import { AttentionSteps } from './attention-steps.tsx';
import { OpenTicketButton } from './open-ticket-button.tsx';
import { TicketNow } from './ticket-now.tsx';
import styles from './sync-panel.module.css';

type AttentionItemProps = { readonly entry: AttentionEntry; readonly workspace: Workspace | null };

/**
 * A refused action: why, in plain words, the ticket as it is now, everything that was typed with what came into the
 * conversation meanwhile beside it, and what can be done.
 */
export function AttentionItem({ entry, workspace }: AttentionItemProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const isNew = entry.name === 'ticket.create';
  const detail = useTicketDetail(isNew ? null : entry.ticketId);
  const text = typedText(entry.args);
  const files = attachedNames(entry.args);
  const newer = detail === null || detail === undefined ? [] : newerThan(entry, detail);
  return (
    <li className={styles['refused']}>
      <div className={styles['refusedHead']}>
        <TriangleAlert size={15} aria-hidden />
        <p className={styles['what']}>{mutationLabel(entry.name, say)}</p>
        <span className={styles['muted']}>
          {say('attention.refusedAt', { when: shortMoment(language, entry.refusedAtMs, nowMs) })}
        </span>
        <OpenTicketButton ticketId={detail === null ? null : entry.ticketId} />
      </div>
      <p className={styles['why']}>{explain(entry.error, workspace)}</p>
      {detail === undefined || isNew ? null : detail === null ? (
        <p className={styles['gone']}>{say('attention.goneNow')}</p>
      ) : (
        <TicketNow detail={detail} workspace={workspace} />
      )}
      <div className={styles['both']} data-two={newer.length > 0}>
        {text === '' ? null : (
          <div className={styles['side']}>
            <p className={styles['sideTitle']}>{say('attention.keptText')}</p>
            <blockquote className={styles['typed']} aria-label={say('attention.keptText')}>
              {text}
            </blockquote>
          </div>
        )}
        {newer.length === 0 || detail === null || detail === undefined || workspace === null ? null : (
          <div className={styles['side']}>
            <p className={styles['sideTitle']}>{say('attention.newer', { count: newer.length })}</p>
            <Quotes
              label={say('attention.newer', { count: newer.length })}
              quotes={messageQuotes(newer, { ticket: detail.ticket, workspace, say, language, nowMs })}
            />
          </div>
        )}
      </div>
      {files.length === 0 ? null : (
        <div className={styles['files']}>
          {files.map((name, index) => (
            <p key={`${index}:${name}`} className={styles['excerpt']}>
              {say('attachment.typed', { name })}
            </p>
          ))}
        </div>
      )}
      <AttentionSteps entry={entry} ticket={detail?.ticket ?? null} workspace={workspace} />
    </li>
  );
}

/** What came into the conversation since the author of a held reply last saw it. */
function newerThan({ error, args }: AttentionEntry, { messages }: TicketDetail): readonly Message[] {
  if (error.code !== 'conflict.thread_moved' || typeof args !== 'object' || args === null) return [];
  const seen =
    'lastSeenMessageId' in args && typeof args.lastSeenMessageId === 'string' ? args.lastSeenMessageId : null;
  return newerMessages(messages, seen);
}
