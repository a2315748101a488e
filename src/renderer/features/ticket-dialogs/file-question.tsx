import type { ReactElement, ReactNode } from 'react';
import { useText } from '../../lib/text.ts';
import { AttachButton, ComposerFileList } from '../../ui/composer-files.tsx';
import type { FormFiles } from './use-form-files.ts';
import styles from './dialogs.module.css';

type FileQuestionProps = {
  readonly files: FormFiles;
  /** The question's key. */
  readonly name: string;
  /** Whether what was added is listed here: below the first question that asks for files. */
  readonly isListed: boolean;
  /** A file was taken out: no answer names it any more. */
  readonly onRemove: (id: string) => void;
  readonly children: ReactNode;
};

/** A question that asks for files, to which some can be added: by the button, dropped, or pasted. */
export function FileQuestion({ files, name, isListed, onRemove, children }: FileQuestionProps): ReactElement {
  const say = useText();
  const { added, aim } = files;
  const { dropZone } = added;
  const takeOut = (id: string): void => {
    onRemove(id);
    added.remove(id);
  };
  return (
    <div
      className={styles['files']}
      data-drop={added.isDropTarget || undefined}
      onFocusCapture={() => aim(name)}
      onPaste={added.onPaste}
      {...dropZone}
      onDrop={(event) => {
        aim(name);
        dropZone.onDrop(event);
      }}
    >
      {children}
      {isListed ? <ComposerFileList of={{ ...added, remove: takeOut }} /> : null}
      <div className={styles['addFiles']}>
        <AttachButton of={added} label={say('answer.addFiles')} />
        <span className={styles['hint']}>
          {added.isDropTarget
            ? say('attachment.drop')
            : added.files.length === 0
              ? say('answer.addFilesHint')
              : say('answer.addedFilesHint')}
        </span>
      </div>
    </div>
  );
}
