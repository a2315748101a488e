import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

const MORE = 120;
/** How near to the last one that is drawn, in px, the next ones are made. */
const AHEAD_PX = 800;

type EarlierEntries = {
  /** How many of the oldest are not drawn yet. */
  readonly hidden: number;
  readonly showEarlier: () => void;
  /** For the element that stands in their place. */
  readonly edge: RefObject<HTMLButtonElement | null>;
};

/**
 * Draws the newest of `total` entries, `atFirst` of them, and, as one scrolls near to them, the older ones: a conversation of
 * thousands of messages opens as fast as a short one. `atFirst` is to be more than a screen of 4K shows. New entries are drawn as they come, and what is being read stays where it is while
 * older ones appear above it. A list of something else needs a key of its own.
 */
export function useEarlierEntries(
  total: number,
  atFirst: number,
  scroller: RefObject<HTMLElement | null>,
): EarlierEntries {
  const [hidden, setHidden] = useState(() => Math.max(0, total - atFirst));
  const edge = useRef<HTMLButtonElement>(null);
  const heldFromEndPx = useRef<number | null>(null);
  const showEarlier = (): void => {
    const list = scroller.current;
    const isAbove = edge.current !== null && edge.current.parentElement?.previousElementSibling === null;
    if (list !== null && isAbove) heldFromEndPx.current = list.scrollHeight - list.scrollTop;
    setHidden((now) => Math.max(0, now - MORE));
  };
  useLayoutEffect(() => {
    if (scroller.current === null || heldFromEndPx.current === null) return;
    scroller.current.scrollTop = scroller.current.scrollHeight - heldFromEndPx.current;
    heldFromEndPx.current = null;
  }, [hidden, scroller]);
  useEffect(() => {
    if (edge.current === null) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) showEarlier();
      },
      { root: scroller.current, rootMargin: `${AHEAD_PX}px 0px` },
    );
    observer.observe(edge.current);
    return () => observer.disconnect();
    // Watched anew after each step: of an edge that is still near nothing more would be heard.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [hidden, scroller]);
  return { hidden, showEarlier, edge };
}
