import { type RefObject, useEffect, useRef } from 'react';

/** A form that Ctrl+Enter (⌘Enter) sends from any of its fields; `onEscape`, where given, is called for Esc. */
export function useFormKeys(onEscape?: () => void): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  const escape = useRef(onEscape);
  useEffect(() => {
    escape.current = onEscape;
  });
  useEffect(() => {
    const element = form.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        // Else a choice that has the focus would open as well.
        event.stopPropagation();
        element?.requestSubmit();
      } else if (event.key === 'Escape' && escape.current !== undefined) {
        event.preventDefault();
        // A list that is open under a field is what Esc closes first.
        const isListOpen = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
        if (!isListOpen) escape.current();
      }
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, []);
  return form;
}
