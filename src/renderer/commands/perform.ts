import type { MessageKey } from '../../shared/i18n/messages.pt-br.ts';
import type { Result } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import { mutate, mutateWhole } from '../db/mutate.ts';
import { discardAttention } from '../db/outbox-view.ts';
import type { Workspace } from '../db/workspace.ts';
import { currentText } from '../lib/text.ts';
import { useDialogStore } from '../stores/dialog-store.ts';
import { useToastStore } from '../stores/toast-store.ts';
import { follow, noteDone } from './done-here.ts';
import { explain } from './explain.ts';

/**
 * Carries out an action: kept on this machine when it resolves with true. A refusal, or a storage that fails, is told
 * in a notice and resolves with false, so that what was typed stays where it was. What was
 * refused before and is done again from its form leaves *Needs attention*. `done` is said when it was kept.
 */
export async function perform(
  name: string,
  args: unknown,
  workspace: Workspace | null,
  done?: MessageKey,
): Promise<boolean> {
  const { add } = useToastStore.getState();
  const say = currentText();
  const { replaces } = useDialogStore.getState();
  let result: Result<{ seq: number }, Refusal>;
  try {
    result = await follow(mutate(name, args));
  } catch {
    // Storage failed (disk full, database closed): db/mutate.ts logs it, the agent must know that nothing was kept.
    add('danger', say('toast.storage'));
    return false;
  }
  if (!result.ok) {
    add('danger', say('dialog.refused', { reason: explain(result.error, workspace) }));
    return false;
  }
  const { seq } = result.value;
  noteDone([seq]);
  // Only now that what took its place is kept.
  if (replaces?.name === name) await discardAttention(replaces.id);
  if (done !== undefined) add('success', say(done), [seq]);
  return true;
}

/**
 * Carries out several actions as one: all are kept, or none, and one undo takes them back. Told and resolved as `perform`
 * does, with the first refusal.
 */
export async function performWhole(
  steps: readonly { readonly name: string; readonly args: unknown }[],
  workspace: Workspace | null,
  done: MessageKey,
): Promise<boolean> {
  const [only] = steps;
  // Its own rule decides it: asking that before would read everything twice.
  if (only !== undefined && steps.length === 1) return perform(only.name, only.args, workspace, done);
  const { add } = useToastStore.getState();
  const say = currentText();
  const { replaces } = useDialogStore.getState();
  try {
    const outcome = await follow(mutateWhole(steps));
    if (!outcome.ok) {
      const [first] = outcome.error;
      if (first !== undefined) add('danger', say('dialog.refused', { reason: explain(first.refusal, workspace) }));
      return false;
    }
    const { seqs } = outcome.value;
    noteDone(seqs);
    if (replaces !== null && steps.some(({ name }) => name === replaces.name)) await discardAttention(replaces.id);
    add('success', say(done), seqs);
    return true;
  } catch {
    // Storage failed: as above.
    add('danger', say('toast.storage'));
    return false;
  }
}
