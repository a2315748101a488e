import { CircleAlert } from 'lucide-react';
import {
  type ClipboardEvent,
  type InputHTMLAttributes,
  type ReactElement,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
  useId,
  useState,
} from 'react';
import { useLanguage, useText } from '../lib/text.ts';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

type FieldFrameProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Said beside the label: required or optional. */
  readonly mark?: string | undefined;
  readonly className?: string | undefined;
  /** Brings what is said below into sight, and has it read out. */
  readonly isTold?: boolean;
};

type Ids = { readonly control: string; readonly about: string | undefined };

function FieldFrame({
  label,
  hint,
  error,
  mark,
  className,
  isTold = false,
  children,
}: FieldFrameProps & { readonly children: (ids: Ids) => ReactNode }): ReactElement {
  const id = useId();
  const about = error ?? hint;
  return (
    <div className={classNames(styles['field'], className)}>
      <label className={styles['label']} htmlFor={id}>
        {label}
        {mark === undefined ? null : <span className={styles['mark']}>{mark}</span>}
      </label>
      {children({ control: id, about: about === undefined ? undefined : `${id}-about` })}
      {about === undefined ? null : (
        <p
          id={`${id}-about`}
          className={error === undefined ? styles['hint'] : styles['error']}
          {...(isTold ? { role: 'alert', ref: bringIntoSight } : {})}
        >
          {error === undefined ? null : <CircleAlert size={13} aria-hidden />}
          {about}
        </p>
      )}
    </div>
  );
}

function bringIntoSight(about: HTMLElement | null): void {
  about?.scrollIntoView({ block: 'nearest' });
}

/** What is said below a field while it is full and a part of what was pasted did not fit: no text is cut without a word. */
function useCutOff(
  value: string,
  most: number | undefined,
): { readonly sentence: string | undefined; readonly onPaste: (event: ClipboardEvent<TextControl>) => void } {
  const say = useText();
  const language = useLanguage();
  const [cut, setCut] = useState(0);
  const number = new Intl.NumberFormat(language);
  const isTold = most !== undefined && cut > 0 && value.length >= most;
  return {
    sentence: isTold ? say('field.cutOff', { most: number.format(most), count: number.format(cut) }) : undefined,
    onPaste({ clipboardData, currentTarget }) {
      const { selectionStart, selectionEnd } = currentTarget;
      const kept = value.length - ((selectionEnd ?? 0) - (selectionStart ?? 0));
      const pasted = clipboardData.getData('text/plain').replaceAll('\r\n', '\n');
      setCut(most === undefined ? 0 : kept + pasted.length - most);
    },
  };
}

type TextControl = HTMLInputElement | HTMLTextAreaElement;

type TextFieldProps = FieldFrameProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'onChange' | 'value'> & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly inputRef?: Ref<HTMLInputElement>;
    /** Something at the end of the line, such as a button that shows the password. */
    readonly trailing?: ReactNode;
  };

/** A labelled line of text, with what is wrong with it below. */
export function TextField(props: TextFieldProps): ReactElement {
  const { label, hint, error, mark, className, onChange, inputRef, trailing, ...rest } = props;
  const cutOff = useCutOff(rest.value, rest.maxLength);
  return (
    <FieldFrame
      {...{ label, hint, error: error ?? cutOff.sentence, mark, className }}
      isTold={cutOff.sentence !== undefined}
    >
      {({ control, about }) => (
        <div className={styles['wrap']}>
          <input
            onPaste={cutOff.onPaste}
            {...rest}
            id={control}
            ref={inputRef}
            aria-describedby={about}
            aria-invalid={error !== undefined || undefined}
            className={classNames(styles['control'], trailing !== undefined && styles['withTrailing'])}
            onChange={(event) => onChange(event.target.value)}
          />
          {trailing === undefined ? null : <div className={styles['trailing']}>{trailing}</div>}
        </div>
      )}
    </FieldFrame>
  );
}

type TextAreaProps = FieldFrameProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'onChange' | 'value'> & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly inputRef?: Ref<HTMLTextAreaElement>;
  };

/** A labelled text of several lines. */
export function TextArea(props: TextAreaProps): ReactElement {
  const { label, hint, error, mark, className, onChange, inputRef, rows = 3, ...rest } = props;
  const cutOff = useCutOff(rest.value, rest.maxLength);
  return (
    <FieldFrame
      {...{ label, hint, error: error ?? cutOff.sentence, mark, className }}
      isTold={cutOff.sentence !== undefined}
    >
      {({ control, about }) => (
        <textarea
          onPaste={cutOff.onPaste}
          {...rest}
          id={control}
          ref={inputRef}
          rows={rows}
          // What is written makes it grow (field-sizing), and then `rows` no longer holds it open.
          style={{ minHeight: `calc(${rows} * 1.5em + 14px)` }}
          aria-describedby={about}
          aria-invalid={error !== undefined || undefined}
          className={classNames(styles['control'], styles['area'])}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}
