import type { Meta } from './storage.ts';

/** An answer that took longer says too little about the time. */
const SLOW_MS = 2_000;
/** A difference below this is the measurement's own, not the clock's. */
const NOISE_MS = 50;
/** How long a measurement stands before a worse one replaces it. */
const FRESH_MS = 60_000;

/**
 * What an exchange says about the difference between the machine's clock and the backend's: half-way between sending
 * and receiving the backend's clock showed `serverTimeMs` (Cristian's algorithm, 1989).
 *
 * @returns the change to remember, or null when there is nothing new to learn.
 */
export function measureClock(
  meta: Pick<Meta, 'clockOffsetMs' | 'clockMeasuredAtMs'>,
  exchange: { readonly sentAtMs: number; readonly receivedAtMs: number; readonly serverTimeMs: number },
): Pick<Meta, 'clockOffsetMs' | 'clockMeasuredAtMs'> | null {
  const { sentAtMs, receivedAtMs, serverTimeMs } = exchange;
  const tookMs = receivedAtMs - sentAtMs;
  const isFirst = meta.clockMeasuredAtMs === null;
  // A negative time means that the machine's clock was set meanwhile.
  if (tookMs < 0 || (tookMs > SLOW_MS && !isFirst)) return null;
  const clockOffsetMs = Math.round(serverTimeMs - (sentAtMs + tookMs / 2));
  const isSame = Math.abs(clockOffsetMs - meta.clockOffsetMs) < NOISE_MS + tookMs / 2;
  if (!isFirst && isSame && serverTimeMs - (meta.clockMeasuredAtMs ?? 0) < FRESH_MS) return null;
  return { clockOffsetMs: isSame && !isFirst ? meta.clockOffsetMs : clockOffsetMs, clockMeasuredAtMs: serverTimeMs };
}
