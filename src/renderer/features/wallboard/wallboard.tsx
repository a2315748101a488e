import type { ReactElement } from 'react';
import { TIERS } from '../../../shared/domain/tier.ts';
import { isCutOff } from '../../../shared/sync/status.ts';
import { useBoard } from '../../db/board.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { AgentLoads } from './agent-loads.tsx';
import { BoardHeader } from './board-header.tsx';
import { OpenCalls } from './open-calls.tsx';
import { TierCard } from './tier-card.tsx';
import styles from './wallboard.module.css';

/** How all tiers stand, second by second, to be read from across the room. */
export function Wallboard({ workspace }: { readonly workspace: Workspace }): ReactElement | null {
  const board = useBoard();
  const { connection } = useSyncStatus();
  if (board === null) return null;
  const isEstimated = isCutOff(connection);
  return (
    <div className={styles['board']}>
      <BoardHeader organization={workspace.organization?.name ?? ''} total={board.total} />
      {TIERS.map((tier) => (
        <TierCard key={tier} tier={tier} figures={board.tiers[tier]} isEstimated={isEstimated} />
      ))}
      <div className={styles['side']}>
        <OpenCalls workspace={workspace} />
        <AgentLoads loads={board.loads} workspace={workspace} />
      </div>
    </div>
  );
}
