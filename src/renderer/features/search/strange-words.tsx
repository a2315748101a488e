import { Info } from 'lucide-react';
import type { ReactElement } from 'react';
import { useText } from '../../lib/text.ts';
import { useSearchStore } from '../../stores/search-store.ts';
import styles from './strange-words.module.css';

/** Says of words that look like filters and are none that they are searched as text. */
export function StrangeWords(): ReactElement | null {
  const say = useText();
  const [first] = useSearchStore((state) => state.strange);
  if (first === undefined) return null;
  return (
    <output className={styles['strange']}>
      <Info size={13} aria-hidden className={styles['icon']} />
      {say(first.why === 'name' ? 'search.strangeName' : 'search.strangeValue', { word: first.word })}
    </output>
  );
}
