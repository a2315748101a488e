import type { ReactElement } from 'react';
import { WORKING_STATUSES } from '../../../shared/domain/status.ts';
import { performAll } from '../../commands/perform-all.ts';
import { TOGETHER } from '../../commands/undo.ts';
import { whyNotOpen } from '../../commands/why-not.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useMarkedAtFirst } from './bulk-dialogs.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { useStatusForm } from './use-status-form.tsx';
import styles from './dialogs.module.css';

type BulkDialogProps = { readonly workspace: Workspace; readonly onClose: () => void };

/** Sets all selected tickets at work or waiting; a wait asks once why, and when to take them up again. */
export function BulkStatusDialog({ workspace, onClose }: BulkDialogProps): ReactElement {
  const say = useText();
  const ids = useMarkedAtFirst();
  const form = useStatusForm(null, `status:${TOGETHER}`);
  const submit = async (): Promise<void> => {
    if (!form.check()) return;
    onClose();
    const act = {
      name: 'ticket.setStatus',
      argsOf: () => form.args,
      whyNot: whyNotOpen,
      done: 'bulk.done.status',
    } as const;
    if (await performAll(act, ids, workspace)) form.forgetReason();
  };
  return (
    <Dialog
      title={say('bulk.statusTitle', { count: ids.length })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('statusDialog.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{say('bulk.same')}</p>
      {form.fields(WORKING_STATUSES)}
    </Dialog>
  );
}
