import { Search, X } from 'lucide-react';
import { type KeyboardEvent, memo, type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import type { QueryLanguage } from '../../../shared/search/filter-words.ts';
import { suggest, type SuggestedNames, type Suggestion } from '../../../shared/search/suggest.ts';
import type { Workspace } from '../../db/workspace.ts';
import { focusArchive } from '../../lib/archive-rows.ts';
import { focusPlace, placeIds } from '../../lib/focus-place.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { startSearch } from '../../search/search-client.ts';
import { searchList } from '../../search/search-list.ts';
import { useSearchStore } from '../../stores/search-store.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { FilterChips } from './filter-chips.tsx';
import { StrangeWords } from './strange-words.tsx';
import { Suggestions } from './suggestions.tsx';
import styles from './search-field.module.css';

/** The first rows are on screen by then, and the counts beside them. */
const WARM_UP_AFTER_MS = 1_500;

/** Where one types what is searched for, above the list: filters become chips, the arrows walk through what was found. */
export const SearchField = memo(function SearchField({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const language: QueryLanguage = useLanguage() === 'en' ? 'en' : 'pt';
  const { filters, typed, type, take, clear, walkedTo } = useSearchStore();
  const isSearching = useViewStore((state) => state.view.kind === 'search');
  const hasHits = useViewStore((state) => isSearching && state.order.length > 0);
  const input = useRef<HTMLInputElement>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const names = useNames(workspace);
  const suggestions = useMemo(() => suggest(typed, names, language), [typed, names, language]);
  const isSuggesting = hasFocus && isSearching && suggestions.length > 0;
  const [pick, setPick] = useState({ of: '', index: 0 });
  const picked = pick.of === typed ? pick.index : 0;
  useWarmUp();
  const isAtEnd = (): boolean => input.current?.selectionStart === typed.length;
  const accept = (suggestion: Suggestion | undefined): void => {
    if (suggestion !== undefined) take(suggestion);
    input.current?.focus();
  };
  const keys = useFieldKeys({
    isSuggesting,
    accept: () => accept(suggestions[picked]),
    pick: (by) => {
      if (!isSuggesting || !isAtEnd() || picked + by < 0 || picked + by >= suggestions.length) return false;
      setPick({ of: typed, index: picked + by });
      return true;
    },
    toChips: () => {
      if (filters.length === 0 || input.current?.selectionStart !== 0 || input.current.selectionEnd !== 0) return false;
      [...(input.current.parentElement?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])].at(-1)?.focus();
      return true;
    },
  });
  return (
    <search className={styles['search']}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a click beside the text is meant for it. */}
      <div
        className={styles['field']}
        onMouseDown={(event) => {
          if (event.target !== event.currentTarget) return;
          event.preventDefault();
          input.current?.focus();
          useViewStore.getState().search();
        }}
      >
        <Search size={15} aria-hidden className={styles['icon']} />
        <FilterChips filters={filters} language={language} onLeave={() => input.current?.focus()} />
        <input
          ref={input}
          id={placeIds.search}
          role="combobox"
          className={styles['input']}
          value={typed}
          placeholder={filters.length === 0 ? say('search.placeholder') : ''}
          aria-label={say('search.label')}
          aria-keyshortcuts="/ Control+F"
          aria-expanded={hasHits}
          aria-controls={placeIds.list}
          aria-autocomplete="list"
          aria-activedescendant={walkedTo === null ? undefined : `row-${walkedTo}`}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => type(event.target.value)}
          onClick={() => useViewStore.getState().search()}
          onFocus={() => setHasFocus(true)}
          onBlur={() => setHasFocus(false)}
          onKeyDown={keys}
        />
        {typed === '' && filters.length === 0 ? (
          isSearching ? null : (
            <Kbd keys="/" />
          )
        ) : (
          <button
            type="button"
            className={styles['clear']}
            aria-label={say('search.clear')}
            onClick={() => {
              clear();
              input.current?.focus();
            }}
          >
            <X size={14} aria-hidden />
          </button>
        )}
      </div>
      {isSuggesting ? <Suggestions suggestions={suggestions} picked={picked} onTake={accept} /> : null}
      <StrangeWords />
    </search>
  );
});

