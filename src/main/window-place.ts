import { z } from 'zod';

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

export const MIN_SIZE = { width: 1024, height: 640 } as const;
const FIRST_SIZE = { width: 1440, height: 900 } as const;
// Enough of the title bar to take hold of.
const GRIP = 80;

/**
 * Where the window opens: where it was, when that is still on a screen; else in the middle of the first one, as large as
 * fits. Never smaller than the least size the layout needs.
 *
 * @throws Error when there is no screen at all.
 */
export function openingPlace(saved: WindowPlace | null, workAreas: readonly Area[]): WindowPlace {
  if (saved !== null && workAreas.some((area) => canBeGrabbed(saved, area))) {
    const width = Math.max(saved.width, MIN_SIZE.width);
    return { ...saved, width, height: Math.max(saved.height, MIN_SIZE.height) };
  }
  const [area] = workAreas;
  if (area === undefined) throw new Error('the desktop has no screen');
  const width = Math.max(MIN_SIZE.width, Math.min(FIRST_SIZE.width, area.width));
  const height = Math.max(MIN_SIZE.height, Math.min(FIRST_SIZE.height, area.height));
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
