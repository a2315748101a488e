import type { ReactElement } from 'react';
import { isEmptyQuery, type TicketQuery } from '../../../shared/search/ticket-query.ts';
import type { FoundBy } from '../../db/ticket-list.ts';
import { useText } from '../../lib/text.ts';
import styles from './ticket-list.module.css';

type SearchHeaderProps = {
  readonly query: TicketQuery;
  readonly total: number;
  readonly progress: FoundBy['progress'];
};

/** How many tickets were found and in what order; and how far the index is, while it is still being built. */
export function SearchHeader({ query, total, progress }: SearchHeaderProps): ReactElement {
  const say = useText();
  const parts = isEmptyQuery(query)
    ? [say('search.scope')]
    : [
        say('list.total', { count: total }),
        ...(total > 1 ? [say(query.text === '' ? 'list.orderOpen' : 'search.orderFit')] : []),
      ];
  return (
    <header className={styles['header']}>
      <h1 className={styles['title']}>{say('nav.search')}</h1>
      <p className={styles['summary']}>
        <output>{parts.join(' · ')}</output>
      </p>
      {progress === null ? null : (
        <p className={styles['summary']}>
          {progress.total === 0 ? say('search.beginning') : say('search.building', progress)}
        </p>
      )}
    </header>
  );
}
