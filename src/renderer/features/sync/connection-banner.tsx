import { CloudOff, Download, Hourglass, KeyRound, RefreshCw } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { hoursAndMinutes, shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMs } from '../../lib/use-now.ts';
import { useSession } from '../../session/session.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { stuckForMs } from './connection.ts';

/** One calm line over the console when something about the connection matters: the gravest one. */
export const ConnectionBanner = memo(function ConnectionBanner(): ReactElement | null {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMs();
  const status = useSyncStatus();
  const { needsSignIn } = useSession();
  const show = useDialogStore((state) => state.show);
  if (needsSignIn || status.connection === 'signed_out') {
    return (
      <Banner
        tone="warning"
        icon={<KeyRound size={15} />}
        action={
          <Button size="sm" onClick={() => show('signIn')}>
            {say('sync.signInAgain')}
          </Button>
        }
      >
        {say('sync.signInBanner')}
      </Banner>
    );
  }
  if (status.connection === 'update_required') {
    return (
      <Banner tone="warning" icon={<Download size={15} />}>
        {say('sync.updateBanner')}
      </Banner>
    );
  }
  if (status.connection === 'offline') {
    const since = status.lastPullAtMs;
    const age = since === null ? '' : ` ${say('sync.offlineSince', { when: shortMoment(language, since, nowMs) })}`;
    return (
      <Banner tone="neutral" icon={<CloudOff size={15} />}>
        {`${say('sync.offlineBanner')}${age}`}
      </Banner>
    );
  }
  const stuckMs = stuckForMs(status, nowMs);
  if (stuckMs !== null) {
    return (
      <Banner tone="warning" icon={<Hourglass size={15} />}>
        {say('sync.stuck', { time: hoursAndMinutes(stuckMs, 'over') })}
      </Banner>
    );
  }
  if (status.firstSync === null) return null;
  return (
    <Banner tone="info" icon={<RefreshCw size={15} />}>
      {`${say('sync.first')}: ${say('sync.firstReceived', { count: status.firstSync.received })}. ${say('sync.firstHint')}`}
    </Banner>
  );
});
