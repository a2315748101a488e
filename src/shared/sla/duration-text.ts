const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const UNITS = [
  ['ms', 1],
  ['s|sec|secs|seg|segs|seconds?|segundos?', SECOND_MS],
  ['m|min|mins|minutes?|minutos?', MINUTE_MS],
  ['h|hr|hrs|hours?|horas?', HOUR_MS],
] as const;
const DAY_UNIT = /^(?:d|days?|dias?)$/;

/**
 * Reads a duration as people write it in Portuguese or English: "4h", "1h30", "90 min", "1,5h", "1:30", "2d úteis". Negative
 * ones are read too: whoever asks says whether that is too little.
 *
 * @param dayMs what a day is worth, ms: of business time that is for a calendar to say; null where nothing says it.
 * @returns whole ms, or null for what is no duration. A number alone is none: nobody could tell hours from minutes.
 */
export function parseDuration(text: string, dayMs: number | null): number | null {
  const plain = text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/\b(?:uteis|util|business)\b/gu, '')
    .trim();
  const isNegative = /^[-−]/.test(plain);
  const readMs = readParts(plain.replace(/^[-−]\s*/, ''), dayMs);
  if (readMs === null || !Number.isFinite(readMs)) return null;
  const wholeMs = Math.round(readMs);
  return isNegative && wholeMs !== 0 ? -wholeMs : wholeMs;
}

function readParts(text: string, dayMs: number | null): number | null {
  const clock = /^(\d+):([0-5]\d)$/.exec(text);
  if (clock !== null) return Number(clock[1]) * HOUR_MS + Number(clock[2]) * MINUTE_MS;
  const parts = [...text.matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]*)[\s,]*/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return null;
  let totalMs = 0;
  let lastMs = Infinity;
  for (const [, number = '', unit = ''] of parts) {
    // What follows the hours without a unit of its own is minutes: "1h30".
    const unitMs = unit === '' ? (lastMs === HOUR_MS ? MINUTE_MS : null) : unitOf(unit, dayMs);
    if (unitMs === null) return null;
    totalMs += Number(number.replace(',', '.')) * unitMs;
    lastMs = unitMs;
  }
  return totalMs;
}

function unitOf(unit: string, dayMs: number | null): number | null {
  if (DAY_UNIT.test(unit)) return dayMs;
  return UNITS.find(([names]) => new RegExp(`^(?:${names})$`).test(unit))?.[1] ?? null;
}

/**
 * A duration (ms, not negative) as it is typed: "4h", "1h30", "45min". What it says is read back as the same number.
 *
 * @param dayMs what a day is worth, ms, for one that is said in days where it is whole ones ("7d"). Business time is not.
 */
export function formatDuration(durationMs: number, dayMs: number | null = null): string {
  if (dayMs !== null && durationMs > 0 && durationMs % dayMs === 0) return `${durationMs / dayMs}d`;
  const hours = Math.floor(durationMs / HOUR_MS);
  const minutes = Math.floor((durationMs % HOUR_MS) / MINUTE_MS);
  const seconds = Math.floor((durationMs % MINUTE_MS) / SECOND_MS);
  const restMs = durationMs % SECOND_MS;
  if (seconds === 0 && restMs === 0) {
    if (hours === 0) return `${minutes}min`;
    return minutes === 0 ? `${hours}h` : `${hours}h${String(minutes).padStart(2, '0')}`;
  }
  const parts = [
    [hours, 'h'],
    [minutes, 'min'],
    [seconds, 's'],
    [restMs, 'ms'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count}${unit}`])).join(' ');
}
