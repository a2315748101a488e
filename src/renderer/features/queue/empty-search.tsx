import { SearchX, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { QueryLanguage } from '../../../shared/search/filter-words.ts';
import { printQuery } from '../../../shared/search/print-query.ts';
import { isEmptyQuery, type TicketQuery } from '../../../shared/search/ticket-query.ts';
import type { FoundBy } from '../../db/ticket-list.ts';
import { focusPlace } from '../../lib/focus-place.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useSearchStore } from '../../stores/search-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './empty-search.module.css';

/** What people look for most, each of another kind. */
const EXAMPLES = [
  {
    why: 'search.example.mine',
    query: filtered({ field: 'assignee', value: { who: 'me' } }, { field: 'is', value: 'dueSoon' }),
  },
  { why: 'search.example.late', query: filtered({ field: 'queue', value: 'n2' }, { field: 'is', value: 'overdue' }) },
  {
    why: 'search.example.free',
    query: filtered({ field: 'priority', value: 'P1' }, { field: 'is', value: 'unassigned' }),
  },
  { why: 'search.example.paused', query: filtered({ field: 'status', value: 'paused' }) },
  {
    why: 'search.example.channel',
    query: filtered({ field: 'channel', value: 'whatsapp' }, { field: 'is', value: 'escalated' }),
  },
] as const;

/** What stands where a search has nothing to show: how to search, that nothing was found, or that the search has ended. */
export function EmptySearch({
  query,
  found,
}: {
  readonly query: TicketQuery;
  readonly found: FoundBy | undefined;
}): ReactElement {
  const say = useText();
  if (found?.hasFailed === true) {
    return (
      <div className={styles['failed']}>
        <EmptyState icon={<TriangleAlert />} title={say('search.failed')} hint={say('search.failedHint')} />
        <Button onClick={found.retry}>{say('search.retry')}</Button>
      </div>
    );
  }
  if (isEmptyQuery(query)) return <Examples />;
  const hint = say(query.filters.length > 0 ? 'search.noneHintFilters' : 'search.noneHint');
  return found?.progress === null || found === undefined ? (
    <EmptyState icon={<SearchX />} title={say('search.none')} hint={hint} />
  ) : (
    <EmptyState icon={<SearchX />} title={say('search.noneYet')} hint={say('search.noneYetHint')} />
  );
}

/** What can be searched for, and filters to begin with. */
function Examples(): ReactElement {
  const say = useText();
  const language: QueryLanguage = useLanguage() === 'en' ? 'en' : 'pt';
  const put = useSearchStore((state) => state.put);
  return (
    <div className={styles['examples']}>
      <p className={styles['lead']}>{say('search.lead')}</p>
      <p className={styles['hint']}>{say('search.filtersLead')}</p>
      <ul className={styles['list']}>
        {EXAMPLES.map(({ why, query }) => (
          <li key={why}>
            <button
              type="button"
              className={styles['example']}
              onClick={() => {
                put(query);
                focusPlace('search');
              }}
            >
              <code className={styles['query']}>{printQuery(query, language)}</code>
              <span className={styles['why']}>{say(why)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className={styles['hint']}>{say('search.moreFilters')}</p>
      <p className={styles['hint']}>{say('search.keys')}</p>
    </div>
  );
}

function filtered(...filters: TicketQuery['filters']): TicketQuery {
  return { text: '', filters };
}
