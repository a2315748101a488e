import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { VisuallyHidden } from 'react-aria-components/VisuallyHidden';
import { flushSync } from 'react-dom';
import { giveFocusBack } from '../../lib/focus-place.ts';
import { useText } from '../../lib/text.ts';
import { takeTypedAhead } from '../../lib/type-ahead.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { BareDialog } from '../../ui/bare-dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import type { PaletteItem } from './palette-item.ts';
import { PaletteList } from './palette-list.tsx';
import { noteRecent } from './recent.ts';
import { usePaletteGroups } from './use-palette-groups.ts';
import styles from './palette.module.css';

const PAGE = 8;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };

/**
 * Everything the console can do and show, found by typing: commands, lists, tickets and customers. The combobox pattern of
 * the WAI-ARIA APG by hand: react-aria's Autocomplete passes over disabled items, whose reasons are to be read here.
 */
export function Palette(): ReactElement {
  const say = useText();
  const input = useFirstFocus<HTMLInputElement>();
  const listId = useId();
  // Before the dialog takes it.
  const [origin] = useState(() => document.activeElement);
  const [query, setQuery] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const { groups, isSearching } = usePaletteGroups(query);
  const items = groups.flatMap((group) => group.items);
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === activeId),
  );
  const active = items[at];

  /** At once, so that what runs next finds the console as it was, with the focus where it was. */
  const close = (): void => {
    flushSync(() => useDialogStore.getState().close());
    giveFocusBack(origin);
  };
  const run = (item: PaletteItem): void => {
    // It says why, and stays.
    if (item.why !== null) return;
    noteRecent(item.id);
    close();
    if (item.isForEveryScreen !== true) flushSync(() => useScreenStore.getState().showDesk('list'));
    item.run();
  };
  const firstWhenFound = useRunWhenFound(query, active, run);
  // Once it is there: a render may be thrown away, and what it took with it.
  useLayoutEffect(() => {
    const ahead = takeTypedAhead('palette');
    setQuery(ahead.text);
    if (ahead.isEntered) firstWhenFound(ahead.text);
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    if (event.nativeEvent.isComposing) return;
    if (by !== undefined) {
      const last = items.length - 1;
      const wraps = Math.abs(by) === 1 && (at + by < 0 || at + by > last);
      setActiveId(items[wraps ? (by > 0 ? 0 : last) : Math.min(last, Math.max(0, at + by))]?.id ?? null);
    } else if (event.key === 'Enter') {
      if (active !== undefined) run(active);
      else if (isSearching) firstWhenFound(query);
    } else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) close();
    else return;
    event.preventDefault();
  };

  return (
    <BareDialog label={say('palette.title')} onClose={close}>
      <div className={styles['field']}>
        <Search size={17} aria-hidden />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={say('palette.placeholder')}
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : `${listId}-${active.id}`}
          aria-haspopup="listbox"
          autoComplete="off"
          spellCheck={false}
          placeholder={say('palette.placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActiveId(null);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteList
        id={listId}
        groups={groups}
        activeId={active?.id ?? null}
        query={query.trim()}
        isSearching={isSearching}
        onPoint={setActiveId}
        onRun={run}
      />
      <VisuallyHidden>
        <output>
          {isSearching && items.length === 0 ? say('palette.searching') : say('palette.count', { count: items.length })}
        </output>
      </VisuallyHidden>
      <div className={styles['foot']} aria-hidden>
        <Kbd keys="↑ ↓" />
        {say('palette.hintMove')}
        <Kbd keys="Enter" />
        {say('palette.hintRun')}
        <Kbd keys="Esc" />
        {say('palette.hintClose')}
      </div>
    </BareDialog>
  );
}

/** Runs what is found for a query as soon as it is, for those who press Enter before; not once the query is another one. */
function useRunWhenFound(
  query: string,
  found: PaletteItem | undefined,
  run: (item: PaletteItem) => void,
): (query: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (found === undefined || wanted.current !== query) return;
    wanted.current = null;
    queueMicrotask(() => run(found));
  });
  return (asked) => {
    wanted.current = asked;
  };
}
