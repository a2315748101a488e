import { type RefObject, useEffect, useRef } from 'react';
import { showPlace } from '../../lib/focus-place.ts';
import { useComposerStore } from '../../stores/composer-store.ts';

/** A field of a ticket that takes the focus when a command asked for it, be the field there already or only now shown. */
export function useWantedFocus<Field extends HTMLElement>(ticketId: string): RefObject<Field | null> {
  const field = useRef<Field>(null);
  const wantsFocus = useComposerStore((state) => state.wantsFocus && state.ticketId === ticketId);
  const focusTaken = useComposerStore((state) => state.focusTaken);
  useEffect(() => {
    if (!wantsFocus || field.current === null) return;
    showPlace('ticket');
    field.current.focus();
    focusTaken();
  }, [wantsFocus, focusTaken]);
  return field;
}
