import { useDialogStore } from '../stores/dialog-store.ts';
import type { Command } from './command.ts';

/** Gives back what one has at the end of a shift; a dialog says first what goes and what stays. */
export const endShiftCommand: Command = {
  id: 'console.endShift',
  labelKey: 'command.console.endShift',
  group: 'pass',
  chords: [],
  windows: ['console'],
  isForEveryScreen: true,
  whyNot: ({ workspace }) => (workspace === null ? { key: 'why.loading' } : null),
  run: () => useDialogStore.getState().show('endShift'),
};
