import { type ReactElement, useRef, useState } from 'react';
import { SHORTEST_PASSWORD } from '../../../shared/protocol/auth.ts';
import { isCutOff } from '../../../shared/sync/status.ts';
import { useText } from '../../lib/text.ts';
import { useOneAtATime } from '../../lib/use-one-at-a-time.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useFormKeys } from '../../ui/use-form-keys.ts';
import { accountErrorText, changePassword } from './own-account.ts';
import { SettingGroup } from './setting-group.tsx';
import styles from './settings.module.css';

const EMPTY = { current: '', next: '', again: '' };

/** A new password for one's own account; what was typed stays until the backend has taken it. */
export function PasswordForm(): ReactElement {
  const say = useText();
  const form = useFormKeys();
  const first = useRef<HTMLInputElement>(null);
  const isOffline = isCutOff(useSyncStatus().connection);
  const [typed, setTyped] = useState(EMPTY);
  const [said, setSaid] = useState<{ readonly isFailure: boolean; readonly text: string } | null>(null);
  const set = (field: keyof typeof EMPTY) => (value: string) => setTyped((now) => ({ ...now, [field]: value }));
  const { current, next, again } = typed;
  const isSame = next !== '' && next === current;
  const differs = again !== '' && again !== next;
  const isIncomplete = current === '' || next.length < SHORTEST_PASSWORD || again !== next || isSame;
  const send = useOneAtATime(async () => {
    if (isIncomplete || isOffline) return;
    const answer = await changePassword(current, next);
    if (answer.ok) setTyped(EMPTY);
    setSaid(
      answer.ok
        ? { isFailure: false, text: say('profile.password.done', { count: answer.value }) }
        : { isFailure: true, text: accountErrorText(answer.error, say) },
    );
    first.current?.focus();
  });
  return (
    <SettingGroup title={say('profile.password')}>
      <form
        ref={form}
        className={styles['form']}
        aria-label={say('profile.password')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <PasswordField
          label={say('profile.password.current')}
          autoComplete="current-password"
          inputRef={first}
          value={current}
          onChange={set('current')}
        />
        <PasswordField
          label={say('profile.password.new')}
          autoComplete="new-password"
          hint={say('profile.password.hint')}
          error={isSame ? say('profile.password.same') : undefined}
          value={next}
          onChange={set('next')}
        />
        <PasswordField
          label={say('profile.password.again')}
          autoComplete="new-password"
          error={differs ? say('profile.password.differs') : undefined}
          value={again}
          onChange={set('again')}
        />
        {isOffline ? <p>{say('profile.offline')}</p> : null}
        {said === null ? null : (
          <p role={said.isFailure ? 'alert' : 'status'} className={said.isFailure ? styles['failure'] : undefined}>
            {said.text}
          </p>
        )}
        <Button
          type="submit"
          variant="primary"
          isDisabled={isIncomplete || isOffline}
          tooltip={isOffline ? say('profile.offline') : undefined}
        >
          {say('profile.password.submit')}
        </Button>
      </form>
    </SettingGroup>
  );
}
