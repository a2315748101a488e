import { type ReactElement, type RefObject, useEffect, useRef, useState } from 'react';
import type { MacroStep } from '../../../shared/domain/macro.ts';
import { macroPlan, offeredMacros, performMacro } from '../../commands/macros.ts';
import { mutationLabel, typedText } from '../../lib/mutation-label.ts';
import { isMessageKey, type Say, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useMacroStore } from '../../stores/macro-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import type { TicketDialogProps } from './ticket-dialog.ts';
import dialogs from './dialogs.module.css';
import styles from './macro-dialog.module.css';

/** Chooses a macro and shows, step by step, what it will do; what the console does not know is asked for. */
export function MacroDialog({ detail: { ticket }, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const wantedId = useMacroStore((state) => state.macroId);
  const fields = useFieldFocus();
  const offered = offeredMacros({ ticket, workspace });
  const [macroId, setMacroId] = useState(wantedId ?? offered[0]?.id ?? null);
  const [byHand, setByHand] = useState<Readonly<Record<string, string>>>({});
  const [isChecked, setChecked] = useState(false);
  const macro = offered.find(({ id }) => id === macroId) ?? null;
  const plan = macro === null ? { steps: [], open: [] } : macroPlan(macro, ticket, workspace, byHand);
  // Asked for as long as the dialog is open: a field does not go while it is being typed in.
  const asked = macro === null ? [] : macroPlan(macro, ticket, workspace, {}).open;
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (macro === null || plan.open.length > 0) return;
    if (await performMacro(macro.name, plan.steps, workspace)) onClose();
  };
  return (
    <Dialog
      title={say('macro.dialog', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('macro.apply')} onCancel={onClose} />}
    >
      <p className={dialogs['subject']}>{ticket.subject}</p>
      <div ref={fields} className={styles['fields']}>
        <Select
          label={say('macro.one')}
          value={macroId}
          onChange={setMacroId}
          placeholder={say('common.choose')}
          error={isChecked && macro === null ? say('common.choose') : undefined}
          options={offered.map(({ id, name }) => ({ id, label: name }))}
        />
        {asked.map((name) => (
          <TextField
            key={name}
            label={name}
            mark={say('common.required')}
            maxLength={200}
            value={byHand[name] ?? ''}
            onChange={(text) => setByHand({ ...byHand, [name]: text })}
            error={isChecked && (byHand[name] ?? '').trim() === '' ? say('macro.fillIn') : undefined}
          />
        ))}
      </div>
      {macro === null ? null : (
        <section aria-labelledby="macro-steps">
          <h3 id="macro-steps" className={styles['title']}>
            {say('macro.willDo')}
          </h3>
          {plan.steps.length === 0 ? (
            <p className={styles['text']}>{say('macro.nothing', { name: macro.name })}</p>
          ) : null}
          <ol className={styles['steps']}>
            {plan.steps.map((step) => (
              <li key={step.name} className={styles['step']}>
                <strong>{stepLabel(step, say)}</strong>
                {typedText(step.args) === '' ? null : <p className={styles['text']}>{typedText(step.args)}</p>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </Dialog>
  );
}

/** A step in words: "Resolver: Solucionado". */
function stepLabel({ name, args }: MacroStep, say: Say): string {
  const label = mutationLabel(name, say);
  const key = 'status' in args ? `status.${args['status']}` : `resolution.${args['code']}`;
  return isMessageKey(key) ? `${label}: ${say(key)}` : label;
}

/** Puts the focus into the first text that is asked for; without one, on the choice of the macro. */
function useFieldFocus(): RefObject<HTMLDivElement | null> {
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = fields.current?.querySelector<HTMLElement>('input[maxlength]') ?? null;
    (first ?? fields.current?.querySelector('button'))?.focus();
  }, []);
  return fields;
}
