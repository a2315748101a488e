import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './banner.module.css';

type BannerProps = {
  readonly tone: 'info' | 'warning' | 'danger' | 'neutral';
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

/** A calm line of news about the whole screen or pane, announced politely. */
export function Banner({ tone, icon, children, action }: BannerProps): ReactElement {
  return (
    <output className={classNames(styles['banner'], styles[tone])}>
      <span className={styles['icon']} aria-hidden>
        {icon}
      </span>
      <span className={styles['text']}>{children}</span>
      {action}
    </output>
  );
}
