import type { ReactElement } from 'react';
import type { Control } from 'react-hook-form';
import { TIERS, tierName } from '../../../shared/domain/tier.ts';
import type { Workspace } from '../../db/workspace.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { useText } from '../../lib/text.ts';
import { FormMany } from './form-fields.tsx';

type TeamFieldsProps = {
  readonly control: Control;
  readonly workspace: Workspace;
  readonly tiersHint?: string;
  readonly queuesHint?: string;
};

/** The tiers and queues that a row is for: `tiers` and `queueIds` of its form. */
export function TeamFields({ control, workspace, tiersHint, queuesHint }: TeamFieldsProps): ReactElement {
  const say = useText();
  return (
    <>
      <FormMany
        control={control}
        name="tiers"
        label={say('admin.people.tiers')}
        {...(tiersHint === undefined ? {} : { hint: tiersHint })}
        options={TIERS.map((tier) => ({ id: String(tier), label: tierName(tier) }))}
        asNumbers
      />
      <FormMany
        control={control}
        name="queueIds"
        label={say('admin.people.queues')}
        {...(queuesHint === undefined ? {} : { hint: queuesHint })}
        options={workspace.queues.map((queue) => ({ id: queue.id, label: queueLabel(queue) }))}
      />
    </>
  );
}
