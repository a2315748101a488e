import { Hand } from 'lucide-react';
import type { ReactElement } from 'react';
import { CommandButton } from '../../commands/command-button.tsx';
import { takeNextCommand } from '../../commands/take-next.ts';
import type { Lane } from '../../db/queue-view.ts';
import { useText } from '../../lib/text.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './ticket-list.module.css';

type ListHeaderProps = {
  readonly title: string;
  readonly lane: Lane;
  readonly total: number;
  readonly hasEnded: boolean;
};

/** Which list this is, how many tickets it has and in what order, and the switch between open and ended where it has both. */
export function ListHeader({ title, lane, total, hasEnded }: ListHeaderProps): ReactElement {
  const say = useText();
  const setLane = useViewStore((state) => state.setLane);
  const inWords = say('list.total', { count: total });
  const order = say(lane === 'open' ? 'list.orderOpen' : 'list.orderEnded');
  return (
    <header className={styles['header']}>
      <div className={styles['headline']}>
        <h1 className={styles['title']}>{title}</h1>
        {hasEnded ? (
          <Segmented
            label={say('list.lane')}
            value={lane}
            onChange={setLane}
            options={[
              { id: 'open', label: say('list.open') },
              { id: 'ended', label: say('list.ended') },
            ]}
          />
        ) : null}
      </div>
      <div className={styles['underline']}>
        <p className={styles['summary']} data-lane={lane}>
          {total > 1 ? `${inWords} · ${order}` : inWords}
        </p>
        {lane === 'open' ? (
          <CommandButton
            size="sm"
            command={takeNextCommand}
            label={say('take.short')}
            icon={<Hand size={14} aria-hidden />}
          />
        ) : null}
      </div>
    </header>
  );
}
