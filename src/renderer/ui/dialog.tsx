import { X } from 'lucide-react';
import { type FormEvent, type ReactElement, type ReactNode, useEffect } from 'react';
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
  /** A long form begins at its first field that nothing is in: what comes before rarely has to be changed. */
  readonly beginsAtEmpty?: boolean;
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
  beginsAtEmpty = false,
}: DialogProps): ReactElement {
  const form = useFormKeys();
  useEffect(() => {
    if (beginsAtEmpty) beginAtEmpty(form.current);
  }, [beginsAtEmpty, form]);
  const send = useOneAtATime(async () => {
    await onSubmit?.();
    // When what is wrong with the fields is on screen.
    requestAnimationFrame(() => goToFirstWrong(form.current));
  });
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

const WRITTEN_IN = 'textarea, input:not([type]), input[type="text"]';

function beginAtEmpty(form: HTMLFormElement | null): void {
  const fields = [...(form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(WRITTEN_IN) ?? [])];
  (fields.find(({ value }) => value === '') ?? fields[0])?.focus();
}

/** A form that was not sent leads to what is wrong in it, which may be out of sight; a field that it leads to itself stays. */
function goToFirstWrong(form: HTMLFormElement | null): void {
  const focused = document.activeElement;
  const wrong = form?.querySelector('[aria-invalid="true"]') ?? null;
  if (wrong === null || focused?.closest('[aria-invalid="true"]') !== null) return;
  const field = wrong.matches('input, textarea, select, button')
    ? wrong
    : wrong.querySelector('input, textarea, button');
  if (field instanceof HTMLElement) field.focus();
}
