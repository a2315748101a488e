import { Download } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { TicketEvent } from '../../../shared/domain/parts.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { HISTORY_TOPICS, type HistoryFilter, NOBODY, personOf } from '../../lib/history-filter.ts';
import { useText } from '../../lib/text.ts';
import { useOneAtATime } from '../../lib/use-one-at-a-time.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { exportHistory } from './export-history.ts';
import styles from './history.module.css';

/** What stands for "all of them" in a choice. */
const ALL = 'all';

type HistoryToolsProps = {
  readonly ticket: Ticket;
  /** All of it, for who can be chosen. */
  readonly events: readonly TicketEvent[];
  /** The lines on screen, in words, in order of time. */
  readonly lines: readonly { readonly event: TicketEvent; readonly who: string; readonly sentence: string }[];
  readonly whoDid: (event: TicketEvent) => string;
  readonly filter: HistoryFilter;
  readonly onFilter: (filter: HistoryFilter) => void;
};

/** Narrows a history by topic and person, and saves what is shown of it. */
export function HistoryTools({ ticket, events, lines, whoDid, filter, onFilter }: HistoryToolsProps): ReactElement {
  const say = useText();
  const [isBusy, setBusy] = useState(false);
  const people = new Map(events.map((event) => [personOf(event), whoDid(event)]));
  const save = useOneAtATime(async () => {
    setBusy(true);
    const outcome = await exportHistory(ticket, lines);
    setBusy(false);
    if (outcome === 'saved') useToastStore.getState().add('success', say('history.saved'));
    if (outcome === 'disk') useToastStore.getState().add('danger', say('history.notSaved'));
  });
  return (
    <div className={styles['tools']}>
      <Select
        label={say('history.topic')}
        value={filter.topic ?? ALL}
        onChange={(id) => onFilter({ ...filter, topic: HISTORY_TOPICS.find((topic) => topic === id) ?? null })}
        placeholder={say('history.topic.all')}
        options={[
          { id: ALL, label: say('history.topic.all') },
          ...HISTORY_TOPICS.map((id) => ({ id, label: say(`history.topic.${id}`) })),
        ]}
      />
      <Select
        label={say('history.person')}
        value={filter.person ?? ALL}
        onChange={(id) => onFilter({ ...filter, person: id === ALL ? null : id })}
        placeholder={say('history.person.all')}
        options={[
          { id: ALL, label: say('history.person.all') },
          ...[...people].map(([id, name]) => ({ id, label: id === NOBODY ? say('common.system') : name })),
        ]}
      />
      <span className={styles['count']}>{say('history.count', { shown: lines.length, all: events.length })}</span>
      <Button
        size="sm"
        icon={<Download size={14} aria-hidden />}
        isDisabled={isBusy || lines.length === 0}
        onClick={save}
      >
        {say('history.export')}
      </Button>
    </div>
  );
}
