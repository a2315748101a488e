import { DAY_MS, daysFromCivil } from './civil.ts';

/** A time zone's offsets from UTC, asked of the platform once per stretch of time and kept. */
export type Zone = {
  readonly timeZone: string;
  /** Local time minus UTC at an instant (epoch ms), in ms: -10,800,000 in Sao Paulo. */
  offsetAtMs(instantMs: number): number;
  /**
   * The instant at which clocks of the zone show a wall time, given as the epoch ms that time would be in UTC.
   * A wall time that a clock change skips moves forward by the gap; one that happens twice is the first.
   */
  instantOfWallMs(wallMs: number): number;
};

/** The changes of offset within one stretch: `offsetsMs[i]` holds from `fromMs[i]` on. */
type Stretch = { readonly fromMs: readonly number[]; readonly offsetsMs: readonly number[] };

/** About 13 months: a year's deadlines touch two stretches at most. */
const STRETCH_MS = 400 * DAY_MS;

/**
 * Zones are looked at once a day. Offsets that change and change back between two looks would be missed:
 * the time zone database has none.
 */
const LOOK_MS = DAY_MS;

const zones = new Map<string, Zone>();

/** The zone of an IANA name, or null when this platform knows no such zone. Fixed offsets ("+03:00") are no zones. */
export function zoneOf(timeZone: string): Zone | null {
  // Names are the same in any case, so the map stays as small as the platform's list of zones, whatever requests spell.
  const spelled = timeZone.toLowerCase();
  const known = zones.get(spelled);
  if (known !== undefined) return known;
  const format = openFormat(timeZone);
  if (format === null) return null;
  // Another name of a zone (Asia/Kathmandu, Asia/Katmandu) shares what is known of it.
  const name = format.resolvedOptions().timeZone;
  const zone = zones.get(name.toLowerCase()) ?? makeZone(name, offsetReader(format));
  zones.set(name.toLowerCase(), zone);
  zones.set(spelled, zone);
  return zone;
}

function makeZone(timeZone: string, readOffsetMs: (instantMs: number) => number): Zone {
  const stretches = new Map<number, Stretch>();

  const offsetAtMs = (instantMs: number): number => {
    const index = Math.floor(instantMs / STRETCH_MS);
    let stretch = stretches.get(index);
    if (stretch === undefined) {
      stretch = readStretch(index * STRETCH_MS, readOffsetMs);
      stretches.set(index, stretch);
    }
    let i = stretch.fromMs.length - 1;
    while (i > 0 && instantMs < (stretch.fromMs[i] ?? 0)) i -= 1;
    return stretch.offsetsMs[i] ?? 0;
  };

  const instantOfWallMs = (wallMs: number): number => {
    // No zone is a day away from UTC, so these two lie safely before and after any change near the wall time.
    const beforeMs = offsetAtMs(wallMs - DAY_MS);
    const afterMs = offsetAtMs(wallMs + DAY_MS);
    const firstMs = wallMs - beforeMs;
    if (beforeMs === afterMs || offsetAtMs(firstMs) === beforeMs) return firstMs;
    const secondMs = wallMs - afterMs;
    // In a gap neither fits: the old offset then names the instant that reads later by the gap.
    return offsetAtMs(secondMs) === afterMs ? secondMs : firstMs;
  };

  return { timeZone, offsetAtMs, instantOfWallMs };
}

function readStretch(stretchFromMs: number, readOffsetMs: (instantMs: number) => number): Stretch {
  const fromMs = [stretchFromMs];
  const offsetsMs = [readOffsetMs(stretchFromMs)];
  for (let atMs = stretchFromMs + LOOK_MS; atMs <= stretchFromMs + STRETCH_MS; atMs += LOOK_MS) {
    const offsetMs = readOffsetMs(atMs);
    if (offsetMs === offsetsMs.at(-1)) continue;
    fromMs.push(changeBetween(atMs - LOOK_MS, atMs, readOffsetMs));
    offsetsMs.push(offsetMs);
  }
  return { fromMs, offsetsMs };
}

/** The first instant in (lowMs, highMs] with the offset of highMs, by halving: the two ends differ. */
function changeBetween(lowMs: number, highMs: number, readOffsetMs: (instantMs: number) => number): number {
  const targetMs = readOffsetMs(highMs);
  let low = lowMs;
  let high = highMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (readOffsetMs(middle) === targetMs) high = middle;
    else low = middle;
  }
  return high;
}

function openFormat(timeZone: string): Intl.DateTimeFormat | null {
  // Recent platforms take offsets as zones; a policy that means a place must not lose its clock changes that way.
  if (!/^[A-Za-z]/.test(timeZone)) return null;
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    // A RangeError is the platform's way to say that it does not know the zone.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function offsetReader(format: Intl.DateTimeFormat): (instantMs: number) => number {
  return (instantMs) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instantMs)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    const wallMs = daysFromCivil(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000;
    return wallMs - Math.floor(instantMs / 1000) * 1000;
  };
}
