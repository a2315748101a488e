import { Flame, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { MOST_AT_RISK } from '../../db/queue-risk-model.ts';
import type { Risk } from '../../db/queue-view.ts';
import { useText } from '../../lib/text.ts';
import styles from './navigation.module.css';

type RiskMarksProps = {
  readonly risk: Risk | undefined;
  /** Only the worse of the two. */
  readonly isOneEnough: boolean;
};

/** A flame with how many are breached and a triangle with how many are about to be, as on the tickets themselves. Their words are the item's. */
export function RiskMarks({ risk = { breached: 0, due: 0 }, isOneEnough }: RiskMarksProps): ReactElement {
  const say = useText();
  const figure = (count: number): string | number => (count >= MOST_AT_RISK ? say('nav.many') : count);
  const hasBreached = risk.breached > 0;
  return (
    <span className={styles['risk']} aria-hidden>
      {hasBreached ? (
        <span className={styles['mark']} data-tone="breached">
          <Flame size={12} strokeWidth={2.2} />
          {figure(risk.breached)}
        </span>
      ) : null}
      {risk.due > 0 && !(isOneEnough && hasBreached) ? (
        <span className={styles['mark']} data-tone="due">
          <TriangleAlert size={12} strokeWidth={2.2} />
          {figure(risk.due)}
        </span>
      ) : null}
    </span>
  );
}
