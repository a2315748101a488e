/* oxlint-disable typescript/no-unsafe-type-assertion -- what a field holds is what its editor put there, or the row's own, which was checked when it was saved. */
import { type RefObject, useEffect, useRef } from 'react';
import { type Control, type FieldError, get, useController } from 'react-hook-form';
import { type Say, useText } from '../../../lib/text.ts';
import { fieldErrorText, INSIDE_ERROR } from '../form-fields.tsx';

/** A field of a form that holds more than a text: its value, what is wrong inside it, and where its editor is. */
export type RowField<T> = {
  readonly value: T;
  readonly set: (value: T) => void;
  /** What is wrong at a path inside the value, or below it, in words. */
  readonly problemAt: (path: string) => string | undefined;
  /** The same, but not below it. */
  readonly ownProblemAt: (path: string) => string | undefined;
  /** The element around its editor: the first of its inputs that is invalid has the focus when the form is refused. */
  readonly element: RefObject<HTMLFieldSetElement | null>;
};

/** Binds a field of a form to an editor of its own. `inWords` says what its schema has found. */
export function useRowField<T>(
  control: Control,
  name: string,
  inWords: (error: FieldError | undefined, say: Say) => string | undefined = fieldErrorText,
): RowField<T> {
  const say = useText();
  const { field, fieldState } = useController({ control, name });
  const element = useRef<HTMLFieldSetElement>(null);
  const { ref, value, onChange, onBlur } = field;
  useEffect(() => {
    ref({
      focus: () => {
        const invalid = element.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input');
        (invalid ?? element.current?.querySelector<HTMLElement>('input, button'))?.focus();
      },
    });
  }, [ref]);
  const blur = useRef(onBlur);
  useEffect(() => {
    blur.current = onBlur;
  });
  useEffect(() => {
    const around = element.current;
    // Any of its inputs has been left.
    const onFocusOut = (): void => blur.current();
    around?.addEventListener('focusout', onFocusOut);
    return () => around?.removeEventListener('focusout', onFocusOut);
  }, []);
  const at = (path: string): unknown => (path === '' ? fieldState.error : get(fieldState.error, path));
  return {
    value: value as T,
    set: onChange,
    problemAt: (path) => inWords(firstProblem(at(path)), say),
    ownProblemAt: (path) => (isProblem(at(path)) ? inWords(firstProblem(at(path)), say) : undefined),
    element,
  };
}

function isProblem(error: unknown): error is FieldError {
  return (
    typeof error === 'object' &&
    error !== null &&
    'type' in error &&
    typeof error.type === 'string' &&
    error.type !== INSIDE_ERROR
  );
}

function firstProblem(error: unknown): FieldError | undefined {
  if (isProblem(error)) return error;
  if (typeof error !== 'object' || error === null) return undefined;
  for (const inner of Object.values(error)) {
    const found = firstProblem(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
