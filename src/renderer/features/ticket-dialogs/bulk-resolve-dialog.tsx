import { type ReactElement, useState } from 'react';
import { RESOLUTION_CODES, type ResolutionCode } from '../../../shared/domain/resolution.ts';
import { performAll } from '../../commands/perform-all.ts';
import { TOGETHER } from '../../commands/undo.ts';
import { whyNotOpen } from '../../commands/why-not.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { useDraft } from '../../stores/draft-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { useMarkedAtFirst } from './bulk-dialogs.ts';
import { DialogFoot } from './dialog-foot.tsx';
import styles from './dialogs.module.css';

type BulkDialogProps = { readonly workspace: Workspace; readonly onClose: () => void };

/** Asks once how all selected tickets were solved and what solved them. */
export function BulkResolveDialog({ workspace, onClose }: BulkDialogProps): ReactElement {
  const say = useText();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const ids = useMarkedAtFirst();
  const [code, setCode] = useState<ResolutionCode>('solved');
  const [summary, setSummary] = useDraft(`resolve:${TOGETHER}`);
  const [isChecked, setChecked] = useState(false);
  const isShort = summary.trim().length < 3;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isShort) return;
    onClose();
    const args = { code, summary: summary.trim() };
    const act = { name: 'ticket.resolve', argsOf: () => args, whyNot: whyNotOpen, done: 'bulk.done.resolve' } as const;
    if (await performAll(act, ids, workspace)) setSummary('');
  };
  return (
    <Dialog
      title={say('bulk.resolveTitle', { count: ids.length })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('resolve.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{say('bulk.same')}</p>
      <Select
        label={say('resolve.code')}
        value={code}
        onChange={setCode}
        placeholder={say('common.choose')}
        options={RESOLUTION_CODES.map((id) => ({ id, label: say(`resolution.${id}`) }))}
      />
      <TextArea
        label={say('resolve.summary')}
        inputRef={first}
        rows={4}
        maxLength={4_000}
        value={summary}
        onChange={setSummary}
        error={isChecked && isShort ? say('dialog.tooShort', { count: 3 }) : undefined}
      />
    </Dialog>
  );
}
