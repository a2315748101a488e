import { useEffect, useState } from 'react';

/** Where something is in the window, in CSS pixels. */
export type Place = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/**
 * Where the element of a selector is, followed from frame to frame while it is looked at: it may come late, move or go.
 * Null where there is none on screen; undefined before the first look.
 */
export function useTargetPlace(selector: string): Place | null | undefined {
  const [seen, setSeen] = useState<{ readonly selector: string; readonly place: Place | null } | null>(null);
  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      const place = placeOf(document.querySelector(selector));
      setSeen((known) => (known?.selector === selector && isSame(known.place, place) ? known : { selector, place }));
      frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [selector]);
  return seen?.selector === selector ? seen.place : undefined;
}

function placeOf(element: Element | null): Place | null {
  const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
  return width === 0 || height === 0 ? null : { left, top, width, height };
}

function isSame(a: Place | null, b: Place | null): boolean {
  if (a === null || b === null) return a === b;
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
