import type { ReactElement, ReactNode } from 'react';
import type { QueueView, Risk } from '../../db/queue-view.ts';
import { focusPlace } from '../../lib/focus-place.ts';
import { useText } from '../../lib/text.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { isSameView, useViewStore } from '../../stores/view-store.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { RiskMarks } from './risk-marks.tsx';
import styles from './navigation.module.css';

type NavigationItemProps = {
  readonly view: QueueView;
  readonly icon: ReactNode;
  readonly label: string;
  /** In full, where the label leaves out what stands above it. */
  readonly name?: string;
  /** Of open tickets. */
  readonly count: number;
  readonly risk: Risk | undefined;
  readonly isRail: boolean;
};

/** One list to go to, with how many open tickets it has and how many of them are late or about to be. */
export function NavigationItem(props: NavigationItemProps): ReactElement {
  const { view, icon, label, name = label, count, risk, isRail } = props;
  const say = useText();
  const isOnDesk = useScreenStore(({ screen }) => screen.kind === 'desk');
  const isCurrent = useViewStore((state) => isSameView(state.view, view)) && isOnDesk;
  const showDesk = useScreenStore((state) => state.showDesk);
  const show = useViewStore((state) => state.show);
  const hasRisk = risk !== undefined && risk.breached + risk.due > 0;
  const figures = [
    count === 0 ? null : say('nav.openCount', { count }),
    risk === undefined || risk.breached === 0 ? null : say('nav.breached', { count: risk.breached }),
    risk === undefined || risk.due === 0 ? null : say('nav.due', { count: risk.due }),
  ].filter((figure) => figure !== null);
  const sentence = figures.length === 0 ? name : `${name}: ${figures.join(', ')}`;
  const button = (
    <button
      type="button"
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={sentence}
      title={isRail ? undefined : sentence}
      className={styles['item']}
      onClick={() => {
        showDesk('list');
        show(view);
        focusPlace('list');
      }}
    >
      <span className={styles['icon']} aria-hidden>
        {icon}
      </span>
      {isRail ? null : <span className={styles['label']}>{label}</span>}
      <RiskMarks risk={risk} isOneEnough={isRail} />
      {isRail && hasRisk ? null : <span className={styles['count']}>{count === 0 && !isRail ? '' : count}</span>}
    </button>
  );
  return (
    <li>
      {isRail ? (
        <Tooltip text={sentence} placement="right">
          {button}
        </Tooltip>
      ) : (
        button
      )}
    </li>
  );
}
