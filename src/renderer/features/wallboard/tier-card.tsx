import { CalendarClock, CircleCheckBig, Clock3, Replace, Truck, TriangleAlert, UserRound } from 'lucide-react';
import type { ReactElement } from 'react';
import { PAUSE_CLASSES } from '../../../shared/domain/status.ts';
import { type Tier, tierName } from '../../../shared/domain/tier.ts';
import { showTicket } from '../../commands/open-in-window.ts';
import type { TierFigures } from '../../db/board.ts';
import { type Say, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { ageText } from './age-text.ts';
import { BoardFigure } from './board-figure.tsx';
import { Estimated } from './estimated.tsx';
import styles from './tier-card.module.css';

const REASON_ICONS = {
  customer: <UserRound />,
  vendor: <Truck />,
  change: <Replace />,
  scheduled: <CalendarClock />,
} as const;

type TierCardProps = {
  readonly tier: Tier;
  readonly figures: TierFigures;
  /** Deadlines run on from old data. */
  readonly isEstimated: boolean;
};

/** How one tier stands: what is open and unowned, what is late or nearly so, the oldest, and what waits for whom. */
export function TierCard({ tier, figures, isEstimated }: TierCardProps): ReactElement {
  const say = useText();
  const { counts, oldest } = figures;
  const where = tierName(tier);
  const slice = { tier, assigneeId: null };
  return (
    <section className={styles['card']} aria-labelledby={`wall-tier-${tier}`}>
      <h2 id={`wall-tier-${tier}`} className={styles['title']}>
        {say(`tier.${tier}`)}
      </h2>
      <div className={styles['pair']}>
        <BoardFigure
          where={where}
          slice={{ ...slice, figure: 'open' }}
          count={counts.open}
          label={say('wall.open')}
          size="lg"
        />
        <BoardFigure
          where={where}
          slice={{ ...slice, figure: 'unowned' }}
          count={counts.unowned}
          label={say('wall.unowned')}
          size="lg"
        />
      </div>
      <BoardFigure
        where={where}
        slice={{ ...slice, figure: 'breached' }}
        count={counts.breached}
        label={say('wall.breached')}
        icon={counts.breached === 0 ? <CircleCheckBig /> : <TriangleAlert />}
        tone="danger"
        size="lg"
      />
      <div className={styles['group']}>
        <h3 className={styles['groupTitle']}>
          {say('wall.dueIn')}
          {isEstimated ? <Estimated /> : null}
        </h3>
        <div className={styles['three']}>
          {([15, 30, 60] as const).map((minutes) => (
            <BoardFigure
              key={minutes}
              where={where}
              slice={{ ...slice, figure: `due${minutes}` }}
              count={counts[`due${minutes}`]}
              label={say('wall.minutes', { count: minutes })}
              tone={minutes === 15 ? 'warning' : 'plain'}
              icon={minutes === 15 && counts.due15 > 0 ? <Clock3 /> : undefined}
            />
          ))}
        </div>
      </div>
      <Oldest tier={tier} oldest={oldest} say={say} />
      <div className={styles['group']}>
        <h3 className={styles['groupTitle']}>{say('wall.paused')}</h3>
        <div className={styles['four']}>
          {PAUSE_CLASSES.map((reason) => (
            <BoardFigure
              key={reason}
              where={where}
              slice={{ ...slice, figure: `paused.${reason}` }}
              count={counts[`paused.${reason}`]}
              label={say(`wall.reason.${reason}`)}
              icon={REASON_ICONS[reason]}
              size="sm"
            />
          ))}
        </div>
      </div>
    </section>
  );
}

type OldestProps = { readonly tier: Tier; readonly oldest: TierFigures['oldest']; readonly say: Say };

function Oldest({ tier, oldest, say }: OldestProps): ReactElement {
  const nowMs = useNowMinuteMs();
  const title = <span className={styles['oldestTitle']}>{say('wall.oldest')}</span>;
  if (oldest === null) {
    return (
      <p className={styles['oldest']}>
        {title}
        <span>{say('wall.noOldest')}</span>
      </p>
    );
  }
  const ticket = ticketNumber(oldest, say);
  const age = say('wall.age', { age: ageText(Math.max(0, nowMs - oldest.createdAtMs), say) });
  return (
    <button
      type="button"
      className={styles['oldest']}
      aria-label={say('wall.openOldest', { tier: tierName(tier), ticket, age })}
      onClick={() => showTicket(oldest.id)}
    >
      {title}
      <strong>{ticket}</strong>
      <span>{age}</span>
    </button>
  );
}
