import { type ReactElement, useState } from 'react';
import { canSeeQueue, seesEverything } from '../../../shared/access/access.ts';
import { tierName } from '../../../shared/domain/tier.ts';
import { isCutOff } from '../../../shared/sync/status.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/button.tsx';
import { accountErrorText, endOtherSessions } from './own-account.ts';
import { PasswordForm } from './password-form.tsx';
import { Facts, SettingGroup } from './setting-group.tsx';
import { SignatureForm } from './signature-form.tsx';
import styles from './settings.module.css';

/** Who one is here, one's password, and one's sessions elsewhere. */
export function ProfileSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const { me } = workspace;
  const queues = workspace.queues.filter(({ id }) => canSeeQueue(me, id)).map(({ name }) => name);
  const listed = (names: readonly string[]): string => (names.length === 0 ? say('profile.none') : names.join(', '));
  return (
    <>
      <SettingGroup title={say('profile.data')} hint={say('profile.lead')}>
        <Facts
          facts={[
            [say('profile.name'), me.name],
            [say('profile.email'), me.email],
            [say('profile.role'), say(`role.${me.role}`)],
            [say('profile.tiers'), listed(me.tiers.map(tierName))],
            [say('profile.queues'), seesEverything(me) ? say('profile.allQueues') : listed(queues)],
          ]}
        />
      </SettingGroup>
      <SignatureForm workspace={workspace} />
      <PasswordForm />
      <OtherDevices />
    </>
  );
}

function OtherDevices(): ReactElement {
  const say = useText();
  const isOffline = isCutOff(useSyncStatus().connection);
  const [said, setSaid] = useState('');
  const [isBusy, setBusy] = useState(false);
  const leave = async (): Promise<void> => {
    setBusy(true);
    const answer = await endOtherSessions();
    setBusy(false);
    setSaid(answer.ok ? say('profile.others.done', { count: answer.value }) : accountErrorText(answer.error, say));
  };
  return (
    <SettingGroup title={say('profile.others')} hint={say('profile.others.hint')}>
      <div className={styles['actions']}>
        <Button
          isDisabled={isOffline || isBusy}
          tooltip={isOffline ? say('profile.offline') : undefined}
          onClick={() => void leave()}
        >
          {say('profile.others.submit')}
        </Button>
      </div>
      <output className={styles['said']}>{said}</output>
    </SettingGroup>
  );
}
