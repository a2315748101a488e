/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the listbox of a combobox (WAI-ARIA APG); a native select has no lines like these. */
import { type ReactElement, useDeferredValue, useEffect, useRef } from 'react';
import { useText } from '../../lib/text.ts';
import { classNames } from '../../ui/class-names.ts';
import { Kbd } from '../../ui/kbd.tsx';
import type { PaletteGroup, PaletteItem } from './palette-item.ts';
import styles from './palette.module.css';

/** More lines than the palette has room for. */
const IN_SIGHT = 16;

type PaletteListProps = {
  readonly id: string;
  readonly groups: readonly PaletteGroup[];
  readonly activeId: string | null;
  readonly query: string;
  readonly isSearching: boolean;
  readonly onPoint: (id: string) => void;
  readonly onRun: (item: PaletteItem) => void;
};

/** What was found, under headings, the one that Enter runs marked. */
export function PaletteList(props: PaletteListProps): ReactElement {
  const { id, groups, activeId, query, isSearching, onPoint, onRun } = props;
  const say = useText();
  const list = useRef<HTMLDivElement>(null);
  // It opens with the lines that are in sight; the others come right after.
  const isWhole = useDeferredValue(true, false);
  const shown = isWhole ? groups : headOf(groups, IN_SIGHT);
  useEffect(() => {
    const line = activeId === null ? null : document.getElementById(`${id}-${activeId}`);
    // The first line with its heading above it.
    if (line !== null && line === list.current?.querySelector('[role="option"]')) list.current.scrollTo({ top: 0 });
    else line?.scrollIntoView({ block: 'nearest' });
  }, [id, activeId]);
  return (
    <>
      {groups.length === 0 ? (
        <div className={styles['none']}>
          <p>{say(isSearching ? 'palette.searching' : 'palette.none', { query })}</p>
          {isSearching ? null : <p className={styles['noneHint']}>{say('palette.noneHint')}</p>}
        </div>
      ) : null}
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={say('palette.results')}
        data-query={query}
        className={styles['list']}
      >
        {shown.map((group) => (
          <div key={group.id} role="group" aria-labelledby={`${id}-of-${group.id}`}>
            <p id={`${id}-of-${group.id}`} role="presentation" className={styles['heading']}>
              {group.title}
            </p>
            {group.items.map((item) => (
              <Line
                key={item.id}
                id={`${id}-${item.id}`}
                item={item}
                isActive={item.id === activeId}
                onPoint={onPoint}
                onRun={onRun}
              />
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

type LineProps = Pick<PaletteListProps, 'onPoint' | 'onRun'> & {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isActive: boolean;
};

function Line({ id, item, isActive, onPoint, onRun }: LineProps): ReactElement {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-disabled={item.why !== null || undefined}
      className={classNames(styles['line'], isActive && styles['active'])}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onMouseUp={() => onRun(item)}
      onMouseMove={() => {
        if (!isActive) onPoint(item.id);
      }}
    >
      <span className={styles['icon']} aria-hidden>
        {item.icon}
      </span>
      <span className={styles['label']}>{item.label}</span>
      <span className={styles['about']}>{item.why ?? item.about ?? ''}</span>
      {item.keys?.map((keys) => (
        <Kbd key={keys} keys={keys} />
      ))}
    </div>
  );
}

/** The first lines of all groups together. */
function headOf(groups: readonly PaletteGroup[], count: number): readonly PaletteGroup[] {
  let left = count;
  return groups.flatMap((group) => {
    const items = group.items.slice(0, left);
    left -= items.length;
    return items.length === 0 ? [] : [{ ...group, items }];
  });
}
