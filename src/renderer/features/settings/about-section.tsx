import { BookOpen, Compass, FileJson, Keyboard, Scale } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { type AppInfo, openDocument, readDiagnostics } from '../../../shared/ipc/contract.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/push.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { takeTour } from '../../commands/console-commands.ts';
import { call } from '../../lib/bridge.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useBackendVersion } from '../../session/session.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { saveDiagnostics } from './diagnostics.ts';
import { Facts, SettingGroup } from './setting-group.tsx';
import styles from './settings.module.css';

/** What runs here, where help is, and the file that a report of a problem needs. */
export function AboutSection(): ReactElement {
  const info = useSettingsStore((state) => state.info);
  return (
    <>
      {info === null ? null : <Versions info={info} />}
      <HelpGroup />
      <DiagnosticsGroup />
    </>
  );
}

function Versions({ info }: { readonly info: AppInfo }): ReactElement {
  const say = useText();
  const backend = useBackendVersion();
  const [chrome, setChrome] = useState('…');
  const [machine, setMachine] = useState(info.platform);
  useEffect(() => {
    const look = async (): Promise<void> => {
      const { versions, machine: own } = await call(readDiagnostics, undefined);
      setChrome(versions.chrome);
      setMachine(`${own.platform} ${own.release} · ${own.arch}`);
    };
    void look();
  }, []);
  return (
    <SettingGroup title={say('about.versions')}>
      <Facts
        facts={[
          [say('app.name'), info.version],
          ['Electron', info.electron],
          ['Chromium', chrome],
          [say('about.backend'), backend === null ? say('about.backendUnknown') : `${backend} · ${info.backendUrl}`],
          [say('about.protocol'), PROTOCOL_VERSION],
          [say('about.machine'), machine],
        ]}
      />
    </SettingGroup>
  );
}

function HelpGroup(): ReactElement {
  const say = useText();
  const language = useLanguage();
  const show = useDialogStore((state) => state.show);
  const open = async (document: 'manual' | 'licences'): Promise<void> => {
    const { isOpen } = await call(openDocument, { document, language });
    if (!isOpen) useToastStore.getState().add('info', say('about.notOpened'));
  };
  return (
    <SettingGroup title={say('about.help')}>
      <div className={styles['actions']}>
        <Button icon={<Keyboard size={14} aria-hidden />} onClick={() => show('help')}>
          {say('nav.shortcuts')}
        </Button>
        <CommandButton command={takeTour} icon={<Compass size={14} aria-hidden />} />
        <Button icon={<BookOpen size={14} aria-hidden />} onClick={() => void open('manual')}>
          {say('about.manual')}
        </Button>
        <Button icon={<Scale size={14} aria-hidden />} onClick={() => void open('licences')}>
          {say('about.licences')}
        </Button>
      </div>
    </SettingGroup>
  );
}

function DiagnosticsGroup(): ReactElement {
  const say = useText();
  const notify = useToastStore((state) => state.add);
  const save = async (): Promise<void> => {
    try {
      if (await saveDiagnostics()) notify('success', say('about.saved'));
    } catch {
      // Main has said why in its log; nothing has been written.
      notify('danger', say('about.saveFailed'));
    }
  };
  return (
    <SettingGroup title={say('about.diagnostics')} hint={say('about.diagnosticsHint')}>
      <div className={styles['actions']}>
        <Button icon={<FileJson size={14} aria-hidden />} onClick={() => void save()}>
          {say('about.save')}
        </Button>
      </div>
    </SettingGroup>
  );
}
