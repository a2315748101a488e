const NAMES: Readonly<Record<string, string>> = {
  arrowdown: '↓',
  arrowup: '↑',
  arrowright: '→',
  arrowleft: '←',
  enter: 'Enter',
  escape: 'Esc',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDn',
};

/** The chord of a key press, such as "c", "mod+n" or "?"; null for a press of a modifier alone, or with Alt, which types letters. */
export function chordOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string | null {
  if (event.altKey || ['Control', 'Meta', 'Shift', 'Alt', 'AltGraph', 'Dead'].includes(event.key)) return null;
  const key = event.key.toLowerCase();
  // A shifted letter is a word being typed in capitals or another program's chord; a shifted sign is just that sign.
  const shift = event.shiftKey && (key.length > 1 || /\p{L}/u.test(key)) ? 'shift+' : '';
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${shift}${key}`;
}

/** A chord as caps to press: "Ctrl+N" or "⌘N", "G M", "↓". `platform` is Node's name of it. */
export function chordLabel(chord: string, platform: string): string {
  const isMac = platform === 'darwin';
  return chord
    .split(' ')
    .map((press) =>
      press
        .replace('mod+', isMac ? '⌘' : 'Ctrl+')
        .replace('shift+', isMac ? '⇧' : 'Shift+')
        .replace(/[^+⌘⇧]+$/u, (key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)),
    )
    .join(' ');
}
