import type { ReactElement, ReactNode } from 'react';
import styles from './empty-state.module.css';

type EmptyStateProps = { readonly icon: ReactNode; readonly title: string; readonly hint?: string };

/** What stands where there is nothing to show: what it means, and what to do. */
export function EmptyState({ icon, title, hint }: EmptyStateProps): ReactElement {
  return (
    <div className={styles['empty']}>
      <span className={styles['icon']} aria-hidden>
        {icon}
      </span>
      <p className={styles['title']}>{title}</p>
      {hint === undefined ? null : <p className={styles['hint']}>{hint}</p>}
    </div>
  );
}
