import { startTransition, useEffect, useLayoutEffect, useState } from 'react';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import { afterFrame } from '../../lib/after-frame.ts';
import { useComposerStore } from '../../stores/composer-store.ts';

/** A read that takes longer is a wait, and must look like one. */
const HELD_MS = 120;

/**
 * The ticket to draw: while the chosen one is being read, for a moment still the one before. What is drawn then turns into
 * the new ticket in place, without an empty pane between; undefined when the read takes its time. Another ticket than was
 * chosen is drawn when the frame in which the list shows the choice has been handed over, or at once where somebody is about to
 * write in it; what changes in the same one at once.
 */
export function useHeldDetail(
  detail: TicketDetail | null | undefined,
  chosenId: string | null,
): TicketDetail | null | undefined {
  const [held, setHeld] = useState(detail ?? undefined);
  if (detail !== undefined && held !== (detail ?? undefined)) setHeld(detail ?? undefined);
  const isReading = detail === undefined;
  useEffect(() => {
    if (!isReading) return undefined;
    const timer = setTimeout(() => setHeld(undefined), HELD_MS);
    return () => clearTimeout(timer);
  }, [isReading]);
  const next = isReading ? held : detail;
  const [drawn, setDrawn] = useState(next);
  const [seenId, setSeenId] = useState(chosenId);
  useLayoutEffect(() => {
    if (seenId === chosenId) return undefined;
    return afterFrame(() => startTransition(() => setSeenId(chosenId)));
  }, [chosenId, seenId]);
  const isToBeWrittenIn = useComposerStore((state) => state.wantsFocus && state.ticketId === chosenId);
  const isDue = seenId === chosenId || isToBeWrittenIn || drawn?.ticket.id === next?.ticket.id;
  if (isDue && drawn !== next) setDrawn(next);
  return isDue ? next : drawn;
}
