import { currentText } from '../../lib/text.ts';
import { useToastStore } from '../../stores/toast-store.ts';

/** Waits until a setting is on the disk; says so when the disk refuses it. It holds until the app closes all the same. */
export function keep(saving: Promise<void>): void {
  saving.catch(() => useToastStore.getState().add('danger', currentText()('settings.notKept')));
}
