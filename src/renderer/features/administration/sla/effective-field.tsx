import { type ReactElement, useState } from 'react';
import { type Control, useController } from 'react-hook-form';
import { fromFieldMoment, toFieldMoment } from '../../../lib/format-time.ts';
import { useText } from '../../../lib/text.ts';
import { currentNowMs } from '../../../lib/use-now.ts';
import { TextField } from '../../../ui/field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { fieldErrorText } from '../form-fields.tsx';
import styles from './effective-field.module.css';

const DAY_MS = 86_400_000;

type EffectiveFieldProps = {
  readonly control: Control;
  /** What the row says for "when it is saved". */
  readonly whenSaved: 0 | undefined;
  readonly hint: string;
};

/** From when on what is saved holds: at once, or later. */
export function EffectiveField({ control, whenSaved, hint }: EffectiveFieldProps): ReactElement {
  const say = useText();
  const { field, fieldState } = useController({ control, name: 'effectiveFromMs' });
  const fromMs = typeof field.value === 'number' ? field.value : null;
  const [isLater, setLater] = useState(fromMs !== null && fromMs > currentNowMs());
  const error = fieldErrorText(fieldState.error, say);
  return (
    <div className={styles['effective']}>
      <p className={styles['label']}>{say('version.since')}</p>
      <div className={styles['choice']}>
        <Segmented
          label={say('version.since')}
          value={isLater ? 'later' : 'now'}
          options={[
            { id: 'now', label: say('version.whenSaved') },
            { id: 'later', label: say('version.later') },
          ]}
          onChange={(id) => {
            setLater(id === 'later');
            field.onChange(id === 'later' ? new Date(currentNowMs() + DAY_MS).setHours(0, 0, 0, 0) : whenSaved);
          }}
        />
        {isLater ? (
          <TextField
            label={say('version.at')}
            type="datetime-local"
            value={fromMs === null || Number.isNaN(fromMs) ? '' : toFieldMoment(fromMs)}
            onChange={(text) => field.onChange(fromFieldMoment(text) ?? Number.NaN)}
            onBlur={field.onBlur}
            inputRef={field.ref}
            error={error}
          />
        ) : null}
      </div>
      <p className={styles['hint']}>{hint}</p>
    </div>
  );
}
