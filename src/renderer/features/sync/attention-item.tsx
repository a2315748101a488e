import { Copy, NotebookPen, RotateCcw, Trash2, TriangleAlert } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { explain, perform } from '../../commands/perform.ts';
import { type AttentionEntry, discardAttention, retryAttention } from '../../db/outbox-view.ts';
import type { Workspace } from '../../db/workspace.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { newId } from '../../lib/new-id.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { attachmentsOf, attachedNames, mutationLabel, typedText } from './mutation-label.ts';
import { OpenTicketButton } from './open-ticket-button.tsx';
import styles from './sync-panel.module.css';

type AttentionItemProps = { readonly entry: AttentionEntry; readonly workspace: Workspace | null };

/** A refused action: why, in plain words, with everything that was typed, and what can be done now. */
export function AttentionItem({ entry, workspace }: AttentionItemProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const text = typedText(entry.args);
  return (
    <li className={styles['refused']}>
      <div className={styles['refusedHead']}>
        <TriangleAlert size={15} aria-hidden />
        <p className={styles['what']}>{mutationLabel(entry.name, say)}</p>
        <span className={styles['muted']}>
          {say('attention.refusedAt', { when: shortMoment(language, entry.refusedAtMs, nowMs) })}
        </span>
        <OpenTicketButton ticketId={entry.ticketId} />
      </div>
      <p className={styles['why']}>{explain(entry.error, workspace)}</p>
      {text === '' ? null : (
        <blockquote className={styles['typed']} aria-label={say('attention.keptText')}>
          {text}
        </blockquote>
      )}
      {attachedNames(entry.args).map((name, index) => (
        <p key={`${index}:${name}`} className={styles['excerpt']}>
          {say('attachment.typed', { name })}
        </p>
      ))}
      <Steps entry={entry} text={text} workspace={workspace} />
    </li>
  );
}

type StepsProps = AttentionItemProps & { readonly text: string };

/** Try again, keep the text as a note, copy it, or let it go after a second word. */
function Steps({ entry, text, workspace }: StepsProps): ReactElement {
  const say = useText();
  const [isDiscarding, setDiscarding] = useState(false);
  const notify = useToastStore((state) => state.add);
  const hasMoved = entry.error.code === 'conflict.thread_moved';
  const retry = async (): Promise<void> => {
    if (hasMoved && typeof entry.args === 'object') {
      // The agent has read what came meanwhile: the same reply, said to be meant all the same.
      const anyway = { ...entry.args, messageId: newId(), evenIfMoved: true };
      if (await perform(entry.name, anyway, workspace, 'attention.retried')) await discardAttention(entry.id);
      return;
    }
    const outcome = await retryAttention(entry.id);
    if (outcome.ok) notify('success', say('attention.retried'));
    else notify('danger', say('dialog.refused', { reason: explain(outcome.error, workspace) }));
  };
  const toNote = async (): Promise<void> => {
    const note = { ticketId: entry.ticketId, messageId: newId(), body: text, ...attachmentsOf(entry.args) };
    // The text is let go only once the note is kept.
    if (await perform('ticket.note', note, workspace, 'attention.noted')) await discardAttention(entry.id);
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    notify('info', say('common.copied'));
  };
  if (isDiscarding) {
    return (
      <div className={styles['steps']}>
        <span className={styles['question']}>{say('attention.discardQuestion')}</span>
        <Button size="sm" variant="danger" onClick={() => void discardAttention(entry.id)}>
          {say('attention.confirmDiscard')}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setDiscarding(false)}>
          {say('common.cancel')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles['steps']}>
      <Button size="sm" variant="primary" icon={<RotateCcw size={13} aria-hidden />} onClick={() => void retry()}>
        {say(hasMoved ? 'attention.sendAnyway' : 'attention.retry')}
      </Button>
      {(text === '' && attachedNames(entry.args).length === 0) ||
      entry.ticketId === null ||
      entry.name === 'ticket.create' ? null : (
        <Button size="sm" icon={<NotebookPen size={13} aria-hidden />} onClick={() => void toNote()}>
          {say('attention.toNote')}
        </Button>
      )}
      {text === '' ? null : (
        <Button size="sm" icon={<Copy size={13} aria-hidden />} onClick={() => void copy()}>
          {say('common.copy')}
        </Button>
      )}
      <Button size="sm" variant="danger" icon={<Trash2 size={13} aria-hidden />} onClick={() => setDiscarding(true)}>
        {say('attention.discard')}
      </Button>
    </div>
  );
}
