import { type KeyboardEvent, type ReactElement, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import styles from './tabs.module.css';

type TabsProps<Id extends string> = {
  readonly label: string;
  readonly tabs: readonly {
    readonly id: Id;
    readonly label: string;
    readonly count?: number;
    readonly panel: ReactNode;
  }[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
};

/** How far a key goes along the tabs; the ends are one step apart. */
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Parts of one thing, one shown at a time, chosen with the arrows. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect }: TabsProps<Id>): ReactElement {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const tabId = (id: Id): string => `${base}-tab-${id}`;
  const panelId = `${base}-panel`;
  const shown = tabs.find(({ id }) => id === selected);
  const onKeyDown = (event: KeyboardEvent, focused: Id): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = tabs.findIndex(({ id }) => id === focused);
    const step = STEPS[event.key];
    const to =
      event.key === 'Enter' || event.key === ' '
        ? at
        : event.key === 'Home'
          ? 0
          : event.key === 'End'
            ? tabs.length - 1
            : step === undefined
              ? null
              : at + step;
    const next = to === null ? undefined : tabs.at(to % tabs.length);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    list.current?.querySelector<HTMLElement>(`[data-key="${next.id}"]`)?.focus();
    onSelect(next.id);
  };
  return (
    <div className={styles['tabs']}>
      <div ref={list} role="tablist" aria-label={label} aria-orientation="horizontal" className={styles['list']}>
        {tabs.map((tab) => (
          <div
            key={tab.id}
            id={tabId(tab.id)}
            role="tab"
            data-key={tab.id}
            tabIndex={tab.id === selected ? 0 : -1}
            aria-selected={tab.id === selected}
            aria-controls={tab.id === selected ? panelId : undefined}
            className={styles['tab']}
            onMouseDown={() => onSelect(tab.id)}
            onClick={() => onSelect(tab.id)}
            onKeyDown={(event) => onKeyDown(event, tab.id)}
          >
            {tab.label}
            {tab.count === undefined || tab.count === 0 ? null : <span className={styles['count']}>{tab.count}</span>}
          </div>
        ))}
      </div>
      {shown === undefined ? null : (
        <Panel key={shown.id} id={panelId} labelledBy={tabId(shown.id)}>
          {shown.panel}
        </Panel>
      )}
    </div>
  );
}

const TABBABLE =
  'a[href], button, input:not([type="hidden"]), select, textarea, [contenteditable="true"], [tabindex]:not([tabindex="-1"])';

type PanelProps = { readonly id: string; readonly labelledBy: string; readonly children: ReactNode };

/** The part that is shown; it takes the focus itself while nothing in it does, so that it can be scrolled by keys. */
function Panel({ id, labelledBy, children }: PanelProps): ReactElement {
  const panel = useRef<HTMLDivElement>(null);
  const [takesFocus, setTakesFocus] = useState(false);
  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return undefined;
    const look = (): void => setTakesFocus(element.querySelector(TABBABLE) === null);
    look();
    const observer = new MutationObserver(look);
    observer.observe(element, { subtree: true, childList: true, attributeFilter: ['tabindex', 'disabled'] });
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={panel}
      id={id}
      role="tabpanel"
      aria-labelledby={labelledBy}
      tabIndex={takesFocus ? 0 : undefined}
      className={styles['panel']}
    >
      {children}
    </div>
  );
}
