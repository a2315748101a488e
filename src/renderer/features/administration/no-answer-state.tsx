import { CloudOff, RotateCw, ShieldX } from 'lucide-react';
import type { ReactElement } from 'react';
import { useText } from '../../lib/text.ts';
import type { NoAnswer } from '../../queries/ask-backend.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './no-answer-state.module.css';

type NoAnswerStateProps = { readonly error: NoAnswer; readonly onRetry: () => void; readonly isBusy: boolean };

/** Stands where the backend's answer would: why there is none, and how to ask again. */
export function NoAnswerState({ error, onRetry, isBusy }: NoAnswerStateProps): ReactElement {
  const say = useText();
  const { reason } = error;
  const isForbidden = reason.kind === 'refused' && reason.code === 'forbidden';
  const isAway = reason.kind === 'unreachable';
  return (
    <div className={styles['state']} role="alert">
      <EmptyState
        icon={isForbidden ? <ShieldX size={24} /> : <CloudOff size={24} />}
        title={say(isForbidden ? 'why.noAdministration' : isAway ? 'admin.unreachable' : 'admin.failed')}
        hint={isAway ? say('admin.unreachableHint') : reason.detail}
      />
      <Button icon={<RotateCw size={14} aria-hidden />} isDisabled={isBusy} onClick={onRetry}>
        {say('admin.retry')}
      </Button>
    </div>
  );
}
