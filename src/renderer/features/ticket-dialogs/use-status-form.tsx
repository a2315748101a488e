import { CirclePause } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { pauseClassOf, type WorkingStatus } from '../../../shared/domain/status.ts';
import { backendNowMs } from '../../db/backend-clock.ts';
import { fromFieldMoment, toFieldMoment } from '../../lib/format-time.ts';
import { useText } from '../../lib/text.ts';
import { useDraft } from '../../stores/draft-store.ts';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import styles from './dialogs.module.css';

/** What is asked to set a status, of one ticket or of several. */
export type StatusForm = {
  /** Null until one is chosen. */
  readonly status: WorkingStatus | null;
  readonly args: {
    readonly status: WorkingStatus | null;
    readonly reason: string;
    readonly followUpAtMs: number | null;
  };
  /** Shows what is missing from now on; answers whether nothing is. */
  readonly check: () => boolean;
  readonly forgetReason: () => void;
  readonly fields: (choices: readonly WorkingStatus[], statusError?: string) => ReactElement;
};

/**
 * The fields of a status, at the first of which the focus is: a wait asks why, and when to take the work up again. `first` is
 * offered; with null one has to be chosen. What is written is kept under `draft`.
 */
export function useStatusForm(first: WorkingStatus | null, draft: string): StatusForm {
  const say = useText();
  const begin = useFirstFocus<HTMLButtonElement>();
  const [status, setStatus] = useState(first);
  const [reason, setReason] = useDraft(draft);
  const [followUp, setFollowUp] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isPause = status !== null && pauseClassOf(status) !== null;
  const isReasonMissing = isPause && reason.trim() === '';
  const followUpAtMs = isPause ? fromFieldMoment(followUp) : null;
  const isDateMissing = status === 'scheduled' && followUpAtMs === null;
  const isPast = followUpAtMs !== null && followUpAtMs <= backendNowMs();
  return {
    status,
    args: { status, reason: reason.trim(), followUpAtMs },
    check() {
      setChecked(true);
      return status !== null && !isReasonMissing && !isPast && !isDateMissing;
    },
    forgetReason: () => setReason(''),
    fields: (choices, statusError) => (
      <>
        <Select
          buttonRef={begin}
          label={say('statusDialog.status')}
          value={status}
          onChange={setStatus}
          placeholder={say('common.choose')}
          options={choices.map((id) => ({ id, label: say(`status.${id}`) }))}
          error={isChecked && status === null ? say('dialog.invalid') : statusError}
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
              mark={say(status === 'scheduled' ? 'common.required' : 'common.optional')}
              min={toFieldMoment(backendNowMs())}
              value={followUp}
              onChange={setFollowUp}
              error={
                isChecked && (isPast || isDateMissing)
                  ? say(isPast ? 'statusDialog.followUpPast' : 'statusDialog.followUpMissing')
                  : undefined
              }
            />
            <p className={styles['hint']}>
              <CirclePause size={14} aria-hidden />
              {say('statusDialog.pauseHint')}
            </p>
          </>
        ) : null}
      </>
    ),
  };
}
