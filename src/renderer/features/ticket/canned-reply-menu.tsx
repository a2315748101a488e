import { MessageSquareText, TriangleAlert } from 'lucide-react';
import { type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { fillPlaceholders, isOfferedIn } from '../../../shared/domain/canned-reply.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import type { CannedReply } from '../../../shared/domain/workspace.ts';
import { chordLabel, chordOf } from '../../commands/chord.ts';
import type { Workspace } from '../../db/workspace.ts';
import { placeholderValues } from '../../lib/placeholder-values.ts';
import { useText } from '../../lib/text.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { Menu } from '../../ui/menu.tsx';
import styles from './canned-reply-menu.module.css';

/** Opens the menu from the text that is being written. */
const CHORD = 'mod+;';

type CannedReplyMenuProps = {
  readonly ticket: Ticket;
  readonly workspace: Workspace;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onInsert: (text: string) => void;
};

/** The team's own answers for this ticket's tier and queue, filled in and put where the cursor is; offline too. */
export function CannedReplyMenu({ ticket, workspace, area, text, onInsert }: CannedReplyMenuProps): ReactElement {
  const say = useText();
  const platform = useSettingsStore((state) => state.info?.platform ?? '');
  const button = useRef<HTMLButtonElement>(null);
  const offered = workspace.cannedReplies.filter((reply) => isOfferedIn(reply, ticket.tier, ticket.queueId));
  useEffect(() => {
    const element = area.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (chordOf(event) !== CHORD) return;
      event.preventDefault();
      event.stopPropagation();
      button.current?.click();
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, [area]);
  const insert = ({ body }: CannedReply): void => {
    const filled = fillPlaceholders(body, placeholderValues(ticket, workspace));
    const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: text.length, selectionEnd: 0 };
    onInsert(text.slice(0, from) + filled + text.slice(Math.max(from, to)));
    // The menu gives the focus back to its button first.
    requestAnimationFrame(() => selectFrom(area.current, from, filled));
  };
  const label = say('canned.insert');
  return (
    <Menu
      label={label}
      placement="top start"
      groups={[
        {
          id: 'canned',
          title: label,
          entries:
            offered.length === 0
              ? [{ id: 'none', label, whyDisabled: say('canned.none'), onAction: () => undefined }]
              : offered.map((reply) => ({ id: reply.id, label: reply.title, onAction: () => insert(reply) })),
        },
      ]}
    >
      <button
        ref={button}
        type="button"
        className={styles['button']}
        aria-label={label}
        title={`${label} · ${chordLabel(CHORD, platform)}`}
      >
        <MessageSquareText size={15} aria-hidden />
      </button>
    </Menu>
  );
}

/** Puts the cursor behind what was inserted, or on the first thing in it that is to be filled in by hand. */
function selectFrom(area: HTMLTextAreaElement | null, from: number, filled: string): void {
  if (area === null) return;
  area.focus();
  const open = /\{\{[^{}]*\}\}/.exec(filled);
  const start = from + (open?.index ?? filled.length);
  area.setSelectionRange(start, start + (open?.[0].length ?? 0));
}

/** Says what of a canned reply is still to be filled in, so that no customer is sent a placeholder. */
export function Unfilled({ names }: { readonly names: readonly string[] }): ReactElement {
  const say = useText();
  return (
    <div className={styles['unfilled']} role="alert">
      <TriangleAlert size={14} aria-hidden />
      <span>{say('canned.unfilled', { names: names.map((name) => `{{${name}}}`).join(' ') })}</span>
    </div>
  );
}
