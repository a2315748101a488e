import { BellRing } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { signedInConsole } from '../../db/current-console.ts';
import { useText } from '../../lib/text.ts';
import { useTestAlert } from '../../lib/use-test-alert.ts';
import { useSession } from '../../session/session.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { type Language, useSettingsStore } from '../../stores/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { FocusedButton } from './focused-button.tsx';
import styles from './first-run.module.css';

const LANGUAGES: readonly Language[] = ['pt-BR', 'en'];
const STEPS: readonly (() => ReactElement)[] = [LanguageStep, AlertStep, TourStep];

/** The first minute of an account on this machine: the language, whether alerts come through, and the tour; Esc skips it. */
export function Welcome(): ReactElement {
  const say = useText();
  const { show, close } = useDialogStore();
  const welcomed = useSettingsStore((state) => state.welcomed);
  const firstName = (useSession().session?.user.name ?? '').split(' ')[0] ?? '';
  const [step, setStep] = useState(0);
  const Step = STEPS[step] ?? TourStep;
  const isLast = step === STEPS.length - 1;
  const end = (next: 'tour' | null): void => {
    // A disk that refuses costs a second welcome.
    welcomed(signedInConsole().databaseName).catch(() => undefined);
    if (next === null) close();
    else show(next);
  };
  return (
    <Dialog
      title={say('welcome.title', { name: firstName })}
      closeLabel={say('welcome.skip')}
      onClose={() => end(null)}
      footer={
        <>
          <span className={styles['count']}>{say('welcome.step', { step: step + 1, count: STEPS.length })}</span>
          <Button variant="ghost" onClick={() => end(null)}>
            {say('welcome.skip')}
          </Button>
          {step === 0 ? null : <Button onClick={() => setStep(step - 1)}>{say('welcome.back')}</Button>}
          <FocusedButton key={step} onClick={() => (isLast ? end('tour') : setStep(step + 1))}>
            {say(isLast ? 'welcome.start' : 'welcome.next')}
          </FocusedButton>
        </>
      }
    >
      <Step />
    </Dialog>
  );
}

function LanguageStep(): ReactElement {
  const say = useText();
  const { language, setLanguage } = useSettingsStore();
  return (
    <div className={styles['step']}>
      <p>{say('welcome.language')}</p>
      <div>
        <Segmented
          label={say('settings.language')}
          value={language}
          onChange={(chosen) => void setLanguage(chosen).catch(() => undefined)}
          options={LANGUAGES.map((id) => ({ id, label: say(`settings.language.${id}`) }))}
        />
      </div>
      <p className={styles['hint']}>{say('welcome.languageHint')}</p>
    </div>
  );
}

function AlertStep(): ReactElement {
  const say = useText();
  const platform = useSettingsStore((state) => state.info?.platform ?? '');
  const { send, isSending, wasSent, said } = useTestAlert();
  const [hasSeen, setSeen] = useState<boolean | null>(null);
  return (
    <div className={styles['step']}>
      <p>{say('welcome.alerts')}</p>
      <div>
        <Button icon={<BellRing size={14} aria-hidden />} isDisabled={isSending} onClick={send}>
          {say('notifications.send')}
        </Button>
      </div>
      <output className={styles['hint']}>{said}</output>
      {wasSent ? (
        <fieldset className={styles['question']}>
          <legend>{say('welcome.seen')}</legend>
          <Button size="sm" aria-pressed={hasSeen === true} onClick={() => setSeen(true)}>
            {say('welcome.seen.yes')}
          </Button>
          <Button size="sm" aria-pressed={hasSeen === false} onClick={() => setSeen(false)}>
            {say('welcome.seen.no')}
          </Button>
        </fieldset>
      ) : null}
      <output>{hasSeen === null ? '' : hasSeen ? say('welcome.seen.good') : say('welcome.help', { platform })}</output>
    </div>
  );
}

function TourStep(): ReactElement {
  const say = useText();
  return (
    <div className={styles['step']}>
      <p>{say('welcome.tour')}</p>
    </div>
  );
}
