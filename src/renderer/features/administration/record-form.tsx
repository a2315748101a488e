/* oxlint-disable typescript/no-unsafe-type-assertion -- one form for the rows of every kind: the schema of the kind is what holds values and rows together. */
import { toNestErrors } from '@hookform/resolvers';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { History, X } from 'lucide-react';
import { type FormEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { type FieldErrors, type FieldValues, type Resolver, useForm, type UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { ADMIN_RESOURCES, type AdminItem, type AdminKind, type AdminRow } from '../../../shared/protocol/admin.ts';
import type { TransportError } from '../../../shared/sync/transport.ts';
import { isMessageKey, type Say, useText } from '../../lib/text.ts';
import { useOneAtATime } from '../../lib/use-one-at-a-time.ts';
import { currentOf, saveItem, takeSaved } from '../../queries/administration.ts';
import { beforeLeaving } from '../../stores/leave-guard.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { useFormKeys } from '../../ui/use-form-keys.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import { INSIDE_ERROR, SERVER_ERROR } from './form-fields.tsx';
import { refusalSentence } from './refusal-sentence.ts';
import type { FieldProblem, Section } from './section.ts';
import { useLeaveQuestion } from './use-leave-question.tsx';
import styles from './record-form.module.css';

type RecordFormProps<K extends AdminKind> = {
  readonly section: Section<K>;
  /** The row as the backend has it; null for one that is being made of `initial`. */
  readonly item: AdminItem<AdminRow<K>> | null;
  readonly initial: AdminRow<K> | null;
  readonly isReadOnly: boolean;
  readonly canSeeAudit: boolean;
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
};

/**
 * The form of one row. It is saved over the version it was opened at, once the backend agrees; when somebody else has
 * changed the row meanwhile, both versions are shown. Nothing typed is lost by a refusal, nor by leaving unasked.
 */
export function RecordForm<K extends AdminKind>(props: RecordFormProps<K>): ReactElement {
  const { section, item, initial, canSeeAudit, onClose, onCreated } = props;
  const say = useText();
  const titleId = useId();
  const client = useQueryClient();
  const schema = ADMIN_RESOURCES[section.kind].schema as unknown as z.ZodType<FieldValues, FieldValues>;
  const [base, setBase] = useState(item);
  const [conflict, setConflict] = useState<AdminItem<AdminRow<K>> | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const valuesOf = (row: AdminRow<K> | null): FieldValues => (row === null ? {} : (section.toForm?.(row) ?? row));
  const form = useForm({
    defaultValues: valuesOf(item?.row ?? initial),
    // What is tried while it is typed says what is wrong as soon as a field is left.
    mode: section.renderAside === undefined ? 'onSubmit' : 'onTouched',
    resolver: checked(zodResolver(schema), (values) => section.check?.(values as AdminRow<K>, base?.row ?? null) ?? []),
  });
  const { isDirty, isSubmitting } = form.formState;
  // What has been typed can be gone on with when the network goes: it is saved when it is back.
  const isReadOnly = props.isReadOnly && !isDirty;
  const { reset } = form;
  const lastItem = useRef(item);
  useEffect(() => {
    const isNews = item !== lastItem.current;
    lastItem.current = item;
    // What comes by itself is shown at once where nothing has been typed; else it is a conflict when it is saved.
    if (!isNews || item === null || isDirty || item.version === base?.version) return;
    setBase(item);
    reset(section.toForm?.(item.row) ?? item.row);
  }, [item, isDirty, base, reset, section]);
  useFirstField(form, section.firstField, isReadOnly);
  const question = useLeaveQuestion(isDirty);

  const save = async (values: FieldValues, over: AdminItem<AdminRow<K>> | null): Promise<void> => {
    setFailure(null);
    const typed = values as AdminRow<K>;
    const row = section.toSave?.(typed, over?.row ?? null) ?? typed;
    const answer = await saveItem(section.kind, row, over?.version ?? null);
    if (!answer.ok) {
      const theirs = currentOf(answer.error) as AdminItem<AdminRow<K>> | null;
      setConflict(theirs);
      if (theirs === null) setFailure(tellRefusal(answer.error, form, say));
      return;
    }
    const saved = answer.value.item as unknown as AdminItem<AdminRow<K>>;
    setConflict(null);
    setBase(saved);
    form.reset(valuesOf(saved.row));
    takeSaved(client, section.kind, [answer.value.item]);
    useToastStore.getState().add('success', say('admin.saved', { name: section.titleOf(saved.row) }));
    section.onSaved?.(saved.row, answer.value.oneTimePassword);
    if (item === null) onCreated(saved.row.id);
  };
  const submit = useOneAtATime(() => form.handleSubmit((values) => save(values, base))());
  const close = (): void => beforeLeaving(onClose);
  const formRef = useFormKeys(close);
  const title = item === null ? section.addLabel : section.titleOf(item.row);
  return (
    <form
      ref={formRef}
      className={styles['form']}
      aria-labelledby={titleId}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!isReadOnly) submit();
      }}
    >
      <header className={styles['header']}>
        <h2 id={titleId} className={styles['title']}>
          {title}
        </h2>
        <Button variant="ghost" size="sm" aria-label={say('admin.closeForm')} icon={<X size={16} />} onClick={close} />
      </header>
      <div className={styles['body']}>
        {conflict === null ? null : (
          <ConflictPanel
            theirs={section.describe(conflict.row)}
            mine={section.describe(form.getValues() as AdminRow<K>)}
            onKeepMine={() => void form.handleSubmit((values) => save(values, conflict))()}
            onTakeTheirs={() => {
              setBase(conflict);
              form.reset(valuesOf(conflict.row));
              setConflict(null);
            }}
          />
        )}
        {failure === null ? null : (
          <p role="alert" className={styles['failure']}>
            {failure}
          </p>
        )}
        <div className={styles['parts']} data-two={section.renderAside === undefined ? undefined : true}>
          <fieldset disabled={isReadOnly} className={styles['fields']}>
            {section.renderFields({ control: form.control, item: base })}
          </fieldset>
          {section.renderAside === undefined ? null : (
            <aside className={styles['aside']} aria-label={say('admin.tryOut')}>
              {section.renderAside({ control: form.control, item: base })}
            </aside>
          )}
        </div>
        {base === null || isReadOnly ? null : section.renderActions?.(base)}
      </div>
      <footer className={styles['footer']}>
        {base === null || !canSeeAudit ? null : (
          <Button
            variant="ghost"
            className={styles['history']}
            icon={<History size={14} aria-hidden />}
            onClick={() =>
              useScreenStore.getState().go({ kind: 'administration', section: 'audit', rowId: base.row.id })
            }
          >
            {say('admin.history')}
          </Button>
        )}
        {section.renderNotice?.() ?? null}
        <span className={styles['spring']} />
        <Button variant="ghost" onClick={close}>
          {say(isReadOnly ? 'common.close' : 'common.cancel')}
        </Button>
        {isReadOnly ? null : (
          <Button
            variant="primary"
            type="submit"
            isDisabled={isSubmitting}
            tooltip={`${say('admin.save')} · Ctrl+Enter`}
          >
            {say('admin.save')}
          </Button>
        )}
      </footer>
      {question}
    </form>
  );
}

