import { useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactElement, useRef } from 'react';
import type { AdminItem, AdminKind, AdminRow } from '../../../shared/protocol/admin.ts';
import { useText } from '../../lib/text.ts';
import { Turns } from '../../lib/turns.ts';
import { itemsNow, renewAdministration, saveItem, stopReading, takeSaved } from '../../queries/administration.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './move-rows.module.css';

type Moves<K extends AdminKind> = {
  /** Saves what `move` makes of the rows as they are when the moves before it are saved: each press counts, however fast. */
  readonly moveInTurn: (move: (items: readonly AdminItem<AdminRow<K>>[]) => readonly AdminRow<K>[]) => void;
  /** Saves rows that have moved among those that were seen, and says whether it did. */
  readonly saveMoved: (items: readonly AdminItem<AdminRow<K>>[], moved: readonly AdminRow<K>[]) => Promise<boolean>;
};

/** Saves rows that move. They are shown where they are once the backend has agreed to all of it; a refusal ends what waits. */
export function useMoves<K extends AdminKind>(kind: K): Moves<K> {
  const say = useText();
  const client = useQueryClient();
  const turns = useRef(new Turns()).current;
  const saveMoved: Moves<K>['saveMoved'] = async (items, moved) => {
    const versions = new Map(items.map(({ row, version }) => [row.id, version]));
    const saved: AdminItem[] = [];
    await stopReading(client, kind);
    for (const row of moved) {
      const answer = await saveItem(kind, row, versions.get(row.id) ?? '');
      if (!answer.ok) {
        const key = answer.error.kind === 'unreachable' ? 'admin.notDone' : 'admin.notMoved';
        useToastStore.getState().add('danger', say(key));
        await renewAdministration(client);
        return false;
      }
      saved.push(answer.value.item);
    }
    takeSaved(client, kind, saved);
    return true;
  };
  return {
    moveInTurn: (move) =>
      void turns.take(async () => {
        const items = itemsNow(client, kind);
        return saveMoved(items, move(items));
      }),
    saveMoved,
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
