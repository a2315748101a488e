import { type FormEvent, type ReactElement, useState } from 'react';
import type { MessageKey } from '../../../shared/i18n/messages.pt-br.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { SHORTEST_PASSWORD } from '../../../shared/protocol/auth.ts';
import { useText } from '../../lib/text.ts';
import type { SignInError } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import styles from './sign-in-screen.module.css';

type OwnPasswordFormProps = {
  /** The password that was given out: it is not chosen again. */
  readonly given: string;
  readonly onSubmit: (chosen: string) => Promise<Result<void, SignInError>>;
  readonly onBack: () => void;
};

/** Asks whoever signs in with a password that somebody else has seen for one of their own. */
export function OwnPasswordForm({ given, onSubmit, onBack }: OwnPasswordFormProps): ReactElement {
  const say = useText();
  const first = useFirstFocus<HTMLInputElement>();
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<MessageKey | null>(null);
  const isSame = next === given;
  const isIncomplete = next.length < SHORTEST_PASSWORD || next !== again || isSame;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy || isIncomplete) return;
    setBusy(true);
    setFailure(null);
    const outcome = await onSubmit(next);
    setBusy(false);
    if (!outcome.ok) setFailure(`signIn.error.${outcome.error.code}`);
  };
  return (
    <form
      className={styles['form']}
      aria-label={say('signIn.own.submit')}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <p className={styles['lead']}>{say('signIn.own.lead')}</p>
      <PasswordField
        label={say('profile.password.new')}
        hint={say('profile.password.hint')}
        autoComplete="new-password"
        inputRef={first}
        value={next}
        onChange={setNext}
        error={isSame ? say('signIn.own.same') : undefined}
      />
      <PasswordField
        label={say('profile.password.again')}
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        error={again.length >= next.length && again !== next ? say('profile.password.differs') : undefined}
      />
      {failure === null ? null : (
        <p role="alert" className={styles['failure']}>
          {say(failure)}
        </p>
      )}
      <Button type="submit" variant="primary" className={styles['submit']} isDisabled={isBusy || isIncomplete}>
        {say(isBusy ? 'signIn.submitting' : 'signIn.own.submit')}
      </Button>
      <Button onClick={onBack}>{say('signIn.own.back')}</Button>
    </form>
  );
}
