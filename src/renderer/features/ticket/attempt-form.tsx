import { type FormEvent, type ReactElement, useState } from 'react';
import type { AttemptStanding } from '../../../shared/attempts/attempt-standing.ts';
import { attemptListOf } from '../../../shared/domain/category-tree.ts';
import { ATTEMPT_OUTCOMES, type AttemptOutcome } from '../../../shared/domain/parts.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { leadToEscalation } from '../../commands/lead-to-escalation.ts';
import { perform } from '../../commands/perform.ts';
import type { Workspace } from '../../db/workspace.ts';
import { focusPlace } from '../../lib/focus-place.ts';
import { newId } from '../../lib/new-id.ts';
import { useText } from '../../lib/text.ts';
import { useOneAtATime } from '../../lib/use-one-at-a-time.ts';
import { useComposerStore } from '../../stores/composer-store.ts';
import { useDraft } from '../../stores/draft-store.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useFormKeys } from '../../ui/use-form-keys.ts';
import { useWantedFocus } from './use-wanted-focus.ts';
import styles from './attempts.module.css';

const MOST_MINUTES = 24 * 60;

/** One try: what, what came of it, how long it took. Its text is a draft until it is logged. */
export function AttemptForm({
  ticket,
  standing,
  workspace,
}: {
  readonly ticket: Ticket;
  readonly standing: AttemptStanding;
  readonly workspace: Workspace;
}): ReactElement {
  const say = useText();
  const closeAttempt = useComposerStore((state) => state.closeAttempt);
  const [what, setWhat] = useDraft(`attempt-what:${ticket.id}`);
  const [note, setNote] = useDraft(`attempt-note:${ticket.id}`);
  const [outcome, setOutcome] = useState<AttemptOutcome>('failed');
  const [minutes, setMinutes] = useState('5');
  const [isChecked, setChecked] = useState(false);
  const first = useWantedFocus<HTMLInputElement>(ticket.id);

  const count = Number(minutes);
  const areMinutesWrong = minutes.trim() === '' || !Number.isInteger(count) || count < 0 || count > MOST_MINUTES;
  const isWhatShort = what.trim().length < 3;
  const leave = (): void => {
    closeAttempt();
    focusPlace('ticket');
  };
  const form = useFormKeys(leave);
  const save = useOneAtATime(async () => {
    setChecked(true);
    if (areMinutesWrong || isWhatShort) {
      first.current?.focus();
      return;
    }
    const attempt = { attemptId: newId(), what: what.trim(), outcome, minutes: count, note: note.trim() };
    const made = { ticketId: ticket.id, tier: ticket.tier, ...attempt };
    // At once, since the next attempt may be written while this one is kept.
    setWhat('');
    setNote('');
    setChecked(false);
    if (!(await perform('ticket.logAttempt', made, workspace))) {
      setWhat(what);
      setNote(note);
      return;
    }
    // Whoever has gone on meanwhile, by Esc or to write a reply, keeps the focus.
    if (form.current?.contains(document.activeElement) === true) leave();
    else if (form.current !== null) closeAttempt();
    if (outcome !== 'solved') await leadToEscalation(ticket.id, workspace);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save();
  };
  const choices = attemptListOf(ticket.categoryId, workspace.categories);
  const whatField = {
    inputRef: first,
    label: say('attempt.what'),
    placeholder: say('attempt.whatPlaceholder'),
    maxLength: 300,
    value: what,
    onChange: setWhat,
    error: isChecked && isWhatShort ? say('dialog.tooShort', { count: 3 }) : undefined,
  };
  return (
    <form ref={form} className={styles['form']} aria-label={say('attempt.title')} noValidate onSubmit={submit}>
      {choices.length === 0 ? (
        <TextField {...whatField} className={styles['whatField']} />
      ) : (
        <ComboBox
          {...whatField}
          className={styles['whatField']}
          isFree
          onChange={(text) => setWhat(text ?? '')}
          openLabel={say('attempt.fromList')}
          options={choices.map((choice) => ({ id: choice, label: choice }))}
        />
      )}
      <Select
        label={say('attempt.outcome')}
        value={outcome}
        onChange={setOutcome}
        placeholder={say('common.choose')}
        options={ATTEMPT_OUTCOMES.map((id) => ({ id, label: say(`outcome.${id}`) }))}
      />
      <TextField
        label={say('attempt.minutes')}
        inputMode="numeric"
        value={minutes}
        onChange={setMinutes}
        error={isChecked && areMinutesWrong ? say('attempt.minutesInvalid') : undefined}
      />
      <TextArea
        className={styles['wide']}
        label={say('attempt.note')}
        mark={say('common.optional')}
        rows={2}
        maxLength={4_000}
        value={note}
        onChange={setNote}
      />
      <div className={styles['buttons']}>
        {standing.most !== null && standing.used === standing.most - 1 ? (
          <span className={styles['lastOne']}>{say('attempt.last')}</span>
        ) : null}
        <Button size="sm" variant="ghost" onClick={leave}>
          {say('common.cancel')}
        </Button>
        <Button size="sm" variant="primary" type="submit">
          {say('attempt.save')}
        </Button>
      </div>
    </form>
  );
}
