import { type ReactElement, useEffect, useState } from 'react';
import { staysAtShiftEnd } from '../../../shared/domain/shift-end.ts';
import { pauseClassOf } from '../../../shared/domain/status.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { performAll } from '../../commands/perform-all.ts';
import { whyNotRelease } from '../../commands/why-not.ts';
import { backendNowMs } from '../../db/backend-clock.ts';
import { openTicketsOf } from '../../db/own-tickets.ts';
import type { Workspace } from '../../db/workspace.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import styles from './dialogs.module.css';

type EndShiftDialogProps = { readonly workspace: Workspace; readonly onClose: () => void };

/** Says which of one's tickets go back to their queues at the end of a shift and which stay, and gives them back together. */
export function EndShiftDialog({ workspace, onClose }: EndShiftDialogProps): ReactElement | null {
  const say = useText();
  const language = useLanguage();
  const { id: meId } = workspace.me;
  const [mine, setMine] = useState<readonly Ticket[] | null>(null);
  useEffect(() => {
    void openTicketsOf(meId).then(setMine);
  }, [meId]);
  if (mine === null) return null;
  const nowMs = backendNowMs();
  const staying = mine.filter((ticket) => staysAtShiftEnd(ticket, nowMs));
  const going = mine.filter((ticket) => !staysAtShiftEnd(ticket, nowMs));
  const submit = async (): Promise<void> => {
    onClose();
    if (going.length === 0) return;
    const act = {
      name: 'ticket.release',
      argsOf: () => ({}),
      whyNot: whyNotRelease,
      done: 'bulk.done.release',
    } as const;
    await performAll(
      act,
      going.map(({ id }) => id),
      workspace,
    );
  };
  return (
    <Dialog
      title={say('shift.title')}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <DialogFoot submit={say(going.length === 0 ? 'common.close' : 'shift.submit')} isFirst onCancel={onClose} />
      }
    >
      <p>{say('shift.release', { count: going.length })}</p>
      {going.length === 0 ? null : (
        <ul className={styles['tickets']}>
          {going.map((ticket) => (
            <li key={ticket.id}>
              {`${ticketNumber(ticket, say)} ${ticket.subject}`}
              {pauseClassOf(ticket.status) === null ? null : <small>{say('shift.unpauses')}</small>}
            </li>
          ))}
        </ul>
      )}
      {staying.length === 0 ? null : (
        <>
          <p>{say('shift.stay', { count: staying.length })}</p>
          <ul className={styles['tickets']}>
            {staying.map((ticket) => (
              <li key={ticket.id}>
                {`${ticketNumber(ticket, say)} ${ticket.subject}`}
                <small>
                  {say('shift.stayUntil', { when: shortMoment(language, ticket.followUpAtMs ?? nowMs, nowMs) })}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
