import type { ReactElement } from 'react';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useBulkStore } from '../../stores/bulk-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './bulk-report-dialog.module.css';

/** After an act on several tickets: those on which nothing was done, each with why. */
export function BulkReportDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const say = useText();
  const { doneCount, notDone } = useBulkStore((state) => state.report);
  return (
    <Dialog
      title={say('bulk.reportTitle', { count: notDone.length })}
      closeLabel={say('common.close')}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {say('common.close')}
        </Button>
      }
    >
      <p className={styles['done']}>{say('bulk.reportDone', { count: doneCount })}</p>
      <ul>
        {notDone.map(({ ticket, reason }) => (
          <li key={ticket.id} className={styles['entry']}>
            <p className={styles['ticket']}>{`${ticketNumber(ticket, say)} ${ticket.subject}`}</p>
            <p className={styles['reason']}>{reason}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
