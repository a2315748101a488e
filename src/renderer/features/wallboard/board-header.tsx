import { CloudOff, Radio, RefreshCw } from 'lucide-react';
import type { ReactElement } from 'react';
import type { BoardFigures } from '../../db/board.ts';
import { shortMoment, timeOfDay } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Estimated } from './estimated.tsx';
import styles from './board-header.module.css';

type BoardHeaderProps = { readonly organization: string; readonly total: BoardFigures['total'] };

/** Whose board it is, how fresh, the time of day, and the figures of all tiers together. */
export function BoardHeader({ organization, total }: BoardHeaderProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  return (
    <header className={styles['header']}>
      <div className={styles['names']}>
        <h1 className={styles['title']}>{say('wall.title')}</h1>
        <p className={styles['organization']}>{organization}</p>
      </div>
      <dl className={styles['totals']} aria-label={say('wall.total')}>
        {(['open', 'unowned', 'breached', 'due60'] as const).map((figure) => (
          <div
            key={figure}
            className={styles['total']}
            data-tone={figure === 'breached' && total.breached > 0 ? 'danger' : 'plain'}
          >
            <dt>{say(`wall.${figure}`)}</dt>
            <dd>{total[figure]}</dd>
          </div>
        ))}
      </dl>
      <div className={styles['state']}>
        <Freshness />
        <time className={styles['clock']}>{timeOfDay(language, nowMs)}</time>
      </div>
    </header>
  );
}

/** Live, or how old the data is and that what follows from it is an estimate. */
function Freshness(): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const { connection, lastPullAtMs } = useSyncStatus();
  if (connection === 'online') {
    return (
      <output className={styles['fresh']} data-state="live">
        <Radio aria-hidden />
        {say('wall.live')}
      </output>
    );
  }
  const isConnecting = connection === 'connecting';
  return (
    <output className={styles['fresh']} data-state={isConnecting ? 'connecting' : 'stale'}>
      {isConnecting ? <RefreshCw aria-hidden /> : <CloudOff aria-hidden />}
      {isConnecting ? say('wall.connecting') : say(`sync.${connection}`)}
      <span>
        {lastPullAtMs === null
          ? say('wall.noData')
          : say('wall.stale', { when: shortMoment(language, lastPullAtMs, nowMs) })}
      </span>
      {isConnecting ? null : <Estimated />}
    </output>
  );
}
