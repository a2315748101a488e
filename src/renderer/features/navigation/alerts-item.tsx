import { Bell } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCommandContext } from '../../commands/command-context.ts';
import { openAlerts } from '../../commands/console-commands.ts';
import { useNewAlertCount } from '../../db/use-alerts.ts';
import { useText } from '../../lib/text.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './navigation.module.css';

/** More are said as "99+": nobody acts on the difference. */
const MOST_SAID = 99;

/** The way to the alerts, with how many wait for this person. */
export function AlertsItem({ isRail }: { readonly isRail: boolean }): ReactElement {
  const say = useText();
  const context = useCommandContext();
  const count = useNewAlertCount();
  const isCurrent = useScreenStore(({ screen }) => screen.kind === 'alerts');
  const name = say('alerts.openWith', { count });
  const button = (
    <button
      type="button"
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={name}
      aria-keyshortcuts="g n"
      className={styles['item']}
      onClick={() => openAlerts.run(context)}
    >
      <span className={styles['icon']} aria-hidden>
        <Bell size={16} />
      </span>
      {isRail ? null : <span className={styles['label']}>{say('alerts.open')}</span>}
      {count === 0 ? null : (
        <span className={styles['waiting']} aria-hidden>
          {count > MOST_SAID ? say('nav.many') : count}
        </span>
      )}
    </button>
  );
  return (
    <li>
      {isRail ? (
        <Tooltip text={name} placement="right">
          {button}
        </Tooltip>
      ) : (
        button
      )}
    </li>
  );
}
