import type { ReactElement, ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import styles from './bare-dialog.module.css';

type BareDialogProps = { readonly label: string; readonly onClose: () => void; readonly children: ReactNode };

/** A window over the console without a head or a foot: keeps the focus inside, closes with Esc or a click beside it. */
export function BareDialog({ label, onClose, children }: BareDialogProps): ReactElement {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className={styles['overlay'] ?? ''}
    >
      <Modal className={styles['modal'] ?? ''}>
        <Dialog aria-label={label} className={styles['dialog'] ?? ''}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
