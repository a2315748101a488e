import type { ReactElement } from 'react';
import styles from './quotes.module.css';

/** Something somebody wrote. `about` is what kind of text it is. */
export type Quote = {
  readonly id: string;
  readonly author: string;
  readonly about: string;
  readonly when: string;
  readonly text: string;
};

type QuotesProps = { readonly label: string; readonly quotes: readonly Quote[] };

/** Texts of others to be read where one is about to act: who wrote each, when, and what. Plain text, never markup. */
export function Quotes({ label, quotes }: QuotesProps): ReactElement {
  return (
    <ol className={styles['quotes']} aria-label={label}>
      {quotes.map(({ id, author, about, when, text }) => (
        <li key={id} className={styles['quote']}>
          <p className={styles['head']}>
            <span className={styles['author']}>{author}</span>
            <span>{about}</span>
            <span className={styles['when']}>{when}</span>
          </p>
          <p className={styles['text']}>{text}</p>
        </li>
      ))}
    </ol>
  );
}
