import { CirclePause } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { pauseClassOf, type WorkingStatus, WORKING_STATUSES } from '../../../shared/domain/status.ts';
import { performAll } from '../../commands/perform-all.ts';
import { TOGETHER } from '../../commands/undo.ts';
import { whyNotOpen } from '../../commands/why-not.ts';
import { backendNowMs } from '../../db/backend-clock.ts';
import type { Workspace } from '../../db/workspace.ts';
import { fromFieldMoment, toFieldMoment } from '../../lib/format-time.ts';
import { useText } from '../../lib/text.ts';
import { useDraft } from '../../stores/draft-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useMarkedAtFirst } from './bulk-dialogs.ts';
import { DialogFoot } from './dialog-foot.tsx';
import styles from './dialogs.module.css';

type BulkDialogProps = { readonly workspace: Workspace; readonly onClose: () => void };

/** Sets all selected tickets at work or waiting; a wait asks once why, and when to take them up again. */
export function BulkStatusDialog({ workspace, onClose }: BulkDialogProps): ReactElement {
  const say = useText();
  const ids = useMarkedAtFirst();
  const [status, setStatus] = useState<WorkingStatus>('waiting_customer');
  const [reason, setReason] = useDraft(`status:${TOGETHER}`);
  const [followUp, setFollowUp] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isPause = pauseClassOf(status) !== null;
  const isReasonMissing = isPause && reason.trim() === '';
  const followUpAtMs = isPause ? fromFieldMoment(followUp) : null;
  const isPast = followUpAtMs !== null && followUpAtMs <= backendNowMs();
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isReasonMissing || isPast) return;
    onClose();
    const args = { status, reason: reason.trim(), followUpAtMs };
    const act = { name: 'ticket.setStatus', argsOf: () => args, whyNot: whyNotOpen, done: 'bulk.done.status' } as const;
    if (await performAll(act, ids, workspace)) setReason('');
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
      <Select
        label={say('statusDialog.status')}
        value={status}
        onChange={setStatus}
        placeholder={say('common.choose')}
        options={WORKING_STATUSES.map((id) => ({ id, label: say(`status.${id}`) }))}
      />
      <TextArea
        label={say(isPause ? 'statusDialog.reasonPause' : 'statusDialog.reason')}
        mark={say(isPause ? 'common.required' : 'common.optional')}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
        error={isChecked && isReasonMissing ? say('dialog.invalid') : undefined}
      />
      {isPause ? (
        <>
          <TextField
            type="datetime-local"
            label={say('statusDialog.followUp')}
            mark={say('common.optional')}
            min={toFieldMoment(backendNowMs())}
            value={followUp}
            onChange={setFollowUp}
            error={isChecked && isPast ? say('statusDialog.followUpPast') : undefined}
          />
          <p className={styles['hint']}>
            <CirclePause size={14} aria-hidden />
            {say('statusDialog.pauseHint')}
          </p>
        </>
      ) : null}
    </Dialog>
  );
}
