import { CircleAlert } from 'lucide-react';
import {
  type InputHTMLAttributes,
  type ReactElement,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

type FieldFrameProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Said beside the label: required or optional. */
  readonly mark?: string | undefined;
  readonly className?: string | undefined;
};

type Ids = { readonly control: string; readonly about: string | undefined };

function FieldFrame({
  label,
  hint,
  error,
  mark,
  className,
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
        <p id={`${id}-about`} className={error === undefined ? styles['hint'] : styles['error']}>
          {error === undefined ? null : <CircleAlert size={13} aria-hidden />}
          {about}
        </p>
      )}
    </div>
  );
}

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
  return (
    <FieldFrame {...{ label, hint, error, mark, className }}>
      {({ control, about }) => (
        <div className={styles['wrap']}>
          <input
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
  return (
    <FieldFrame {...{ label, hint, error, mark, className }}>
      {({ control, about }) => (
        <textarea
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
