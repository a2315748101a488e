import type { MessageKey } from '../../shared/i18n/messages.pt-br.ts';
import type { Result } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import { backendNowMs } from '../db/backend-clock.ts';
import { mutate } from '../db/mutate.ts';
import type { Workspace } from '../db/workspace.ts';
import { refusalText } from '../lib/refusal-text.ts';
import { currentText } from '../lib/text.ts';
import { useSettingsStore } from '../stores/settings-store.ts';
import { useToastStore } from '../stores/toast-store.ts';

/**
 * Carries out an action: kept on this machine when it resolves with true. A refusal, or a storage that fails, is told
 * in a notice and resolves with false, so that what was typed stays where it was. `done` is said when it was kept.
 */
export async function perform(
  name: string,
  args: unknown,
  workspace: Workspace | null,
  done?: MessageKey,
): Promise<boolean> {
  const { add } = useToastStore.getState();
  const say = currentText();
  let result: Result<{ seq: number }, Refusal>;
  try {
    result = await mutate(name, args);
  } catch {
    // Storage failed (disk full, database closed): db/mutate.ts logs it, the agent must know that nothing was kept.
    add('danger', say('toast.storage'));
    return false;
  }
  if (!result.ok) {
    add('danger', say('dialog.refused', { reason: explain(result.error, workspace) }));
    return false;
  }
  if (done !== undefined) add('success', say(done));
  return true;
}

/** Why an action was refused, in the language of the moment. */
export function explain(refusal: Refusal, workspace: Workspace | null): string {
  const { language } = useSettingsStore.getState();
  return refusalText(refusal, { language, queues: workspace?.queues ?? [], nowMs: backendNowMs() });
}
