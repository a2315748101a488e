const PLACES = { list: 'ticket-list', ticket: 'ticket-pane' } as const;

/** The element ids of the places that the focus moves between. */
export const placeIds = PLACES;

/** Puts the focus on the list or into the ticket, once what is on its way to the screen is there. */
export function focusPlace(place: keyof typeof PLACES): void {
  requestAnimationFrame(() => document.getElementById(PLACES[place])?.focus({ preventScroll: true }));
}
