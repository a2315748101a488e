import { Bell, CloudUpload, Headset, MessageCircle, NotebookPen, Quote } from 'lucide-react';
import { type ReactElement, useLayoutEffect, useRef } from 'react';
import { canSee } from '../../../shared/access/access.ts';
import type { Attachment } from '../../../shared/domain/attachment.ts';
import type { Handover, Message } from '../../../shared/domain/parts.ts';
import type { FilePlace } from '../../db/file-record.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import { useFilePlaces } from '../../db/use-files.ts';
import type { Workspace } from '../../db/workspace.ts';
import { fullMoment, shortMoment } from '../../lib/format-time.ts';
import { whyNotesOnly } from '../../lib/note-only.ts';
import { quoted } from '../../lib/quoted.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { useComposerStore } from '../../stores/composer-store.ts';
import { addToDraft } from '../../stores/draft-store.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EarlierButton } from './earlier-button.tsx';
import { HandoverCard } from './handover-card.tsx';
import { MessageAttachments } from './message-attachments.tsx';
import { useEarlierEntries } from './use-earlier-entries.ts';
import styles from './conversation.module.css';

const KIND_ICONS = {
  customer: <MessageCircle size={12} aria-hidden />,
  reply: <Headset size={12} aria-hidden />,
  note: <NotebookPen size={12} aria-hidden />,
} as const;

/** At 80 px the least, they fill the room that a screen of 4K leaves them. */
const AT_FIRST = 24;

const NO_FILES: readonly Attachment[] = [];

type ConversationProps = { readonly detail: TicketDetail; readonly workspace: Workspace };

/** What the customer and the team said, and the hand-overs between, oldest on top; opens at the newest. */
export function Conversation({ detail, workspace }: ConversationProps): ReactElement {
  const say = useText();
  const scroller = useRef<HTMLOListElement>(null);
  const { ticket } = detail;
  const entries = inOrder(detail);
  const lastId = entries.at(-1)?.id;
  const { hidden, showEarlier, edge } = useEarlierEntries(entries.length, AT_FIRST, scroller);
  const places = useFilePlaces(detail.attachments.map(({ id }) => id));
  const filesOf = Map.groupBy(detail.attachments, ({ messageId }) => messageId);
  useLayoutEffect(() => {
    if (scroller.current === null || lastId === undefined) return undefined;
    return keepNewestInSight(scroller.current);
  }, [lastId]);
  if (entries.length === 0) {
    return (
      <EmptyState icon={<MessageCircle />} title={say('conversation.empty')} hint={say('conversation.emptyHint')} />
    );
  }
  const quote = (message: Message, author: string): void => {
    const { mode, write } = useComposerStore.getState();
    // A note is not for the customer's eyes: it is quoted into one.
    const into = whyNotesOnly(ticket, workspace.me) !== null || message.kind === 'note' ? 'note' : mode;
    void addToDraft(`${into}:${ticket.id}`, quoted(author, message.body));
    write(ticket.id, into);
  };
  const customer = ticket.customerId === null ? undefined : workspace.customers.get(ticket.customerId);
  return (
    <ol ref={scroller} className={styles['list']} aria-label={say('conversation.label')}>
      <EarlierButton count={hidden} edge={edge} onPress={showEarlier} />
      {entries
        .slice(hidden)
        .map((entry) =>
          'body' in entry ? (
            <MessageBubble
              key={entry.id}
              message={entry}
              author={authorOf(entry, workspace, customer?.name)}
              attachments={filesOf.get(entry.id) ?? NO_FILES}
              places={places}
              meId={workspace.me.id}
              quote={canSee(workspace.me, ticket) ? quote : null}
            />
          ) : (
            <HandoverCard key={entry.id} handover={entry} detail={detail} workspace={workspace} />
          ),
        )}
    </ol>
  );
}

/**
 * Scrolls to the newest entry, from its top, since a long message or a hand-over is read downwards; and again while what
 * stands above the conversation still takes room away from it, until the agent moves in it. Returns how to stop.
 */
