import type { SlaClock } from '../../shared/sla/clocks.ts';
import { isByTheWall } from '../../shared/sla/instant-clocks.ts';
import type { Language } from '../stores/settings-store.ts';
import { countdown, hoursAndMinutes, SECONDS_BELOW_MS, shortMoment } from './format-time.ts';
import { say } from './text.ts';

const MINUTE_MS = 60_000;
/** Minutes that pass within this time turn together, at its end: a window is drawn anew for all of them at once. */
const TURN_TOGETHER_MS = 5_000;

/** How a clock looks: calm, near its end, over, standing still, ended well or badly, or not there. */
export type ClockTone = 'running' | 'warning' | 'breached' | 'paused' | 'met' | 'missed' | 'ended' | 'none';

/** The look of a clock at `nowMs` (the backend's time): near its end once a warning step of its policy has passed. */
export function clockTone(clock: SlaClock | null, nowMs: number): ClockTone {
  if (clock === null) return 'none';
  if (clock.state !== 'running') return clock.state;
  const firstWarningAtMs = clock.warnAtMs[0];
  return firstWarningAtMs !== undefined && nowMs >= firstWarningAtMs ? 'warning' : 'running';
}

/** The share of its target that a clock has left, 0 to 1; 0 once it is over. For what draws it. */
export function leftShare({ remainingMs, targetMs }: SlaClock): number {
  return Math.min(1, Math.max(0, remainingMs / targetMs));
}

/**
 * When what is told of some clocks at `nowMs` is to be told anew, epoch ms: with the next full minute of the one that changes
 * first or a warning step, within five seconds; the next second when one is near its end; the deadline. Time may go by
 * faster than business time does, so this is the earliest it can be.
 */
export function nextLookMs(clocks: readonly SlaClock[], nowMs: number): number {
  let nextMs = Infinity;
  for (const { state, remainingMs, warnAtMs, deadlineAtMs } of clocks) {
    if (state === 'breached') nextMs = Math.min(nextMs, together(nowMs + MINUTE_MS - (-remainingMs % MINUTE_MS)));
    if (state !== 'running') continue;
    const isNear = remainingMs <= SECONDS_BELOW_MS;
    nextMs = Math.min(nextMs, isNear ? nowMs + 1 : together(nowMs + (remainingMs % MINUTE_MS || MINUTE_MS)));
    for (const warnMs of warnAtMs) if (warnMs > nowMs) nextMs = Math.min(nextMs, together(warnMs));
    if (deadlineAtMs !== null && deadlineAtMs >= nowMs) nextMs = Math.min(nextMs, deadlineAtMs + 1);
  }
  return nextMs;
}

function together(atMs: number): number {
  return Math.ceil(atMs / TURN_TOGETHER_MS) * TURN_TOGETHER_MS;
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
  return say(language, `clock.${clock.kind}`, { tier: `N${clock.tier ?? ''}` });
}

/** Business time left or over, said as such: "2h10 úteis", "vencido há 20 min úteis". */
export function clockRemaining(clock: SlaClock, language: Language): string {
  if (clock.state === 'met') return say(language, 'clock.endedMet');
  if (clock.state === 'missed') return say(language, 'clock.endedMissed');
  if (clock.state === 'ended') return say(language, 'clock.endedLeft');
  const isOver = clock.remainingMs < 0;
  if (isByTheWall(clock)) {
    const time = hoursAndMinutes(Math.abs(clock.remainingMs), isOver ? 'over' : 'left');
    return say(language, isOver ? 'clock.wallOver' : 'clock.wallLeft', { time });
  }
  const time = hoursAndMinutes(Math.abs(clock.remainingMs), isOver ? 'over' : 'left');
  if (clock.state === 'paused') return say(language, isOver ? 'clock.pausedOver' : 'clock.pausedLeft', { time });
  return say(language, isOver ? 'clock.over' : 'clock.left', { time });
}

/** A deadline with the kind of time that leads to it: business time, or that of the clock on the wall. */
export function deadlineWithTime(clock: SlaClock, language: Language, deadline: string): string {
  return say(language, isByTheWall(clock) ? 'clock.wall' : 'clock.business', { deadline });
}

/** When a clock is due on the wall, in the viewer's zone; while it is paused, that there is no deadline. Null once it has ended. */
export function clockDeadline(clock: SlaClock, language: Language, nowMs: number): string | null {
  if (clock.endedAtMs !== null) return null;
  if (clock.deadlineAtMs === null) return say(language, 'clock.noDeadline');
  const when = shortMoment(language, clock.deadlineAtMs, nowMs);
  return say(language, clock.deadlineAtMs < nowMs ? 'clock.wasDue' : 'clock.due', { when });
}

const sentences = new Map<string, string>();
/** What many countdowns say over some minutes. */
const MOST_SENTENCES = 5_000;

/** A clock in one sentence, for a tooltip and for screen readers. Changes once a minute, not every second, and is made as seldom. */
export function clockSentence(clock: SlaClock | null, language: Language, nowMs: number): string {
  if (clock === null) return say(language, 'clock.state.none');
  const tone = clockTone(clock, nowMs);
  const { kind, tier = '', remainingMs, deadlineAtMs } = clock;
  const minutes = remainingMs < 0 ? Math.ceil(remainingMs / MINUTE_MS) - 1 : Math.ceil(remainingMs / MINUTE_MS);
  const isPast = deadlineAtMs !== null && deadlineAtMs < nowMs;
  const day = new Date(nowMs).getDate();
  // To the minute, as it is said: those due in the same one share it.
  const dueMinute = deadlineAtMs === null ? '' : Math.floor(deadlineAtMs / MINUTE_MS);
  const time = isByTheWall(clock) ? 'wall' : 'business';
  const key = `${language} ${kind} ${tier} ${time} ${clock.state} ${tone} ${minutes} ${dueMinute} ${isPast} ${day}`;
  const known = sentences.get(key);
  if (known !== undefined) return known;
  const parts = [
    clockName(clock, language),
    say(language, `clock.state.${tone}`),
    clockRemaining(clock, language),
    clockDeadline(clock, language, nowMs),
  ];
  const sentence = parts.filter((part) => part !== null).join(', ');
  if (sentences.size >= MOST_SENTENCES) sentences.clear();
  sentences.set(key, sentence);
  return sentence;
}
