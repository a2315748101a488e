import { type FormEvent, type ReactElement, useState } from 'react';
import type { MessageKey } from '../../../shared/i18n/messages.pt-br.ts';
import { useText } from '../../lib/text.ts';
import { signIn } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/field.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { OwnPasswordForm } from './own-password-form.tsx';
import styles from './sign-in-screen.module.css';

type SignInFormProps = {
  readonly initialEmail: string;
  readonly initialPassword: string;
  /** The system keeps no secrets: whether the session may be on disk in the clear is the agent's choice. */
  readonly canPickKeyring: boolean;
  readonly onSignedIn?: () => void;
};

/** E-mail and password; what went wrong is said in plain words and nothing typed is lost. */
export function SignInForm(props: SignInFormProps): ReactElement {
  const { initialEmail, initialPassword, canPickKeyring, onSignedIn } = props;
  const say = useText();
  const first = useFirstFocus<HTMLInputElement>();
  const [email, setEmail] = useState(initialEmail);
  const [password, setPassword] = useState(initialPassword);
  const [keepWithoutKeyring, setKeep] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<MessageKey | null>(null);
  const [needsOwn, setNeedsOwn] = useState(false);
  const who = { email: email.trim(), password, keepWithoutKeyring };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy || who.email === '' || password === '') return;
    setBusy(true);
    setFailure(null);
    const outcome = await signIn(who);
    setBusy(false);
    if (outcome.ok) onSignedIn?.();
    else if (outcome.error.code === 'auth.password_change') setNeedsOwn(true);
    else setFailure(`signIn.error.${outcome.error.code}`);
  };
  if (needsOwn) {
    const choose = async (newPassword: string): ReturnType<typeof signIn> => {
      const outcome = await signIn({ ...who, newPassword });
      if (outcome.ok) onSignedIn?.();
      return outcome;
    };
    return <OwnPasswordForm given={password} onSubmit={choose} onBack={() => setNeedsOwn(false)} />;
  }
  return (
    <form
      className={styles['form']}
      aria-label={say('signIn.title')}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <TextField
        label={say('signIn.email')}
        type="email"
        autoComplete="username"
        spellCheck={false}
        inputRef={first}
        value={email}
        onChange={setEmail}
      />
      <PasswordField
        label={say('signIn.password')}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      {canPickKeyring ? (
        <Checkbox
          label={say('signIn.keepWithoutKeyring')}
          hint={say('signIn.keepHint')}
          isChecked={keepWithoutKeyring}
          onChange={setKeep}
        />
      ) : null}
      {failure === null ? null : (
        <p role="alert" className={styles['failure']}>
          {say(failure)}
        </p>
      )}
      <Button
        type="submit"
        variant="primary"
        className={styles['submit']}
        isDisabled={isBusy || email.trim() === '' || password === ''}
      >
        {say(isBusy ? 'signIn.submitting' : 'signIn.submit')}
      </Button>
    </form>
  );
}
