import { CircleCheckBig, Inbox, Archive } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Lane, QueueView } from '../../db/queue-view.ts';
import type { FoundBy } from '../../db/ticket-list.ts';
import { useText } from '../../lib/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EmptySearch } from './empty-search.tsx';

type EmptyListProps = { readonly view: QueueView; readonly lane: Lane; readonly found: FoundBy | undefined };

/** What an empty list means, and where to find work. */
export function EmptyList({ view, lane, found }: EmptyListProps): ReactElement {
  const say = useText();
  if (view.kind === 'search') return <EmptySearch query={view.query} found={found} />;
  if (lane === 'ended') {
    return <EmptyState icon={<Archive />} title={say('list.emptyEnded')} hint={say('list.emptyEndedHint')} />;
  }
  if (view.kind === 'calls') {
    return <EmptyState icon={<CircleCheckBig />} title={say('list.emptyCalls')} hint={say('list.emptyCallsHint')} />;
  }
  if (view.kind === 'sent') {
    return <EmptyState icon={<CircleCheckBig />} title={say('list.emptySent')} hint={say('list.emptySentHint')} />;
  }
  return view.kind === 'mine' ? (
    <EmptyState icon={<Inbox />} title={say('list.emptyMine')} hint={say('list.emptyMineHint')} />
  ) : (
    <EmptyState icon={<CircleCheckBig />} title={say('list.emptyOpen')} hint={say('list.emptyOpenHint')} />
  );
}
