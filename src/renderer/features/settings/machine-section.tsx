import { type ReactElement, useEffect, useState } from 'react';
import { startAtLogin } from '../../../shared/ipc/contract.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/text.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ClearDataGroup } from './clear-data-group.tsx';
import { KeptGroup } from './kept-group.tsx';
import { SettingGroup } from './setting-group.tsx';
import { useKept } from './use-kept.ts';

/** What this computer has to do with it: whether it starts the app, and what it keeps. */
export function MachineSection(): ReactElement {
  const kept = useKept();
  return (
    <>
      <StartGroup />
      <KeptGroup kept={kept} />
      <ClearDataGroup kept={kept} />
    </>
  );
}

function StartGroup(): ReactElement {
  const say = useText();
  const { closesToTray, setClosesToTray } = useSettingsStore();
  const [isOn, setOn] = useState<boolean | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const set = async (wanted: boolean): Promise<void> => {
    const answer = await askMain({ isOn: wanted });
    setFailed(answer === null);
    if (answer !== null) setOn(answer);
  };
  useEffect(() => {
    const look = async (): Promise<void> => setOn(await askMain({}));
    void look();
  }, []);
  return (
    <SettingGroup title={say('machine.start')}>
      <Checkbox
        label={say('machine.startAtLogin')}
        {...(hasFailed ? { hint: say('machine.startFailed') } : {})}
        isChecked={isOn === true}
        onChange={(wanted) => void set(wanted)}
      />
      <Checkbox
        label={say('machine.closesToTray')}
        hint={say('machine.closesToTrayHint')}
        isChecked={closesToTray}
        onChange={(wanted) => void setClosesToTray(wanted)}
      />
    </SettingGroup>
  );
}

/** Whether the app starts with the session, after a change where one is wanted; null when the system refuses. */
async function askMain(wanted: { readonly isOn?: boolean }): Promise<boolean | null> {
  try {
    return (await call(startAtLogin, wanted)).isOn;
  } catch {
    // Main has said why in its log.
    return null;
  }
}
