import type { Refusal } from '../../shared/mutations/mutation.ts';
import { backendNowMs } from '../db/backend-clock.ts';
import type { Workspace } from '../db/workspace.ts';
import { refusalText } from '../lib/refusal-text.ts';
import { useSettingsStore } from '../stores/settings-store.ts';

/** Why an action was refused, in the language of the moment. */
export function explain(refusal: Refusal, workspace: Workspace | null): string {
  const { language } = useSettingsStore.getState();
  return refusalText(refusal, { language, queues: workspace?.queues ?? [], nowMs: backendNowMs() });
}