type FieldActs = {
  readonly isSuggesting: boolean;
  readonly accept: () => void;
  /** Moves among suggestions; answers whether it did. */
  readonly pick: (by: number) => boolean;
  /** Moves to the last chip; answers whether it did. */
  readonly toChips: () => boolean;
};

/** What keys do in the field, besides typing. */
function useFieldKeys({ isSuggesting, accept, pick, toChips }: FieldActs): (event: KeyboardEvent) => void {
  const act = (event: KeyboardEvent): boolean => {
    const { filters, typed, clear, remove, settle } = useSearchStore.getState();
    const view = useViewStore.getState();
    const isEmpty = typed === '' && filters.length === 0;
    switch (event.key) {
      case 'ArrowDown':
        return walk(1);
      case 'ArrowUp':
        return walk(-1);
      case 'ArrowRight':
        return pick(1);
      case 'ArrowLeft':
        return toChips() || pick(-1);
      case 'Tab':
        if (!isSuggesting || event.shiftKey) return false;
        accept();
        return true;
      case 'Backspace': {
        const last = filters.at(-1);
        if (typed !== '' || last === undefined) return false;
        remove(last);
        return true;
      }
      case 'Enter':
        if (view.view.kind !== 'search') return false;
        settle();
        enter();
        return true;
      case 'Escape':
        if (view.view.kind !== 'search') return false;
        if (!isEmpty) clear();
        else {
          view.leaveSearch();
          focusPlace('list');
        }
        return true;
      default:
        return false;
    }
  };
  return (event) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (act(event)) event.preventDefault();
  };
}

/** Goes a ticket further in what was found, from its first one on. Answers whether something is searched for. */
function walk(by: number): boolean {
  if (useViewStore.getState().view.kind !== 'search') return false;
  void withFound((ids) => {
    const { walkedTo, walkTo } = useSearchStore.getState();
    const at = walkedTo === null ? -1 : ids.indexOf(walkedTo);
    // Below the last one on this machine stands what the backend has found.
    if (by > 0 && at === ids.length - 1 && focusArchive()) return;
    const next = at === -1 ? ids[0] : ids[Math.min(ids.length - 1, Math.max(0, at + by))];
    if (next !== undefined) walkTo(next);
  });
  return true;
}

/** Goes into the ticket that was walked to, or the one that fits best. */
function enter(): void {
  void withFound((ids) => {
    const { walkedTo, walkTo } = useSearchStore.getState();
    const wanted = walkedTo !== null && ids.includes(walkedTo) ? walkedTo : ids[0];
    if (wanted === undefined) {
      focusArchive();
      return;
    }
    walkTo(wanted);
    focusPlace('ticket');
  });
}

/** Acts on what was found for what stands in the field now: a fast typist's Enter must not open what was found before. */
async function withFound(act: (ids: readonly string[]) => void): Promise<void> {
  const { view } = useViewStore.getState();
  if (view.kind !== 'search') return;
  const found = await searchList.whenFound(view.query);
  if (useViewStore.getState().view === view) act(found.map(({ id }) => id));
}

/** Has the index built once nobody waits for anything else. */
function useWarmUp(): void {
  useEffect(() => {
    let idle = 0;
    const timer = setTimeout(() => (idle = requestIdleCallback(() => startSearch())), WARM_UP_AFTER_MS);
    return () => {
      clearTimeout(timer);
      cancelIdleCallback(idle);
    };
  }, []);
}

function useNames({ queues, users, categories, customers }: Workspace): SuggestedNames {
  return useMemo(() => {
    const namesOf = (rows: Iterable<{ readonly name: string }>): readonly string[] => [...rows].map(({ name }) => name);
    return {
      queues: namesOf(queues),
      people: namesOf(users.values()),
      categories: namesOf(categories.values()),
      customers: namesOf(customers.values()),
    };
  }, [queues, users, categories, customers]);
}