/** What a schema lets through is looked at once more by the section's own rules. */
function checked(
  resolver: Resolver<FieldValues, unknown, FieldValues>,
  check: (values: FieldValues) => readonly FieldProblem[],
): Resolver<FieldValues, unknown, FieldValues> {
  return async (values, context, options) => {
    const parsed = await resolver(values, context, options);
    const problems = Object.keys(parsed.errors).length > 0 ? [] : check(parsed.values);
    if (problems.length === 0) return { ...parsed, errors: held(parsed.errors, options.names) } as typeof parsed;
    const errors = Object.fromEntries(problems.map(({ path, message }) => [path, { type: SERVER_ERROR, message }]));
    return { values: {}, errors: held(toNestErrors(errors, options), options.names) };
  };
}

/**
 * What is wrong inside a field that holds more than a text, under a mark of its own: react-hook-form forgets on the next key
 * what a field is wrong by where that has no type (its schemaErrorLookup).
 */
function held(errors: FieldErrors, names: readonly string[] | undefined): FieldErrors {
  const isInside = (name: string, error: unknown): error is object =>
    names?.includes(name) === true && typeof error === 'object' && error !== null && !('type' in error);
  return Object.fromEntries(
    Object.entries(errors).map(([name, error]) =>
      isInside(name, error) && !Array.isArray(error) ? [name, { ...error, type: INSIDE_ERROR }] : [name, error],
    ),
  ) as FieldErrors;
}

/** Puts the focus into the first field; where nothing can be changed, on the form's own close button. */
function useFirstField(form: UseFormReturn, name: string, isReadOnly: boolean): void {
  const { setFocus } = form;
  useEffect(() => {
    if (!isReadOnly) setFocus(name);
  }, [setFocus, name, isReadOnly]);
}

/** Says a refusal beside the fields it names; what is about none of them is answered. */
function tellRefusal(error: TransportError, form: UseFormReturn, say: Say): string | null {
  if (error.kind === 'unreachable') return say('admin.notSaved');
  if (error.kind !== 'refused') return say('admin.signedOut');
  const details = error.problem?.details ?? [];
  const sentence = refusalSentence(error.code, Number(error.problem?.['count'] ?? 0), say);
  if (details.length === 0) return sentence ?? say('admin.failedDetail', { detail: error.detail });
  const reasonKey = `admin.error.${String(error.problem?.['reason'])}`;
  const message =
    error.code === 'validation'
      ? say(isMessageKey(reasonKey) ? reasonKey : 'admin.error.other')
      : (sentence ?? error.detail);
  for (const { path } of details) form.setError(path, { type: SERVER_ERROR, message }, { shouldFocus: true });
  return null;
}
