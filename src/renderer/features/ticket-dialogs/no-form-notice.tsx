import type { ReactElement } from 'react';
import { canSeeAdministration } from '../../../shared/access/access.ts';
import { type Tier, tierName } from '../../../shared/domain/tier.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { Button } from '../../ui/button.tsx';
import { Warning } from './escalation-target.tsx';
import styles from './dialogs.module.css';

type NoFormNoticeProps = {
  readonly from: Tier;
  readonly to: Tier;
  readonly workspace: Workspace;
  readonly onClose: () => void;
};

/** Says that nothing can be escalated this way for want of a form, and leads those who may see them to the forms. */
export function NoFormNotice({ from, to, workspace, onClose }: NoFormNoticeProps): ReactElement {
  const say = useText();
  const open = (): void => {
    onClose();
    useScreenStore.getState().go({ kind: 'administration', section: 'forms' });
  };
  return (
    <div className={styles['noForm']}>
      <Warning text={say('escalate.noForm', { from: tierName(from), to: tierName(to) })} />
      {canSeeAdministration(workspace.me) ? (
        <Button onClick={open}>{say('escalate.openForms')}</Button>
      ) : (
        <p className={styles['hint']}>{say('escalate.noFormAsk')}</p>
      )}
    </div>
  );
}
