import { useSyncExternalStore } from 'react';
import { backendNowMs, isClockEstimated } from '../db/backend-clock.ts';

const TICK_MS = 1_000;

let nowMs = backendNowMs();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  nowMs = backendNowMs();
  for (const listener of listeners) listener();
}

/** Calls back every second, together with every countdown on screen, until the function it returns is called. */
export function subscribeNow(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    nowMs = backendNowMs();
    timer = setInterval(tick, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The backend's time of the last second told, epoch ms. */
export function currentNowMs(): number {
  return nowMs;
}

/**
 * The backend's time, epoch ms, renewed every second. One timer serves every countdown on screen, so they turn
 * together; it stops when nothing shows one.
 */
export function useNowMs(): number {
  return useSyncExternalStore(subscribeNow, () => nowMs);
}

const MINUTE_MS = 60_000;

/** The backend's time at the last full minute, epoch ms: for what says "today" or "5 minutes ago" and need not turn each second. */
export function useNowMinuteMs(): number {
  return useSyncExternalStore(subscribeNow, () => Math.floor(nowMs / MINUTE_MS) * MINUTE_MS);
}

/** Whether countdowns are estimates, looked at every second. */
export function useIsClockEstimated(): boolean {
  return useSyncExternalStore(subscribeNow, isClockEstimated);
}
