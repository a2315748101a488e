import { Check } from 'lucide-react';
import {
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useRef,
  useState,
} from 'react';
import { Header, Menu as AriaMenu, MenuItem, MenuSection, Popover } from 'react-aria-components/Menu';
import { Kbd } from './kbd.tsx';
import styles from './menu.module.css';

export type MenuEntry = {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly keys?: string | null;
  readonly isChosen?: boolean;
  /** Why it does nothing now; null when it can be used. */
  readonly whyDisabled?: string | null;
  readonly onAction: () => void;
};

export type MenuGroup = { readonly id: string; readonly title: string; readonly entries: readonly MenuEntry[] };

type MenuProps = {
  readonly label: string;
  /** What is in it; as a function where that takes some working out, which is asked while the menu is open. */
  readonly groups: readonly MenuGroup[] | (() => readonly MenuGroup[]);
  /** The button that opens it. */
  readonly children: ReactElement<Record<string, unknown>, string>;
  readonly placement?: Placement;
};

type Placement = 'bottom start' | 'bottom end' | 'top start';

/** From what it was opened, and where the focus begins: with the arrow up, at the end. */
type Opened = { readonly by: Element; readonly start: 'first' | 'last' };

/**
 * A menu of commands in groups, each with its shortcut; one that cannot be used says why. Until it is opened there is
 * nothing of it but its button.
 */
export function Menu({ label, groups, children, placement = 'bottom end' }: MenuProps): ReactElement {
  const [opened, setOpened] = useState<Opened | null>(null);
  const { onClick, onKeyDown } = children.props;
  return (
    <>
      {cloneElement(children, {
        'aria-haspopup': 'true',
        'aria-expanded': opened !== null,
        onClick(event: MouseEvent<HTMLElement>) {
          if (typeof onClick === 'function') onClick(event);
          setOpened({ by: event.currentTarget, start: 'first' });
        },
        onKeyDown(event: KeyboardEvent<HTMLElement>) {
          if (typeof onKeyDown === 'function') onKeyDown(event);
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          event.stopPropagation();
          setOpened({ by: event.currentTarget, start: event.key === 'ArrowDown' ? 'first' : 'last' });
        },
      })}
      {opened === null ? null : (
        <OpenMenu
          {...opened}
          label={label}
          groups={typeof groups === 'function' ? groups() : groups}
          placement={placement}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

type OpenMenuProps = Opened & {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly placement: Placement;
  readonly onClose: () => void;
};

function OpenMenu({ by, label, groups, start, placement, onClose }: OpenMenuProps): ReactElement {
  const trigger = useRef(by);
  return (
    <Popover
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      triggerRef={trigger}
      trigger="MenuTrigger"
      className={styles['popover'] ?? ''}
      placement={placement}
      offset={5}
      aria-label={label}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu that opens takes the focus (WAI-ARIA APG) */}
      <AriaMenu aria-label={label} className={styles['menu'] ?? ''} autoFocus={start} onClose={onClose}>
        {groups.map((group) => (
          <MenuSection key={group.id} className={styles['group'] ?? ''} aria-label={group.title}>
            <Header className={styles['title'] ?? ''}>{group.title}</Header>
            {group.entries.map((entry) => (
              <MenuItem
                key={entry.id}
                id={`${group.id}:${entry.id}`}
                textValue={entry.label}
                isDisabled={typeof entry.whyDisabled === 'string'}
                className={styles['item'] ?? ''}
                onAction={entry.onAction}
              >
                <span className={styles['icon']}>{entry.isChosen === true ? <Check size={15} /> : entry.icon}</span>
                <span className={styles['text']}>
                  {entry.label}
                  {typeof entry.whyDisabled === 'string' ? <small>{entry.whyDisabled}</small> : null}
                </span>
                {typeof entry.keys === 'string' ? <Kbd keys={entry.keys} /> : null}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </AriaMenu>
    </Popover>
  );
}
