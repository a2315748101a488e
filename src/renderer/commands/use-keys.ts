import { useEffect, useRef } from 'react';
import { placeIds } from '../lib/focus-place.ts';
import { thisWindow } from '../lib/page-window.ts';
import { useScreenStore } from '../stores/screen-store.ts';
import { commandByChord } from './all-commands.ts';
import { chordOf } from './chord.ts';
import { type CommandContext, isFor, type WhyNot } from './command.ts';

/** How long the first key of "g m" waits for the second. */
const PREFIX_MS = 1_500;

const PREFIXES = new Set(
  [...commandByChord.keys()].filter((chord) => chord.includes(' ')).map((chord) => chord.split(' ')[0]),
);

/**
 * Runs commands by their keys while nothing else wants them: letters not in text fields, arrows and Enter only from the
 * list, nothing under a dialog or an open menu. `onUnavailable` is told why a command that was asked for does nothing.
 */
export function useKeys(context: CommandContext, onUnavailable: (why: WhyNot) => void): void {
  const latest = useRef({ context, onUnavailable });
  useEffect(() => {
    latest.current = { context, onUnavailable };
  });
  useEffect(() => {
    let prefix: { readonly key: string; readonly atMs: number } | null = null;
    const onKeyDown = (event: KeyboardEvent): void => {
      const pressed = event.defaultPrevented || event.isComposing ? null : chordOf(event);
      if (pressed === null || !isFree(event.target, pressed)) return;
      const isSecond = prefix !== null && event.timeStamp - prefix.atMs < PREFIX_MS;
      const chord = isSecond ? `${prefix?.key ?? ''} ${pressed}` : pressed;
      prefix = !isSecond && PREFIXES.has(pressed) ? { key: pressed, atMs: event.timeStamp } : null;
      const command = commandByChord.get(chord);
      if (command === undefined || !isFor(command, thisWindow().kind)) return;
      // What acts on the list or the ticket has nothing to act on where neither is on screen.
      if (useScreenStore.getState().screen.kind !== 'desk' && command.isOnScreens !== true) return;
      event.preventDefault();
      const why = command.whyNot(latest.current.context);
      if (why === null) command.run(latest.current.context);
      else latest.current.onUnavailable(why);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

const ELSEWHERE_KEYS = new Set(['arrowdown', 'arrowup', 'arrowright', 'enter']);

/** Where one types it takes back what was typed. */
const UNDO_TYPING = 'mod+z';

function isFree(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return true;
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return false;
  const isTyping = target.closest('input:not([type="radio"], [type="checkbox"]), textarea, select') !== null;
  if (isTyping) return (chord.startsWith('mod+') && chord !== UNDO_TYPING) || chord === 'escape';
  if (chord === 'arrowleft') return target.id === placeIds.ticket;
  if (!ELSEWHERE_KEYS.has(chord)) return true;
  return target === document.body || target.id === placeIds.list;
}
