import { NotebookPen, Reply, SendHorizontal, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import { canSee } from '../../../shared/access/access.ts';
import type { Message } from '../../../shared/domain/parts.ts';
import { replyChannelOf } from '../../../shared/domain/reply-channels.ts';
import type { Channel, Ticket } from '../../../shared/domain/ticket.ts';
import { isCutOff } from '../../../shared/sync/status.ts';
import { sendMessage, wordMessage } from '../../commands/send-message.ts';
import { draftPlaceOf } from '../../db/file-record.ts';
import { noteFilesNamed } from '../../db/files.ts';
import type { Workspace } from '../../db/workspace.ts';
import { focusPlace } from '../../lib/focus-place.ts';
import { messageQuotes } from '../../lib/message-quotes.ts';
import { newerMessages } from '../../lib/newer-messages.ts';
import { whyNotesOnly } from '../../lib/note-only.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { useOneAtATime } from '../../lib/use-one-at-a-time.ts';
import { type ComposerMode, useComposerStore } from '../../stores/composer-store.ts';
import { settleDraft, useDraft } from '../../stores/draft-store.ts';
import { useComposerFiles } from '../../stores/use-composer-files.ts';
import { tellTyping } from '../../sync/presence.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/button.tsx';
import { AttachButton, ComposerFileList } from '../../ui/composer-files.tsx';
import { Quotes } from '../../ui/quotes.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { CannedReplyMenu, Unfilled } from './canned-reply-menu.tsx';
import { ChannelMenu, LengthNote, SignaturePreview } from './composer-parts.tsx';
import { useMentions } from './mention-list.tsx';
import { useWhoAnswers } from './presence-line.tsx';
import { useWantedFocus } from './use-wanted-focus.ts';
import styles from './composer.module.css';

type ComposerProps = {
  readonly ticket: Ticket;
  readonly messages: readonly Message[];
  readonly workspace: Workspace;
};

/** Where a reply or a note is written; each keeps its own draft, and a conversation that went on meanwhile is said before sending. */
export function Composer({ ticket, messages, workspace }: ComposerProps): ReactElement | null {
  const say = useText();
  const { mode: wanted, setMode } = useComposerStore();
  const notesOnly = whyNotesOnly(ticket, workspace.me);
  const mode: ComposerMode = notesOnly === null ? wanted : 'note';
  const draftKey = `${mode}:${ticket.id}`;
  const [text, setText] = useDraft(draftKey);
  const attached = useComposerFiles(draftPlaceOf(mode, ticket.id), ticket.id);
  const { files } = attached;
  const isEmpty = text.trim() === '' && files.length === 0;
  const thread = useSeenThread(ticket, mode === 'reply' && !isEmpty);
  const { connection } = useSyncStatus();
  const area = useWantedFocus<HTMLTextAreaElement>(ticket.id);
  const whoAnswers = useWhoAnswers(ticket.id, workspace);
  const [chosenChannel, setChannel] = useState<Channel | null>(null);
  const channel = chosenChannel ?? replyChannelOf(ticket);
  const customer = ticket.customerId === null ? undefined : workspace.customers.get(ticket.customerId);
  const written = { ticket, mode, channel, text };
  const { body, signature, isTooLong, people, unfilled } = wordMessage(written, workspace);
  const write = (next: string): void => {
    setText(next);
    if (mode === 'reply') tellTyping(ticket.id, next);
  };
  const mentions = useMentions({ area, text, people, onWrite: write });
  const attachText = (): void => {
    attached.add([new File([text], say('composer.textFile'), { type: 'text/plain' })]);
    write('');
  };

  const send = useOneAtATime(async () => {
    if (isEmpty || isTooLong || unfilled.length > 0 || attached.isAdding) return;
    const isKept = await sendMessage(written, workspace, files);
    if (!isKept) return;
    // What was typed since, here or in another window, stays a draft.
    settleDraft(draftKey, text);
    tellTyping(ticket.id, '');
    attached.dismiss();
    if (files.length > 0) await noteFilesNamed(files.map(({ id }) => id));
  });
  if (!canSee(workspace.me, ticket)) return null;
  const isHeld = mode === 'reply' && thread.hasMoved;
  const submit = (): void => {
    if (!isHeld) send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (mentions.takeKey(event)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      // Shift says that the newer message above has been read and changes nothing.
      if (event.shiftKey) send();
      else submit();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      focusPlace('ticket');
    }
  };
  const isOffline = isCutOff(connection);
  const isReply = mode === 'reply';
  const hint = attached.isDropTarget
    ? 'attachment.drop'
    : (notesOnly ??
      (isReply && whoAnswers !== null
        ? 'presence.composerHint'
        : isReply && isOffline
          ? 'composer.offlineHint'
          : isEmpty
            ? null
            : 'composer.draftKept'));
  const sendLabel = mode === 'note' ? 'composer.addNote' : isOffline ? 'composer.sendOffline' : 'composer.send';
  return (
    <section className={styles['composer']} data-tour="composer" data-mode={mode} aria-label={say('composer.label')}>
      {isHeld ? (
        <Moved
          ticket={ticket}
          newer={newerMessages(messages, thread.seenId)}
          workspace={workspace}
          onRead={thread.markSeen}
          onSendAnyway={send}
        />
      ) : null}
      <div className={styles['box']} data-drop={attached.isDropTarget || undefined} {...attached.dropZone}>
        <textarea
          ref={area}
          value={text}
          rows={3}
          className={styles['area']}
          data-long={isTooLong || undefined}
          aria-label={say(`composer.${mode}`)}
          placeholder={
            mode === 'note'
              ? say('composer.notePlaceholder')
              : say('composer.replyPlaceholder', { channel: say(`channelWord.${channel}`) })
          }
          {...mentions.aria}
          onChange={(event) => {
            write(event.target.value);
            mentions.look();
          }}
          onKeyDown={onKeyDown}
          onPaste={attached.onPaste}
        />
        {mentions.list}
        {signature === '' ? null : <SignaturePreview text={signature} />}
        <LengthNote length={body.length} onAttach={attachText} />
        <ComposerFileList of={attached} />
        {unfilled.length === 0 ? null : <Unfilled names={unfilled} />}
        <div className={styles['bar']}>
          <Segmented
            label={say('composer.mode')}
            value={mode}
            onChange={setMode}
            options={[
              ...(notesOnly !== null
                ? []
                : [{ id: 'reply' as const, label: say('composer.reply'), icon: <Reply size={13} /> }]),
              { id: 'note' as const, label: say('composer.note'), icon: <NotebookPen size={13} /> },
            ]}
          />
          <AttachButton of={attached} />
          {mode === 'reply' ? (
            <>
              <CannedReplyMenu ticket={ticket} workspace={workspace} area={area} text={text} onInsert={write} />
              <ChannelMenu ticket={ticket} customer={customer} channel={channel} onChange={setChannel} />
            </>
          ) : null}
          <span
            className={styles['hint']}
            data-warns={hint === 'presence.composerHint'}
            data-brief={hint === 'composer.draftKept' || undefined}
          >
            {hint === null ? '' : say(hint, { name: whoAnswers ?? '' })}
          </span>
          <Button
            variant="primary"
            size="sm"
            icon={<SendHorizontal size={14} aria-hidden />}
            isDisabled={isEmpty || isHeld || unfilled.length > 0 || isTooLong || attached.isAdding}
            tooltip={`${say('command.composer.send')} · Ctrl+Enter`}
            onClick={submit}
          >
            {say(sendLabel)}
          </Button>
        </div>
      </div>
    </section>
  );
}

type MovedProps = {
  readonly ticket: Ticket;
  readonly newer: readonly Message[];
  readonly workspace: Workspace;
  readonly onRead: () => void;
  readonly onSendAnyway: () => void;
};

/** Shows what the customer or a colleague wrote meanwhile, beside the agent's own text: they go on writing, or send all the same. */
function Moved({ ticket, newer, workspace, onRead, onSendAnyway }: MovedProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  return (
    <div className={styles['moved']}>
      <div className={styles['movedHead']} role="alert">
        <TriangleAlert size={15} aria-hidden />
        <p>{say('composer.moved')}</p>
      </div>
      <Quotes
        label={say('attention.newer', { count: newer.length })}
        quotes={messageQuotes(newer, { ticket, workspace, say, language, nowMs })}
      />
      <div className={styles['movedSteps']}>
        <Button size="sm" onClick={onRead}>
          {say('composer.readNew')}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          tooltip={`${say('composer.sendAnyway')} · Ctrl+Shift+Enter`}
          onClick={onSendAnyway}
        >
          {say('composer.sendAnyway')}
        </Button>
      </div>
    </div>
  );
}

/** Whether the conversation has gone on since the agent began to write. */
function useSeenThread(
  ticket: Ticket,
  isWriting: boolean,
): { readonly hasMoved: boolean; readonly seenId: string | null; readonly markSeen: () => void } {
  const [seenId, setSeenId] = useState(ticket.lastMessageId);
  // While nothing is being written, what is on screen is what was seen.
  if (!isWriting && seenId !== ticket.lastMessageId) setSeenId(ticket.lastMessageId);
  return {
    hasMoved: isWriting && seenId !== ticket.lastMessageId,
    seenId,
    markSeen: () => setSeenId(ticket.lastMessageId),
  };
}
