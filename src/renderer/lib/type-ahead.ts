let typed = '';

/** Keeps what is typed while a field that was asked for is not there yet. */
export function typeAhead(key: string): void {
  typed += key;
}

/** What was typed ahead, for the field to begin with; it is given once. */
export function takeTypedAhead(): string {
  const taken = typed;
  typed = '';
  return taken;
}
