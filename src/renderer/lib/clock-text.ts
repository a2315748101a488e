import type { SlaClock } from '../../shared/sla/clocks.ts';
import type { Language } from '../stores/settings-store.ts';
import { countdown, hoursAndMinutes, shortMoment } from './format-time.ts';
import { say } from './text.ts';

/** How a clock looks: calm, near its end, over, standing still, ended well or badly, or not there. */
export type ClockTone = 'running' | 'warning' | 'breached' | 'paused' | 'met' | 'missed' | 'ended' | 'none';

/** The look of a clock at `nowMs` (the backend's time): near its end once a warning step of its policy has passed. */
export function clockTone(clock: SlaClock | null, nowMs: number): ClockTone {
  if (clock === null) return 'none';
  if (clock.state !== 'running') return clock.state;
  const firstWarningAtMs = clock.warnAtMs[0];
  return firstWarningAtMs !== undefined && nowMs >= firstWarningAtMs ? 'warning' : 'running';
}

/** The few characters of a countdown: "2h10", "9:05", "−1h05" once over; an ended or missing clock says its state. */
export function clockFigure(clock: SlaClock | null, language: Language): string {
  if (clock === null) return say(language, 'clock.state.none');
  if (clock.endedAtMs !== null)
    return say(language, `clock.state.${clock.state === 'missed' ? 'missed' : endedState(clock)}`);
  const isOver = clock.remainingMs < 0;
  return isOver ? `−${hoursAndMinutes(-clock.remainingMs, 'over')}` : countdown(clock.remainingMs);
}

function endedState(clock: SlaClock): 'met' | 'ended' {
  return clock.state === 'met' ? 'met' : 'ended';
}

/** What a clock is called, such as "Primeira resposta" or "Aceite N2". */
export function clockName(clock: SlaClock, language: Language): string {
  return clock.kind === 'tierAccept'
    ? say(language, 'clock.tierAccept', { tier: `N${clock.tier ?? ''}` })
    : say(language, `clock.${clock.kind}`);
}

/** Business time left or over, said as such: "2h10 úteis", "vencido há 20 min úteis". */
export function clockRemaining(clock: SlaClock, language: Language): string {
  if (clock.state === 'met') return say(language, 'clock.endedMet');
  if (clock.state === 'missed') return say(language, 'clock.endedMissed');
  if (clock.state === 'ended') return say(language, 'clock.endedLeft');
  const isOver = clock.remainingMs < 0;
  const time = hoursAndMinutes(Math.abs(clock.remainingMs), isOver ? 'over' : 'left');
  if (clock.state === 'paused') return say(language, isOver ? 'clock.pausedOver' : 'clock.pausedLeft', { time });
  return say(language, isOver ? 'clock.over' : 'clock.left', { time });
}

/** When a clock is due on the wall, in the viewer's zone; while it is paused, that there is no deadline. Null once it has ended. */
export function clockDeadline(clock: SlaClock, language: Language, nowMs: number): string | null {
  if (clock.endedAtMs !== null) return null;
  if (clock.deadlineAtMs === null) return say(language, 'clock.noDeadline');
  const when = shortMoment(language, clock.deadlineAtMs, nowMs);
  return say(language, clock.deadlineAtMs < nowMs ? 'clock.wasDue' : 'clock.due', { when });
}

/** A clock in one sentence, for a tooltip and for screen readers. Changes once a minute, not every second. */
export function clockSentence(clock: SlaClock | null, language: Language, nowMs: number): string {
  if (clock === null) return say(language, 'clock.state.none');
  const state = say(language, `clock.state.${clockTone(clock, nowMs)}`);
  const parts = [
    clockName(clock, language),
    state,
    clockRemaining(clock, language),
    clockDeadline(clock, language, nowMs),
  ];
  return parts.filter((part) => part !== null).join(', ');
}
