import { ChevronsUp } from 'lucide-react';
import type { ReactElement, RefObject } from 'react';
import { useText } from '../../lib/text.ts';
import styles from './earlier-button.module.css';

type EarlierButtonProps = {
  readonly count: number;
  readonly edge: RefObject<HTMLButtonElement | null>;
  readonly onPress: () => void;
};

/** Stands where the older entries of a long list will be, and says how many there are. */
export function EarlierButton({ count, edge, onPress }: EarlierButtonProps): ReactElement | null {
  const say = useText();
  if (count === 0) return null;
  return (
    <li className={styles['earlier']}>
      <button ref={edge} type="button" className={styles['button']} onClick={onPress}>
        <ChevronsUp size={13} aria-hidden />
        {say('entries.earlier', { count })}
      </button>
    </li>
  );
}
