let typed = '';
let isEntered = false;

/** Keeps a key that is pressed while a field that was asked for is not there yet; Enter too. */
export function typeAhead(key: string): void {
  if (key === 'Enter') isEntered = true;
  else typed += key;
}

/** What was typed ahead, for the field to begin with, and whether Enter followed; it is given once. */
export function takeTypedAhead(): { readonly text: string; readonly isEntered: boolean } {
  const taken = { text: typed, isEntered };
  typed = '';
  isEntered = false;
  return taken;
}
