import { memo, type ReactElement, useLayoutEffect, useReducer, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { mostUrgent, ticketClocks } from '../../db/clocks.ts';
import type { Workspace } from '../../db/read-workspace.ts';
import { useWorkspace } from '../../db/workspace.ts';
import { clockFigure, clockSentence, clockTone, leftShare, nextLookMs } from '../../lib/clock-text.ts';
import { useLanguage } from '../../lib/text.ts';
import { currentNowMs, subscribeNow } from '../../lib/use-now.ts';
import type { Language } from '../../stores/settings-store.ts';
import { CountdownPill, type PillTone, type PillTurn, turnPill } from '../../ui/countdown-pill.tsx';

/**
 * The countdown of a ticket's most urgent clock. The only part of a row that turns with the seconds: without React,
 * which draws it again only when its tone changes. Thousands on screen cost little by that.
 */
export const SlaPill = memo(function SlaPill({ ticket }: { readonly ticket: Ticket }): ReactElement {
  const workspace = useWorkspace();
  const language = useLanguage();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const pillRef = useRef<HTMLSpanElement>(null);
  const { tone, figure, sentence, leftShare: left } = faceOf(ticket, workspace, language, currentNowMs());

  // Looked at after a drawing too: React writes only what differs from what it wrote last, and that may have been turned since.
  useLayoutEffect(() => {
    const pill = pillRef.current;
    if (pill === null) return undefined;
    let fromMs = Infinity;
    let untilMs = 0;
    /** Answers whether the pill is to be drawn for another tone. */
    const look = (): boolean => {
      const nowMs = currentNowMs();
      // A clock that was set back is looked at again.
      if (nowMs < untilMs && nowMs >= fromMs) return false;
      const face = faceOf(ticket, workspace, language, nowMs);
      fromMs = nowMs;
      untilMs = face.untilMs;
      if (face.tone !== tone) return true;
      turnPill(pill, face);
      return false;
    };
    const unsubscribe = subscribeNow(() => {
      // At once: a frame later would be one more to draw.
      if (look()) flushSync(redraw);
    });
    if (look()) redraw();
    return unsubscribe;
  }, [ticket, workspace, language, tone]);

  return <CountdownPill ref={pillRef} tone={tone} leftShare={left} figure={figure} sentence={sentence} />;
});

/** What a pill shows at `nowMs`, and until when that holds, at least; epoch ms of the backend's time. */
type Face = Required<PillTurn> & { readonly tone: PillTone; readonly untilMs: number };

function faceOf(ticket: Ticket, workspace: Workspace | null, language: Language, nowMs: number): Face {
  const clock = workspace === null ? null : mostUrgent(ticketClocks(ticket, workspace, nowMs));
  return {
    tone: clockTone(clock, nowMs),
    leftShare: clock === null ? 0 : leftShare(clock),
    figure: clockFigure(clock, language),
    sentence: clockSentence(clock, language, nowMs),
    untilMs: clock === null ? Infinity : nextLookMs([clock], nowMs),
  };
}
