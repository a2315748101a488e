import { useEffect } from 'react';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { beginDraft, useDraft } from '../../stores/draft-store.ts';

/** What a refused action held, by the names of its arguments; nothing when the dialog was opened for a new one. */
export type Held = Readonly<Record<string, unknown>>;

const NOTHING: Held = {};

/** What the refused action held that this dialog is open for again. */
export function useHeld(name: string): Held {
  const args = useDialogStore(({ replaces }) => (replaces?.name === name ? replaces.args : null));
  return typeof args === 'object' && args !== null ? { ...NOTHING, ...args } : NOTHING;
}

/** A held value that is one of some choices; else the first of them that is given. */
export function heldChoice<T extends string | null>(value: unknown, choices: readonly T[], otherwise: T): T {
  return choices.find((choice) => choice === value) ?? otherwise;
}

/** A held text; empty when there is none. */
export function heldText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * The draft of a dialog. For an action that was refused it is one of its own, begun with what it held, so that nothing
 * that is being written elsewhere is overwritten.
 */
export function useDialogDraft(key: string, name: string, held: string): readonly [string, (text: string) => void] {
  const id = useDialogStore(({ replaces }) => (replaces?.name === name ? replaces.id : null));
  const ownKey = id === null ? key : `${key}:${id}`;
  useEffect(() => {
    if (id !== null) void beginDraft(ownKey, held);
  }, [id, ownKey, held]);
  return useDraft(ownKey);
}
