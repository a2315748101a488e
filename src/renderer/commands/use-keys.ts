import { useEffect, useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { placeIds } from '../lib/focus-place.ts';
import { thisWindow } from '../lib/page-window.ts';
import { takeTypedAhead, typeAhead } from '../lib/type-ahead.ts';
import { useComposerStore } from '../stores/composer-store.ts';
import { useDialogStore } from '../stores/dialog-store.ts';
import { useScreenStore } from '../stores/screen-store.ts';
import { useViewStore } from '../stores/view-store.ts';
import { commandByChord } from './all-commands.ts';
import { commandNow } from './bulk-commands.ts';
import { chordOf } from './chord.ts';
import { type CommandContext, isFor, type WhyNot } from './command.ts';
import { sendTypedAhead } from './send-ahead.ts';

/** Sends what is written, wherever one writes. */
const SEND = 'mod+enter';

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
  // Before it is seen: a key is meant for the ticket that is on screen.
  useLayoutEffect(() => {
    latest.current = { context, onUnavailable };
  });
  useEffect(() => {
    let prefix: { readonly key: string; readonly atMs: number } | null = null;
    /** Answers whether the key was for something. */
    const take = ({ pressed, key, atMs }: Key): boolean => {
      const { ticket, workspace } = latest.current.context;
      if (ticket !== null && isFieldComing(ticket.id) && isForField(key, pressed)) {
        if (pressed === 'escape') forgetField(ticket.id);
        else if (pressed === SEND) void sendTypedAhead(ticket, workspace);
        else if (key !== 'Enter') typeAhead(`ticket:${ticket.id}`, key);
        return true;
      }
      const isSecond = prefix !== null && atMs - prefix.atMs < PREFIX_MS;
      const chord = isSecond ? `${prefix?.key ?? ''} ${pressed}` : pressed;
      prefix = !isSecond && PREFIXES.has(pressed) ? { key: pressed, atMs } : null;
      const named = commandByChord.get(chord);
      if (named === undefined || !isFor(named, thisWindow().kind)) return false;
      // What acts on the list or the ticket has nothing to act on where neither is on screen.
      if (useScreenStore.getState().screen.kind !== 'desk' && named.isForEveryScreen !== true) return false;
      const command = commandNow(named);
      const why = command.whyNot(latest.current.context);
      if (why === null) command.run(latest.current.context);
      else latest.current.onUnavailable(why);
      return true;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const pressed = event.defaultPrevented || event.isComposing ? null : chordOf(event);
      if (pressed !== null && isPaletteComing()) {
        event.preventDefault();
        const isText = event.key.length === 1 && !pressed.startsWith('mod+');
        if (isText || event.key === 'Enter') typeAhead('palette', event.key);
        if (pressed === 'escape') useDialogStore.getState().close();
        return;
      }
      if (pressed === null || !isFree(event.target, pressed)) return;
      const key = { pressed, key: event.key, atMs: event.timeStamp };
      if (!isAheadOfList(pressed)) {
        if (take(key)) event.preventDefault();
        return;
      }
      event.preventDefault();
      useViewStore.getState().onceRead(() => {
        // After what was asked before it, which has to be drawn for the key to be meant for it.
        queueMicrotask(() => {
          if (isFree(document.activeElement, pressed)) flushSync(() => void take(key));
        });
      });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** `pressed` as a chord, `key` as the browser names it; `atMs` on the clock of events. */
type Key = { readonly pressed: string; readonly key: string; readonly atMs: number };

/** A step through a list waits for its rows: what is pressed after it is meant for where it leads. Esc gives the steps up. */
function isAheadOfList(pressed: string): boolean {
  const { askedAhead, ticketId, select } = useViewStore.getState();
  if (askedAhead.length === 0 || useScreenStore.getState().screen.kind !== 'desk') return false;
  if (pressed === 'escape') select(ticketId);
  return pressed !== 'escape' && (pressed === SEND || !pressed.startsWith('mod+'));
}

/** It was asked for and is not on screen yet: what is typed is meant for it. */
function isPaletteComing(): boolean {
  return useDialogStore.getState().open === 'palette' && document.querySelector('[role="dialog"]') === null;
}

/** The field that a command asked for has not taken the focus, since its ticket is not on screen yet: what is typed is meant for it. */
function isFieldComing(ticketId: string): boolean {
  const { wantsFocus, ticketId: wanted } = useComposerStore.getState();
  if (!wantsFocus || wanted !== ticketId || useScreenStore.getState().screen.kind !== 'desk') return false;
  const pane = document.getElementById(placeIds.ticket);
  // Once it is drawn, only a field that is there is still to come.
  return pane?.dataset['ticket'] !== ticketId || pane.querySelector('textarea, [role="combobox"]') !== null;
}

function isForField(key: string, chord: string): boolean {
  return (key.length === 1 && !chord.startsWith('mod+')) || key === 'Enter' || key === 'Escape';
}

function forgetField(ticketId: string): void {
  takeTypedAhead(`ticket:${ticketId}`);
  useComposerStore.getState().focusTaken();
}

/** Keys that belong to whatever has the focus, except on the list. */
const OF_THE_LIST = new Set(
  'arrowdown arrowup arrowright enter home end pagedown pageup shift+arrowdown shift+arrowup mod+a'.split(' '),
);

/** What these do where one types is for the text. */
const OF_THE_TEXT = new Set(['mod+z', 'mod+a']);

const TYPING =
  'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]:not([contenteditable="false"])';

function isFree(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return true;
  // A dialog may be asked for and not be there yet: what is pressed meanwhile is not for what lies below.
  if (useDialogStore.getState().open !== null) return false;
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return false;
  const isTyping = target.closest(TYPING) !== null;
  if (isTyping) return (chord.startsWith('mod+') && !OF_THE_TEXT.has(chord)) || chord === 'escape';
  if (chord === 'arrowleft') return target.id === placeIds.ticket;
  if (!OF_THE_LIST.has(chord)) return true;
  return target === document.body || target.id === placeIds.list;
}
