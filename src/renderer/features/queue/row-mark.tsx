import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { useText } from '../../lib/text.ts';
import { useSelectionStore } from '../../stores/selection-store.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './ticket-row.module.css';

/** The box of a row, for the mouse: there when the row is pointed at or anything is selected. To the keyboard it is X, to a screen reader the row's own state. */
export function RowMark({
  ticketId,
  isMarked,
}: {
  readonly ticketId: string;
  readonly isMarked: boolean;
}): ReactElement {
  const say = useText();
  const hasAny = useSelectionStore((state) => state.marked.size > 0);
  return (
    <span
      className={classNames(styles['mark'], hasAny && styles['markShown'], isMarked && styles['markOn'])}
      title={`${say('list.select')} · X`}
      aria-hidden
      data-mark={ticketId}
    >
      <span className={styles['box']}>{isMarked ? <Check size={12} strokeWidth={3} /> : null}</span>
    </span>
  );
}
