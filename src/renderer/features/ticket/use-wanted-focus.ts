import { type RefObject, useEffect, useRef } from 'react';
import { showPlace } from '../../lib/focus-place.ts';
import { takeTypedAhead } from '../../lib/type-ahead.ts';
import { useComposerStore } from '../../stores/composer-store.ts';

/**
 * A field of a ticket that takes the focus when a command asked for it, be the field there already or only now shown, with what
 * has been typed for it meanwhile.
 */
export function useWantedFocus<Field extends HTMLInputElement | HTMLTextAreaElement>(
  ticketId: string,
): RefObject<Field | null> {
  const field = useRef<Field>(null);
  const wantsFocus = useComposerStore((state) => state.wantsFocus && state.ticketId === ticketId);
  const focusTaken = useComposerStore((state) => state.focusTaken);
  useEffect(() => {
    if (!wantsFocus || field.current === null) return;
    showPlace('ticket');
    field.current.focus();
    typeInto(field.current, takeTypedAhead(`ticket:${ticketId}`).text);
    focusTaken();
  }, [wantsFocus, focusTaken, ticketId]);
  return field;
}

/** Types a text at the end of what stands there, as a person would. */
function typeInto(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  if (text === '') return;
  field.setRangeText(text, field.value.length, field.value.length, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
}
