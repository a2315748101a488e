import { Copy } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useText } from '../../lib/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './password-dialog.module.css';

/** A password to be told to a person. */
export type ShownPassword = { readonly name: string; readonly email: string; readonly password: string };

type PasswordDialogProps = { readonly shown: ShownPassword; readonly onClose: () => void };

/** The password of somebody who is new, or has a new one: shown once, to be handed on. */
export function PasswordDialog({ shown, onClose }: PasswordDialogProps): ReactElement {
  const say = useText();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(shown.password);
    setCopied(true);
  };
  return (
    <Dialog
      title={say('admin.password.title', { name: shown.name })}
      closeLabel={say('common.close')}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {say('admin.password.done')}
        </Button>
      }
    >
      <p>{say('admin.password.hint', { email: shown.email })}</p>
      <div className={styles['line']}>
        <output className={styles['password']} aria-label={say('admin.password.label')}>
          {shown.password}
        </output>
        <Button icon={<Copy size={14} aria-hidden />} onClick={() => void copy()}>
          {say(isCopied ? 'common.copied' : 'common.copy')}
        </Button>
      </div>
    </Dialog>
  );
}
