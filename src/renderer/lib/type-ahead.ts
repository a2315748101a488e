/** Where something is to be typed that was asked for and is not on screen yet: the palette, or a field of a ticket. */
export type AheadPlace = 'palette' | `ticket:${string}`;

type TypedAhead = { readonly text: string; readonly isEntered: boolean };

const NOTHING: TypedAhead = { text: '', isEntered: false };

let place: AheadPlace | null = null;
let typed = NOTHING;

/** Keeps a key that is pressed while what it is meant for is not there yet; Enter too. */
export function typeAhead(where: AheadPlace, key: string): void {
  const { text, isEntered } = place === where ? typed : NOTHING;
  place = where;
  typed = key === 'Enter' ? { text, isEntered: true } : { text: text + key, isEntered };
}

/** What was typed ahead there, for it to begin with, and whether Enter followed; it is given once, and nothing typed elsewhere stays. */
export function takeTypedAhead(where: AheadPlace): TypedAhead {
  const taken = place === where ? typed : NOTHING;
  place = null;
  typed = NOTHING;
  return taken;
}
