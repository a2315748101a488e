import { type RefObject, useEffect, useRef } from 'react';

/** The field that has the focus when its form opens. */
export function useFirstFocus<Field extends HTMLElement>(): RefObject<Field | null> {
  const field = useRef<Field>(null);
  useEffect(() => field.current?.focus(), []);
  return field;
}
