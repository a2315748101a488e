import { hasOnePane } from './desk-layout.ts';

const PLACES = { list: 'ticket-list', ticket: 'ticket-pane', search: 'ticket-search' } as const;

export type Place = keyof typeof PLACES;

/** The element ids of the places that the focus moves between. */
export const placeIds = PLACES;

/**
 * Says where the agent is now, which is what a window with room for one pane shows. As an attribute of the page that its
 * styles read, so that the place is on screen, and can take the focus, in this very moment.
 */
export function showPlace(place: Place): void {
  document.documentElement.dataset['place'] = place;
}

/** Where the next ticket of the list is to be shown: in the ticket's place where that is all there is on screen. */
export function placeToStepIn(): Place {
  return hasOnePane(window.innerWidth) && document.documentElement.dataset['place'] === 'ticket' ? 'ticket' : 'list';
}

/** Where a ticket that was picked from the list is to be shown. */
export function placeOfPicked(): Place {
  return hasOnePane(window.innerWidth) ? 'ticket' : 'list';
}

/**
 * Puts the focus on the list, into the ticket or into the search: at once where it is on screen, since the next key of a fast typist
 * is already on its way; else once what is on its way to the screen is there.
 */
export function focusPlace(place: Place): void {
  showPlace(place);
  const focus = (): void => document.getElementById(PLACES[place])?.focus({ preventScroll: true });
  focus();
  requestAnimationFrame(() => {
    // Rendering may have replaced what was focused; a focus that has moved on meanwhile is left alone.
    if (document.activeElement === document.body) focus();
  });
}

/** Whether the focus is on the list, or in the ticket. */
export function isAtPlace(place: keyof typeof PLACES): boolean {
  return document.getElementById(PLACES[place])?.contains(document.activeElement) === true;
}

/** Gives the focus back to what had it, or to the list or the ticket where that is no longer there. */
export function giveFocusBack(to: Element | null): void {
  if (to instanceof HTMLElement && to !== document.body && to.isConnected) to.focus({ preventScroll: true });
  else focusPlace(document.getElementById(PLACES.list) === null ? 'ticket' : 'list');
}
