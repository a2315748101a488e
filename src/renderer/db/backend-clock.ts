let offsetMs = 0;

/** The backend's time as far as this machine knows it, epoch ms. */
export function backendNowMs(): number {
  return Date.now() + offsetMs;
}

/** What to add to this machine's clock to get the backend's, ms. */
export function clockOffsetMs(): number {
  return offsetMs;
}

/** Takes a new measurement of the offset. */
export function setClockOffsetMs(measuredMs: number): void {
  offsetMs = measuredMs;
}
