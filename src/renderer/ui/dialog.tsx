import { X } from 'lucide-react';
import type { FormEvent, ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useOneAtATime } from '../lib/use-one-at-a-time.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { useFormKeys } from './use-form-keys.ts';
import styles from './dialog.module.css';

type DialogProps = {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly width?: 'md' | 'lg';
  readonly children: ReactNode;
  /** The buttons at the foot. */
  readonly footer?: ReactNode;
  /** Makes the whole dialog a form: its submit button and Ctrl+Enter send it, once at a time. */
  readonly onSubmit?: () => Promise<void>;
};

/** A window over the console: keeps the focus inside, closes with Esc, gives the focus back to where it was. */
export function Dialog({
  title,
  closeLabel,
  onClose,
  width = 'md',
  children,
  footer,
  onSubmit,
}: DialogProps): ReactElement {
  const form = useFormKeys();
  const send = useOneAtATime(async () => onSubmit?.());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // React tells of it to what the dialog was opened from too, be that a form itself.
    event.stopPropagation();
    send();
  };
  const content = (
    <>
      <div className={styles['body']}>{children}</div>
      {footer === undefined ? null : <div className={styles['footer']}>{footer}</div>}
    </>
  );
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className={styles['overlay'] ?? ''}
    >
      <Modal className={classNames(styles['modal'], styles[width])}>
        <AriaDialog className={styles['dialog'] ?? ''}>
          <header className={styles['header']}>
            <Heading slot="title" className={styles['title'] ?? ''}>
              {title}
            </Heading>
            <Button variant="ghost" size="sm" aria-label={closeLabel} icon={<X size={16} />} onClick={onClose} />
          </header>
          {onSubmit === undefined ? (
            content
          ) : (
            <form ref={form} className={styles['form']} noValidate onSubmit={submit}>
              {content}
            </form>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
