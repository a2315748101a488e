import { z } from 'zod';
import type { WindowKind } from '../shared/ipc/page-window.ts';

/** A rectangle of the desktop, in device-independent pixels. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export const windowPlaceSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  isMaximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

type Size = { readonly width: number; readonly height: number };

/** The least size that the layout of each window needs. */
export const MIN_SIZES: Readonly<Record<WindowKind, Size>> = {
  console: { width: 1024, height: 640 },
  ticket: { width: 600, height: 560 },
  wallboard: { width: 1024, height: 640 },
};
const FIRST_SIZES: Readonly<Record<WindowKind, Size>> = {
  console: { width: 1440, height: 900 },
  ticket: { width: 880, height: 820 },
  wallboard: { width: 1440, height: 900 },
};
// Enough of the title bar to take hold of.
const GRIP = 80;
/** How far a window stands off the one below it, so that both can be seen. */
const STEP = 28;

/**
 * Where a window opens: where one of its kind was, when that is still on a screen; else in the middle of the first one, as
 * large as fits; off the corners that `taken` windows of its kind stand at. Never smaller than the least size its layout needs.
 *
 * @throws Error when there is no screen at all.
 */
export function openingPlace(
  kind: WindowKind,
  saved: WindowPlace | null,
  workAreas: readonly Area[],
  taken: readonly Pick<Area, 'x' | 'y'>[] = [],
): WindowPlace {
  const place = placeOfKind(kind, saved, workAreas);
  let { x, y } = place;
  while (taken.some((corner) => corner.x === x && corner.y === y)) {
    x += STEP;
    y += STEP;
  }
  const stepped = { ...place, x, y };
  return workAreas.some((area) => canBeGrabbed(stepped, area)) ? stepped : place;
}

function placeOfKind(kind: WindowKind, saved: WindowPlace | null, workAreas: readonly Area[]): WindowPlace {
  const least = MIN_SIZES[kind];
  if (saved !== null && workAreas.some((area) => canBeGrabbed(saved, area))) {
    const width = Math.max(saved.width, least.width);
    return { ...saved, width, height: Math.max(saved.height, least.height) };
  }
  const [area] = workAreas;
  if (area === undefined) throw new Error('the desktop has no screen');
  const width = Math.max(least.width, Math.min(FIRST_SIZES[kind].width, area.width));
  const height = Math.max(least.height, Math.min(FIRST_SIZES[kind].height, area.height));
  return {
    x: Math.max(area.x, Math.round(area.x + (area.width - width) / 2)),
    y: Math.max(area.y, Math.round(area.y + (area.height - height) / 2)),
    width,
    height,
    isMaximized: false,
  };
}

function canBeGrabbed(place: WindowPlace, area: Area): boolean {
  const seenWidth = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  return seenWidth >= GRIP && place.y >= area.y && place.y + GRIP <= area.y + area.height;
}
