import { useLayoutEffect, useRef } from 'react';
import type { Attachment, FileFacts } from '../../../shared/domain/attachment.ts';
import { type Answers, answerTo, entriesOf } from '../../../shared/domain/form-answers.ts';
import { type FormField, kindOf } from '../../../shared/domain/form.ts';
import { draftPlaceOf } from '../../db/file-record.ts';
import { noteFilesNamed } from '../../db/files.ts';
import { newId } from '../../lib/new-id.ts';
import { type ComposerFiles, useComposerFiles } from '../../stores/use-composer-files.ts';

/** The files that a form can name, and those that are added in it. */
export type FormFiles = {
  /** Those of the ticket, and those that were added here. */
  readonly choices: readonly Pick<FileFacts, 'id' | 'name'>[];
  readonly ids: ReadonlySet<string>;
  /** Added here and not sent: kept on this machine, like what is typed, until the form is sent or they are taken out. */
  readonly added: ComposerFiles;
  /** What is added from now on answers this question. */
  readonly aim: (key: string) => void;
  /** The note by which what was added goes onto the ticket, before the action that names it; none where nothing was. */
  readonly note: readonly { readonly name: string; readonly args: object }[];
  /** The form was sent, and the files with it. */
  readonly settle: () => Promise<void>;
};

/** `onAdded` is told which files are new, and which question they answer; null for the first that asks for files. */
export function useFormFiles(
  form: 'escalate' | 'complete',
  ticketId: string,
  attachments: readonly Attachment[],
  onAdded: (ids: readonly string[], key: string | null) => void,
): FormFiles {
  const aimedAt = useRef<string | null>(null);
  // The answers may have been written on while the files were being kept.
  const told = useRef(onAdded);
  useLayoutEffect(() => {
    told.current = onAdded;
  });
  const added = useComposerFiles(draftPlaceOf(form, ticketId), ticketId, (ids) => told.current(ids, aimedAt.current));
  const choices = [...attachments, ...added.files];
  const note = { ticketId, messageId: newId(), body: '', attachments: added.files };
  return {
    choices,
    ids: new Set(choices.map(({ id }) => id)),
    added,
    aim(key) {
      aimedAt.current = key;
    },
    note: added.files.length === 0 ? [] : [{ name: 'ticket.note', args: note }],
    async settle() {
      added.dismiss();
      await noteFilesNamed(added.files.map(({ id }) => id));
    },
  };
}

/** The questions of a form that ask for files. */
export function fileKeys(fields: readonly FormField[]): readonly string[] {
  return fields.filter((field) => kindOf(field) === 'files').map(({ key }) => key);
}

/** Answers of which one names more files: that of `key`, or of the first question that asks for files where there is none such. */
export function withFiles(
  answers: Answers,
  keys: readonly string[],
  { ids, key: aimedAt }: { readonly ids: readonly string[]; readonly key: string | null },
): Answers {
  const key = keys.find((one) => one === aimedAt) ?? keys[0];
  return key === undefined ? answers : { ...answers, [key]: [...entriesOf(answerTo(answers, key)), ...ids].join('\n') };
}

/** Answers that name of the files only those that are kept. */
export function withFilesOnly(answers: Answers, keys: readonly string[], isKept: (id: string) => boolean): Answers {
  const kept = keys
    .filter((key) => answerTo(answers, key) !== '')
    .map((key) => [key, entriesOf(answerTo(answers, key)).filter(isKept).join('\n')]);
  return { ...answers, ...Object.fromEntries(kept) };
}
