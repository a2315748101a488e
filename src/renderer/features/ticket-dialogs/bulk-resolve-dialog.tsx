import { type ReactElement, useState } from 'react';
import type { ResolutionCode } from '../../../shared/domain/resolution.ts';
import { performAll } from '../../commands/perform-all.ts';
import { TOGETHER } from '../../commands/undo.ts';
import { whyNotOpen } from '../../commands/why-not.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { useDraft } from '../../stores/draft-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { useMarkedAtFirst } from './bulk-dialogs.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { isTooShort, ResolutionFields } from './resolution-fields.tsx';
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
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (isTooShort(summary)) return;
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
      <ResolutionFields
        first={first}
        code={code}
        onCode={setCode}
        summary={summary}
        onSummary={setSummary}
        isChecked={isChecked}
      />
    </Dialog>
  );
}
