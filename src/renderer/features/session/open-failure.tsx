import { HardDrive } from 'lucide-react';
import type { ReactElement } from 'react';
import { useText } from '../../lib/text.ts';
import { retryOpen, useSession } from '../../session/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

/** Says that this computer's database cannot be opened, why, and lets the agent try again. */
export function OpenFailure(): ReactElement | null {
  const say = useText();
  const { openFailure } = useSession();
  if (openFailure === null) return null;
  return (
    <Banner
      tone="danger"
      icon={<HardDrive size={15} />}
      action={
        <Button size="sm" onClick={() => void retryOpen()}>
          {say('open.retry')}
        </Button>
      }
    >
      {say('open.failed', { detail: openFailure })}
    </Banner>
  );
}
