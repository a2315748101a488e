import { useEffect } from 'react';
import { giveFocusBack, placeIds } from './focus-place.ts';

/**
 * Keeps the focus from being lost: when what has it goes away (a button whose act is done, a notice that is dismissed), it
 * goes to the list or the ticket, whichever had it last.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    let place: string = placeIds.list;
    const onFocusIn = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      last = target;
      place = Object.values(placeIds).find((id) => target.closest(`#${id}`) !== null) ?? place;
    };
    const look = (): void => {
      if (document.activeElement !== document.body || last === null || last.isConnected) return;
      if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return;
      giveFocusBack(document.getElementById(place));
    };
    const observer = new MutationObserver(() => {
      if (document.activeElement !== document.body) return;
      // A dialog that closes gives the focus back by itself in the next frame.
      requestAnimationFrame(() => requestAnimationFrame(look));
    });
    document.addEventListener('focusin', onFocusIn);
    observer.observe(document.body, { subtree: true, childList: true });
    return () => {
      document.removeEventListener('focusin', onFocusIn);
      observer.disconnect();
    };
  }, []);
}
