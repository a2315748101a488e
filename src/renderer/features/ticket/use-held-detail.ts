import { useDeferredValue, useEffect, useState } from 'react';
import type { TicketDetail } from '../../db/ticket-detail.ts';

/** A read that takes longer is a wait, and must look like one. */
const HELD_MS = 120;

/**
 * The ticket to draw: while the chosen one is being read, for a moment still the one before. What is drawn then turns into
 * the new ticket in place, without an empty pane between; undefined when the read takes its time. Another ticket is drawn after
 * the list has shown the choice; what changes in the same one at once.
 */
export function useHeldDetail(detail: TicketDetail | null | undefined): TicketDetail | null | undefined {
  const [held, setHeld] = useState(detail ?? undefined);
  if (detail !== undefined && held !== (detail ?? undefined)) setHeld(detail ?? undefined);
  const isReading = detail === undefined;
  useEffect(() => {
    if (!isReading) return undefined;
    const timer = setTimeout(() => setHeld(undefined), HELD_MS);
    return () => clearTimeout(timer);
  }, [isReading]);
  const next = isReading ? held : detail;
  const deferred = useDeferredValue(next);
  return next?.ticket.id === deferred?.ticket.id ? next : deferred;
}
