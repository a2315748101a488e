import { type FormEvent, type ReactElement, useState } from 'react';
import { SHORTEST_PASSWORD } from '../../../shared/protocol/auth.ts';
import { type Say, useText } from '../../lib/text.ts';
import { createFirstAdministrator } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import styles from './sign-in-screen.module.css';

const EMPTY = { organization: '', name: '', email: '', password: '', setupCode: '' };

/** Sets up an empty backend: the organization, its first administrator, and the code that proves who may. */
export function FirstAdministratorForm(): ReactElement {
  const say = useText();
  const first = useFirstFocus<HTMLInputElement>();
  const [input, setInput] = useState(EMPTY);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const set = (field: keyof typeof EMPTY) => (value: string) => setInput((now) => ({ ...now, [field]: value }));
  const isIncomplete =
    Object.values(input).some((value) => value.trim() === '') || input.password.length < SHORTEST_PASSWORD;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy || isIncomplete) return;
    setBusy(true);
    setFailure(null);
    const outcome = await createFirstAdministrator(input);
    setBusy(false);
    if (!outcome.ok) setFailure(failureText(outcome.error, say));
  };
  return (
    <form
      className={styles['form']}
      aria-label={say('setup.title')}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <h1 className={styles['title']}>{say('setup.title')}</h1>
      <p className={styles['lead']}>{say('setup.hint')}</p>
      <TextField
        label={say('setup.organization')}
        inputRef={first}
        maxLength={120}
        value={input.organization}
        onChange={set('organization')}
      />
      <TextField label={say('setup.name')} maxLength={120} value={input.name} onChange={set('name')} />
      <TextField
        label={say('setup.email')}
        type="email"
        autoComplete="username"
        value={input.email}
        onChange={set('email')}
      />
      <PasswordField
        label={say('setup.password')}
        hint={say('setup.passwordHint')}
        autoComplete="new-password"
        value={input.password}
        onChange={set('password')}
      />
      <TextField label={say('setup.code')} spellCheck={false} value={input.setupCode} onChange={set('setupCode')} />
      {failure === null ? null : (
        <p role="alert" className={styles['failure']}>
          {failure}
        </p>
      )}
      <Button type="submit" variant="primary" className={styles['submit']} isDisabled={isBusy || isIncomplete}>
        {say('setup.submit')}
      </Button>
    </form>
  );
}

function failureText({ code, detail }: { readonly code: string; readonly detail: string }, say: Say): string {
  switch (code) {
    case 'auth.setup_code':
    case 'auth.setup_done':
    case 'validation':
      return say(`setup.error.${code}`);
    case 'unreachable':
    case 'rate_limited':
    case 'internal':
      return say(`signIn.error.${code}`);
    default:
      return say('setup.error.other', { detail });
  }
}
