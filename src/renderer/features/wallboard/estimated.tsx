import type { ReactElement } from 'react';
import { useText } from '../../lib/text.ts';
import styles from './estimated.module.css';

/** Says of the figures beside it that they run on from old data. */
export function Estimated(): ReactElement {
  const say = useText();
  return (
    <span className={styles['mark']} title={say('wall.estimatedHint')}>
      {`≈ ${say('wall.estimated')}`}
    </span>
  );
}
