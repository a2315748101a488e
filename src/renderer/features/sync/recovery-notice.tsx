import { DatabaseBackup } from 'lucide-react';
import type { ReactElement } from 'react';
import { dismissRecovery, useRecovery } from '../../db/outbox-view.ts';
import { useText } from '../../lib/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

/** Tells the agent that this computer's database was lost and what became of the unsent work, until it is dismissed. */
export function RecoveryNotice(): ReactElement | null {
  const say = useText();
  const recovery = useRecovery();
  if (recovery === null) return null;
  const { found, sent, arrived, refused } = recovery;
  const isOver = sent + arrived + refused >= found;
  const text =
    found === 0
      ? say('recovery.nothing')
      : isOver
        ? say('recovery.done', { found, sent, arrived, refused })
        : say('recovery.pending', { found });
  return (
    <Banner
      tone={refused > 0 ? 'warning' : 'info'}
      icon={<DatabaseBackup size={15} />}
      action={
        isOver ? (
          <Button size="sm" onClick={() => void dismissRecovery()}>
            {say('recovery.dismiss')}
          </Button>
        ) : undefined
      }
    >
      {text}
    </Banner>
  );
}
