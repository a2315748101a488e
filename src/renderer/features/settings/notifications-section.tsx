import { BellRing } from 'lucide-react';
import type { ReactElement } from 'react';
import { ALERT_KINDS } from '../../../shared/notifications/kinds.ts';
import { isKindOn, type NotificationPreferences } from '../../../shared/notifications/preferences.ts';
import { useText } from '../../lib/text.ts';
import { useTestAlert } from '../../lib/use-test-alert.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { keep } from './keep.ts';
import { QuietHoursGroup } from './quiet-hours-group.tsx';
import { SettingGroup } from './setting-group.tsx';
import styles from './settings.module.css';

/** What is told outside the window, with or without sound, and when not. */
export function NotificationsSection(): ReactElement {
  const say = useText();
  const { notifications, setNotifications } = useSettingsStore();
  const change = (part: Partial<NotificationPreferences>): void =>
    keep(setNotifications({ ...notifications, ...part }));
  return (
    <>
      <SettingGroup title={say('notifications.kinds')}>
        {ALERT_KINDS.map(({ kind }) => (
          <Checkbox
            key={kind}
            label={say(`notifications.kind.${kind}`)}
            hint={say(`notifications.kind.${kind}Hint`)}
            isChecked={isKindOn(notifications, kind)}
            onChange={(isOn) => change({ kinds: { ...notifications.kinds, [kind]: isOn } })}
          />
        ))}
        <Checkbox
          label={say('notifications.sound')}
          hint={say('notifications.soundHint')}
          isChecked={notifications.hasSound}
          onChange={(hasSound) => change({ hasSound })}
        />
      </SettingGroup>
      <TestGroup />
      <QuietHoursGroup quiet={notifications.quiet} onChange={(quiet) => change({ quiet })} />
    </>
  );
}

function TestGroup(): ReactElement {
  const say = useText();
  const { send, isSending, said } = useTestAlert();
  return (
    <SettingGroup title={say('notifications.test')} hint={say('notifications.testHint')}>
      <div className={styles['actions']}>
        <Button icon={<BellRing size={14} aria-hidden />} isDisabled={isSending} onClick={send}>
          {say('notifications.send')}
        </Button>
      </div>
      <output className={styles['said']}>{said}</output>
    </SettingGroup>
  );
}
