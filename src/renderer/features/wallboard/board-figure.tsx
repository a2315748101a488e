import type { ReactElement, ReactNode } from 'react';
import type { BoardSlice } from '../../../shared/ipc/page-window.ts';
import { showSlice } from '../../commands/open-in-window.ts';
import { useText } from '../../lib/text.ts';
import styles from './board-figure.module.css';

type BoardFigureProps = {
  readonly slice: BoardSlice;
  /** Whose figure it is, for who hears it: "N2". */
  readonly where: string;
  readonly count: number;
  /** What stands under the figure. */
  readonly label: string;
  readonly icon?: ReactNode;
  /** How it looks when it is not zero. */
  readonly tone?: 'plain' | 'warning' | 'danger';
  readonly size?: 'lg' | 'md' | 'sm';
};

/** One large figure of the wallboard; a click or Enter opens the tickets behind it in the console. */
export function BoardFigure(props: BoardFigureProps): ReactElement {
  const { slice, where, count, label, icon, tone = 'plain', size = 'md' } = props;
  const say = useText();
  return (
    <button
      type="button"
      className={styles['figure']}
      data-size={size}
      data-tone={count === 0 ? 'none' : tone}
      aria-label={say('wall.figure', { where, count, what: say(`wall.${slice.figure}`) })}
      onClick={() => showSlice(slice)}
    >
      <span className={styles['number']}>{count}</span>
      <span className={styles['label']}>
        {icon === undefined ? null : (
          <span className={styles['icon']} aria-hidden>
            {icon}
          </span>
        )}
        {label}
      </span>
    </button>
  );
}