function keepNewestInSight(list: HTMLElement): () => void {
  const show = (): void => {
    const top = list.lastElementChild?.getBoundingClientRect().top;
    if (top !== undefined) list.scrollTop += top - list.getBoundingClientRect().top;
  };
  show();
  let height = list.clientHeight;
  const observer = new ResizeObserver(() => {
    if (list.clientHeight < height) show();
    height = list.clientHeight;
  });
  observer.observe(list);
  const stop = (): void => observer.disconnect();
  for (const moved of ['wheel', 'pointerdown', 'keydown']) list.addEventListener(moved, stop, { once: true });
  return stop;
}

/** Messages and hand-overs by time; a hand-over that waits comes last, for it is what is to be done. */
function inOrder({ messages, handovers, ticket }: TicketDetail): readonly (Message | Handover)[] {
  const atMs = (entry: Message | Handover): number =>
    'body' in entry
      ? entry.writtenAtMs
      : entry.id === ticket.pendingHandoverId || entry.id === ticket.supervisorCallId
        ? Number.POSITIVE_INFINITY
        : entry.atMs;
  return [...messages, ...handovers].toSorted((a, b) => atMs(a) - atMs(b) || 0);
}

function authorOf(message: Message, { users }: Workspace, customerName: string | undefined): string | null {
  if (message.authorId !== null) return users.get(message.authorId)?.name ?? message.authorName;
  return message.authorName ?? (message.kind === 'customer' ? (customerName ?? null) : null);
}

/** One message: the customer's, our reply, or a note that the customer never sees. Its text is plain and is never read as markup. */
function MessageBubble({
  message,
  author,
  attachments,
  places,
  meId,
  quote,
}: {
  readonly message: Message;
  readonly author: string | null;
  readonly attachments: readonly Attachment[];
  readonly places: ReadonlyMap<string, FilePlace>;
  readonly meId: string;
  /** Puts it into what is being written; null where nothing can be. */
  readonly quote: ((message: Message, author: string) => void) | null;
}): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const { kind } = message;
  const isAutomatic = message.isAutomatic === true;
  const nobody = isAutomatic ? 'common.system' : 'common.unknownPerson';
  const name = author ?? say(kind === 'customer' ? 'conversation.customer' : nobody);
  return (
    <li className={styles['message']} data-kind={kind}>
      <Avatar name={name} size="md" />
      <article className={styles['bubble']} aria-label={`${say(`conversation.${kind}`)}: ${name}`}>
        <header className={styles['head']}>
          <span className={styles['author']}>{name}</span>
          <Badge tone={kind === 'note' ? 'warning' : kind === 'reply' ? 'accent' : 'neutral'} icon={KIND_ICONS[kind]}>
            {say(`conversation.${kind}`)}
          </Badge>
          <span className={styles['about']}>
            {kind === 'note'
              ? say('conversation.noteHint')
              : say('conversation.via', { channel: say(`channelWord.${message.channel}`) })}
          </span>
          {isAutomatic ? <Badge icon={<Bell size={12} aria-hidden />}>{say('conversation.automatic')}</Badge> : null}
          {quote === null || message.body === '' ? null : (
            <button
              type="button"
              className={styles['quote']}
              aria-label={say('conversation.quote', { name })}
              title={say('conversation.quote', { name })}
              onClick={() => quote(message, name)}
            >
              <Quote size={14} aria-hidden />
            </button>
          )}
          <time className={styles['when']} title={fullMoment(language, message.writtenAtMs)}>
            {shortMoment(language, message.writtenAtMs, nowMs)}
          </time>
        </header>
        {message.body === '' ? null : <p className={styles['body']}>{message.body}</p>}
        {attachments.length === 0 ? null : (
          <MessageAttachments
            attachments={attachments}
            places={places}
            isMessageSent={message.sentAtMs !== null}
            meId={meId}
          />
        )}
        {message.sentAtMs === null ? <Unsent isReply={kind === 'reply'} /> : null}
      </article>
    </li>
  );
}

/** Says that the backend does not have a message yet, and so that a reply has not reached the customer. */
function Unsent({ isReply }: { readonly isReply: boolean }): ReactElement {
  const say = useText();
  const { connection } = useSyncStatus();
  const key = !isReply
    ? 'conversation.notKeptByServer'
    : connection === 'online'
      ? 'conversation.sending'
      : 'conversation.notSentYet';
  return (
    <p className={styles['unsent']}>
      <CloudUpload size={13} aria-hidden />
      {say(key)}
    </p>
  );
}
