import { useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactElement } from 'react';
import type { AdminItem, AdminKind, AdminRow } from '../../../shared/protocol/admin.ts';
import { useText } from '../../lib/text.ts';
import { renewAdministration, saveItem, takeSaved } from '../../queries/administration.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './move-rows.module.css';

/** Saves rows that have moved, once the backend has agreed to each of the changes. */
export function useSaveMoved<K extends AdminKind>(
  kind: K,
): (items: readonly AdminItem<AdminRow<K>>[], moved: readonly AdminRow<K>[]) => Promise<void> {
  const say = useText();
  const client = useQueryClient();
  return async (items, moved) => {
    const versions = new Map(items.map(({ row, version }) => [row.id, version]));
    for (const row of moved) {
      const answer = await saveItem(kind, row, versions.get(row.id) ?? '');
      if (!answer.ok) {
        const key = answer.error.kind === 'unreachable' ? 'admin.notDone' : 'admin.notMoved';
        useToastStore.getState().add('danger', say(key));
        renewAdministration(client);
        return;
      }
      takeSaved(client, kind, answer.value.item);
    }
  };
}

type MoveButtonsProps = {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly name: string;
  readonly onMove: (by: number) => void;
};

/** Moves a row of a list up or down. */
export function MoveButtons({ isFirst, isLast, name, onMove }: MoveButtonsProps): ReactElement {
  const say = useText();
  return (
    <span className={styles['moves']}>
      <Button
        variant="ghost"
        size="sm"
        icon={<ArrowUp size={14} />}
        aria-label={say('admin.queues.up', { name })}
        isDisabled={isFirst}
        onClick={() => onMove(-1)}
      />
      <Button
        variant="ghost"
        size="sm"
        icon={<ArrowDown size={14} />}
        aria-label={say('admin.queues.down', { name })}
        isDisabled={isLast}
        onClick={() => onMove(1)}
      />
    </span>
  );
}
