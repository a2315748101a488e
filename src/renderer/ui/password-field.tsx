import { Eye, EyeOff } from 'lucide-react';
import { type ReactElement, type Ref, useState } from 'react';
import { useText } from '../lib/text.ts';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';

type PasswordFieldProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** A password, hidden until the eye is pressed. */
export function PasswordField({ value, onChange, ...about }: PasswordFieldProps): ReactElement {
  const say = useText();
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      {...about}
      type={isShown ? 'text' : 'password'}
      spellCheck={false}
      value={value}
      onChange={onChange}
      trailing={
        <Button
          variant="ghost"
          size="sm"
          aria-label={say(isShown ? 'signIn.hide' : 'signIn.show')}
          icon={isShown ? <EyeOff size={15} /> : <Eye size={15} />}
          onClick={() => setShown(!isShown)}
        />
      }
    />
  );
}
