import type { ReactElement, ReactNode } from 'react';
import styles from './gallery.module.css';

type PartProps = { readonly name: string; readonly children: ReactNode };

/** One component, by the name of its file. */
export function Part({ name, children }: PartProps): ReactElement {
  return (
    <section className={styles['part']} aria-label={name}>
      <h2 className={styles['name']}>{name}</h2>
      {children}
    </section>
  );
}
