import { type RefObject, useEffect, useRef } from 'react';

/** The form that has the focus, or had it before a list under one of its fields. */
let current: HTMLFormElement | null = null;

/** A form that Ctrl+Enter (⌘Enter) sends from any of its fields; `onEscape`, where given, is called for Esc. */
export function useFormKeys(onEscape?: () => void): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  const escape = useRef(onEscape);
  useEffect(() => {
    escape.current = onEscape;
  });
  useEffect(() => {
    const element = form.current;
    if (element === null) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isSend(event)) {
        event.preventDefault();
        // Else a choice that has the focus would open as well.
        event.stopPropagation();
        element.requestSubmit();
      } else if (event.key === 'Escape' && escape.current !== undefined) {
        event.preventDefault();
        // A list that is open under a field is what Esc closes first.
        const isListOpen = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
        if (!isListOpen) escape.current();
      }
    };
    // A list that closes gives the focus back a moment later: the key that follows the choice at once is the form's.
    const onKeyDownBetween = (event: KeyboardEvent): void => {
      if (!isSend(event) || current !== element || !isBetween(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      element.requestSubmit();
    };
    const onFocusIn = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      if (element.contains(target)) current = element;
      else if (current === element && target.closest(LIST) === null) current = null;
    };
    element.addEventListener('keydown', onKeyDown);
    document.addEventListener('keydown', onKeyDownBetween, true);
    document.addEventListener('focusin', onFocusIn);
    return () => {
      element.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('keydown', onKeyDownBetween, true);
      document.removeEventListener('focusin', onFocusIn);
      if (current === element) current = null;
    };
  }, []);
  return form;
}

/** What opens under a field, outside its form: react-aria marks it with what it belongs to. */
const LIST = '[data-trigger]';

function isSend({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === 'Enter' && (ctrlKey || metaKey);
}

/** Whether the focus is nowhere, or in a list that is on its way out. */
function isBetween(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.closest(`${LIST}[data-exiting]`) !== null);
}
