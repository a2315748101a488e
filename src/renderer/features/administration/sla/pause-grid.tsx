import type { ReactElement } from 'react';
import type { Control } from 'react-hook-form';
import { PAUSE_CLASSES } from '../../../../shared/domain/status.ts';
import type { Policy } from '../../../../shared/sla/policy.ts';
import { useText } from '../../../lib/text.ts';
import { PAUSABLE, withPause } from './policy-edits.ts';
import { pauseName } from './policy-words.ts';
import { useRowField } from './use-row-field.ts';
import styles from './policy-fields.module.css';

/** Which waiting stops which clock. */
export function PauseGrid({ control }: { readonly control: Control }): ReactElement {
  const say = useText();
  const { value, set, element } = useRowField<Policy['pausedBy']>(control, 'pausedBy');
  return (
    <fieldset ref={element} className={styles['table']} aria-label={say('policy.pauses')}>
      <table className={styles['grid']}>
        <thead>
          <tr>
            <th scope="col">{say('sample.clock')}</th>
            {PAUSE_CLASSES.map((pause) => (
              <th key={pause} scope="col">
                {pauseName(pause, say)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PAUSABLE.map((clock) => (
            <tr key={clock}>
              <th scope="row">{say(`policy.pausable.${clock}`)}</th>
              {PAUSE_CLASSES.map((pause) => (
                <td key={pause}>
                  <input
                    type="checkbox"
                    aria-label={`${say(`policy.pausable.${clock}`)}: ${pauseName(pause, say)}`}
                    checked={value[clock]?.includes(pause) === true}
                    onChange={(event) => set(withPause(value, clock, pause, event.target.checked))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
