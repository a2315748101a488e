import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './badge.module.css';

export type BadgeTone = 'neutral' | 'accent' | 'warning' | 'danger' | 'info' | 'success';

type BadgeProps = {
  readonly tone?: BadgeTone;
  readonly icon?: ReactNode;
  readonly title?: string | undefined;
  readonly children: ReactNode;
};

/** A short state or count in a rounded box. */
export function Badge({ tone = 'neutral', icon, title, children }: BadgeProps): ReactElement {
  return (
    <span className={classNames(styles['badge'], styles[tone])} title={title}>
      {icon}
      {children}
    </span>
  );
}
