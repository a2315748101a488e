import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { Pressable } from 'react-aria-components/Pressable';
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
  readonly groups: readonly MenuGroup[];
  /** The button that opens it. */
  readonly children: ReactElement<Record<string, unknown>, string>;
  readonly placement?: 'bottom start' | 'bottom end' | 'top start';
};

/** A menu of commands in groups, each with its shortcut; one that cannot be used says why. */
export function Menu({ label, groups, children, placement = 'bottom end' }: MenuProps): ReactElement {
  return (
    <MenuTrigger>
      <Pressable>{children}</Pressable>
      <Popover className={styles['popover'] ?? ''} placement={placement} offset={5}>
        <AriaMenu aria-label={label} className={styles['menu'] ?? ''}>
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
    </MenuTrigger>
  );
}
