import { LoaderCircle, Paperclip, TriangleAlert, X } from 'lucide-react';
import { type ReactElement, useRef } from 'react';
import { fileSize } from '../lib/format-bytes.ts';
import { useLanguage, useText } from '../lib/text.ts';
import { Button } from './button.tsx';
import { FileIcon } from './file-icon.tsx';
import styles from './composer-files.module.css';

type Attached = { readonly id: string; readonly name: string; readonly mediaType: string; readonly sizeBytes: number };
type NotAttached = {
  readonly code: 'empty' | 'too_large' | 'too_many' | 'unreadable' | 'storage';
  readonly name: string;
  readonly sizeBytes: number;
};

/** The files beside a text or in a form, and the ways to add some and take some out. */
type FilesProps = {
  readonly of: {
    readonly files: readonly Attached[];
    readonly refusals: readonly NotAttached[];
    readonly isAdding: boolean;
    readonly add: (files: Iterable<File>) => void;
    readonly remove: (id: string) => void;
    readonly dismiss: () => void;
  };
};

/** The files that go with what is being written, each with its size and a way out; and why others could not be added. */
export function ComposerFileList({ of: { files, refusals, isAdding, remove, dismiss } }: FilesProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  return (
    <>
      {refusals.length === 0 ? null : (
        <div className={styles['refused']} role="alert">
          <TriangleAlert size={15} aria-hidden />
          <ul>
            {refusals.map(({ code, name, sizeBytes }, index) => (
              <li key={`${index}:${name}`}>
                {say(`attachment.refused.${code}`, { name, size: fileSize(language, sizeBytes) })}
              </li>
            ))}
          </ul>
          <Button
            size="sm"
            variant="ghost"
            icon={<X size={14} aria-hidden />}
            aria-label={say('attachment.dismiss')}
            onClick={dismiss}
          />
        </div>
      )}
      {files.length === 0 && !isAdding ? null : (
        <ul className={styles['chips']} aria-label={say('attachment.drafts')}>
          {files.map(({ id, name, mediaType, sizeBytes }) => (
            <li key={id} className={styles['chip']}>
              <FileIcon mediaType={mediaType} />
              <span className={styles['name']} title={name}>
                {name}
              </span>
              <span className={styles['size']}>{fileSize(language, sizeBytes)}</span>
              <button
                type="button"
                className={styles['remove']}
                aria-label={say('attachment.remove', { name })}
                onClick={({ currentTarget }) => {
                  focusBeside(currentTarget);
                  remove(id);
                }}
              >
                <X size={13} aria-hidden />
              </button>
            </li>
          ))}
          {isAdding ? (
            <li className={styles['chip']}>
              <LoaderCircle size={15} className={styles['spinner']} aria-hidden />
              <output className={styles['adding']}>{say('attachment.adding')}</output>
            </li>
          ) : null}
        </ul>
      )}
    </>
  );
}

/** The button is about to go, and must not take the focus with it: Esc would have nowhere to go. */
function focusBeside(button: HTMLElement): void {
  const chip = button.closest('li');
  const beside =
    chip?.nextElementSibling?.querySelector('button') ?? chip?.previousElementSibling?.querySelector('button');
  const attach = button.closest('form, section')?.querySelector<HTMLElement>('[data-attach]');
  (beside ?? attach)?.focus();
}

/** Chooses files to go along, by the system's own dialog. */
export function AttachButton({ of: { add }, label }: FilesProps & { readonly label?: string }): ReactElement {
  const say = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          add(event.target.files ?? []);
          // The same file may be chosen again after it was taken out.
          event.target.value = '';
        }}
      />
      <Button
        data-attach
        variant={label === undefined ? 'ghost' : 'secondary'}
        size="sm"
        icon={<Paperclip size={15} aria-hidden />}
        aria-label={label ?? say('attachment.add')}
        tooltip={say('attachment.addTooltip')}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
    </>
  );
}
