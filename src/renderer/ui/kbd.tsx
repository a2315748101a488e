import type { ReactElement } from 'react';
import styles from './kbd.module.css';

/** Keys to press, as caps: "Ctrl+N" is two together, "G M" one after the other. */
export function Kbd({ keys }: { readonly keys: string }): ReactElement {
  return (
    <span className={styles['keys']}>
      {keys.split(' ').map((key) => (
        <kbd key={key} className={styles['cap']}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
