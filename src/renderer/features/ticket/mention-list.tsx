/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- the list of an editable text (WAI-ARIA APG, combobox): no native element completes a word in one. */
import { AtSign } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, type RefObject, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Mention, mentionAt, withMention } from '../../lib/mentions.ts';
import { useText } from '../../lib/text.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './mention-list.module.css';

type MentionsOptions = {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  /** Who can be named; nobody where nobody is. */
  readonly people: readonly Mention[];
  readonly onWrite: (text: string) => void;
};

/** The completion of a name that is being typed behind an "@". */
export type Mentions = {
  readonly list: ReactElement | null;
  /** Whether it made use of a key. */
  readonly takeKey: (event: KeyboardEvent) => boolean;
  /** To be called whenever the text or the cursor has moved. */
  readonly look: () => void;
  /** What the text area says of the list. */
  readonly aria: { readonly 'aria-controls'?: string; readonly 'aria-activedescendant'?: string };
};

/** Offers the people whom a note can name, while their name is typed behind an "@": arrows, Enter or Tab, Esc. */
export function useMentions({ area, text, people, onWrite }: MentionsOptions): Mentions {
  const say = useText();
  const listId = useId();
  const [cursor, setCursor] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const found = cursor === null ? null : mentionAt(text, cursor, people);
  const index = Math.min(chosen, (found?.people.length ?? 1) - 1);
  const pick = (person: Mention): void => {
    if (found === null || cursor === null) return;
    const next = withMention(text, found.fromIndex, cursor, person);
    // At once: the cursor is where it belongs before the next key comes.
    flushSync(() => {
      onWrite(next.text);
      setCursor(null);
    });
    area.current?.focus();
    area.current?.setSelectionRange(next.cursor, next.cursor);
  };
  const optionId = (at: number): string => `${listId}-${at}`;
  return {
    look() {
      setChosen(0);
      setCursor(people.length === 0 ? null : (area.current?.selectionStart ?? null));
    },
    takeKey(event) {
      if (found === null || event.ctrlKey || event.metaKey || event.altKey) return false;
      const person = found.people[index];
      const count = found.people.length;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        setChosen((index + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
      } else if ((event.key === 'Enter' || event.key === 'Tab') && person !== undefined) pick(person);
      else if (event.key === 'Escape') setCursor(null);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    aria: found === null ? {} : { 'aria-controls': listId, 'aria-activedescendant': optionId(index) },
    list:
      found === null ? null : (
        <ul id={listId} className={styles['list']} role="listbox" aria-label={say('composer.mentions')}>
          {found.people.map((person, at) => (
            <li
              key={person.id}
              id={optionId(at)}
              role="option"
              aria-selected={at === index}
              className={classNames(styles['person'], at === index && styles['chosen'])}
              onPointerDown={(event) => {
                event.preventDefault();
                pick(person);
              }}
            >
              <AtSign size={13} aria-hidden />
              {person.name}
            </li>
          ))}
        </ul>
      ),
  };
}
