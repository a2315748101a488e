import { X } from 'lucide-react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { QueryLanguage } from '../../../shared/search/filter-words.ts';
import { printFilter } from '../../../shared/search/print-query.ts';
import { filterKey, type TicketFilter } from '../../../shared/search/ticket-query.ts';
import { useText } from '../../lib/text.ts';
import { useSearchStore } from '../../stores/search-store.ts';
import styles from './filter-chips.module.css';

type FilterChipsProps = {
  readonly filters: readonly TicketFilter[];
  readonly language: QueryLanguage;
  /** The focus goes back to the field. */
  readonly onLeave: () => void;
};

/** The filters of a search, each to be taken away by a click, or by Backspace, Delete or Enter once the arrows have led to it. */
export function FilterChips({ filters, language, onLeave }: FilterChipsProps): ReactElement {
  const say = useText();
  const remove = useSearchStore((state) => state.remove);
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>, filter: TicketFilter): void => {
    const { previousElementSibling: before, nextElementSibling: after } = event.currentTarget;
    if (event.key === 'ArrowLeft') {
      if (isChip(before)) before.focus();
    } else if (event.key === 'ArrowRight') {
      if (isChip(after)) after.focus();
      else onLeave();
    } else if (event.key === 'Escape') onLeave();
    else if (event.key === 'Backspace' || event.key === 'Delete') {
      if (isChip(before)) before.focus();
      else onLeave();
      remove(filter);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      {filters.map((filter) => {
        const text = printFilter(filter, language);
        return (
          <button
            key={filterKey(filter)}
            type="button"
            data-chip
            tabIndex={-1}
            className={styles['chip']}
            aria-label={say('search.removeFilter', { filter: text })}
            title={say('search.removeFilter', { filter: text })}
            onKeyDown={(event) => onKeyDown(event, filter)}
            onClick={() => {
              remove(filter);
              onLeave();
            }}
          >
            <span className={styles['text']}>{text}</span>
            <X size={11} aria-hidden />
          </button>
        );
      })}
    </>
  );
}

function isChip(element: Element | null): element is HTMLElement {
  return element instanceof HTMLElement && element.dataset['chip'] !== undefined;
}
