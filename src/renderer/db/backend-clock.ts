import { type ClockKnowledge, type ClockReading, ClockWatch } from '../../shared/sync/clock-watch.ts';

function read(): ClockReading {
  return { wallMs: Date.now(), steadyMs: performance.now() };
}

let watch = new ClockWatch(read());

/** The backend's time as far as this machine knows it, epoch ms. */
export function backendNowMs(): number {
  return watch.nowMs(read());
}

/** What to add to this machine's clock, as it goes now, to get the backend's, ms. */
export function clockOffsetMs(): number {
  return watch.offsetMs(read());
}

/** Whether countdowns are estimates: the machine's clock was set, or the backend's has not been seen for a day. */
export function isClockEstimated(): boolean {
  return watch.isEstimated(read());
}

/** Begins with what an account's database knows of its backend's clock. */
export function beginClock(known: ClockKnowledge): void {
  watch = new ClockWatch(read());
  knowClock(known);
}

/** Takes a measurement; an older one than is known changes nothing. */
export function knowClock(known: ClockKnowledge): void {
  watch.know(known, read());
}

/** Compares this machine's clocks. Answers whether the one that can be set was set meanwhile. */
export function lookAtClock(): boolean {
  return watch.look(read());
}

/** The machine has slept. */
export function clockResumed(): void {
  watch.resumed(read());
}
