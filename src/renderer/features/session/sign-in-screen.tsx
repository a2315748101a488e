import { CloudOff } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useText } from '../../lib/text.ts';
import { useBackendHealth, useSamplePeople } from '../../session/session.ts';
import { type Language, useSettingsStore } from '../../stores/settings-store.ts';
import { Banner } from '../../ui/banner.tsx';
import { Logo } from '../../ui/logo.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { FirstAdministratorForm } from './first-administrator-form.tsx';
import { SamplePeople, SAMPLE_PASSWORD } from './sample-people.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in-screen.module.css';

/** The first screen: who are you, or, on an empty backend, its first administrator. */
export function SignInScreen(): ReactElement {
  const say = useText();
  const { language, setLanguage, info } = useSettingsStore();
  const health = useBackendHealth();
  const people = useSamplePeople();
  const [filled, setFilled] = useState({ email: '', password: '', times: 0 });
  const url = info?.backendUrl ?? '';
  return (
    <main className={styles['screen']}>
      <div className={styles['language']}>
        <Segmented<Language>
          label={say('signIn.language')}
          value={language}
          onChange={(chosen) => void setLanguage(chosen)}
          options={[
            { id: 'pt-BR', label: say('settings.language.pt-BR') },
            { id: 'en', label: say('settings.language.en') },
          ]}
        />
      </div>
      <div className={styles['columns']} data-has-people={people.length > 0 || undefined}>
        <section className={styles['card']}>
          <div className={styles['brand']}>
            <Logo size={40} />
            <div>
              <p className={styles['product']}>{say('app.name')}</p>
              <p className={styles['tagline']}>{say('app.tagline')}</p>
            </div>
          </div>
          {health.isReachable === false ? (
            <div className={styles['unreachable']}>
              <Banner tone="warning" icon={<CloudOff size={16} />}>
                {say('signIn.unreachable', { url })}
              </Banner>
            </div>
          ) : null}
          {health.needsFirstAdministrator ? (
            <FirstAdministratorForm />
          ) : (
            <SignInForm
              key={filled.times}
              initialEmail={filled.email}
              initialPassword={filled.password}
              canPickKeyring={info?.hasKeyring === false}
            />
          )}
          <p className={styles['server']}>
            {health.isReachable === null ? say('signIn.checking') : say('signIn.server', { url })}
          </p>
        </section>
        {people.length === 0 ? null : (
          <SamplePeople
            people={people}
            onPick={(email) => setFilled(({ times }) => ({ email, password: SAMPLE_PASSWORD, times: times + 1 }))}
          />
        )}
      </div>
    </main>
  );
}
