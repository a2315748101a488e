import { type RefObject, useEffect, useRef } from 'react';
import { showPlace } from '../../lib/focus-place.ts';
import { useComposerStore } from '../../stores/composer-store.ts';

/** A field that takes the focus when a command asked for it, be the field there already or only now shown. */
export function useWantedFocus<Field extends HTMLElement>(): RefObject<Field | null> {
  const field = useRef<Field>(null);
  const { wantsFocus, focusTaken } = useComposerStore();
  useEffect(() => {
    if (!wantsFocus || field.current === null) return;
    showPlace('ticket');
    field.current.focus();
    focusTaken();
  }, [wantsFocus, focusTaken]);
  return field;
}
