import { isOfferedIn } from '../../shared/domain/canned-reply.ts';
import { type ByHand, type Macro, type MacroStep, planMacro } from '../../shared/domain/macro.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { backendNowMs } from '../db/backend-clock.ts';
import { mutateWhole } from '../db/mutate.ts';
import type { Workspace } from '../db/workspace.ts';
import { mutationLabel } from '../lib/mutation-label.ts';
import { newId } from '../lib/new-id.ts';
import { placeholderValues } from '../lib/placeholder-values.ts';
import { currentText } from '../lib/text.ts';
import { useDialogStore } from '../stores/dialog-store.ts';
import { useMacroStore } from '../stores/macro-store.ts';
import { useToastStore } from '../stores/toast-store.ts';
import type { CommandContext, WhyNot } from './command.ts';
import { follow, noteDone } from './done-here.ts';
import { explain } from './explain.ts';
import { whyNotWorkable } from './why-not.ts';

/** The macros for the chosen ticket's tier and queue; none where it cannot be worked on. */
export function offeredMacros(context: CommandContext): readonly Macro[] {
  const { ticket, workspace } = context;
  if (ticket === null || workspace === null || whyNotWorkable(context) !== null) return [];
  return workspace.macros.filter((macro) => isOfferedIn(macro, ticket.tier, ticket.queueId));
}

export function whyNotMacro(context: CommandContext): WhyNot | null {
  return whyNotWorkable(context) ?? (offeredMacros(context).length === 0 ? { key: 'why.noMacro' } : null);
}

/** Opens the choice of a macro for the chosen ticket, which shows what it will do. */
export function chooseMacro({ ticket }: CommandContext): void {
  show(null, ticket);
}

/** Applies a macro to the chosen ticket at once; where a placeholder is open, what it will do is shown first. */
export async function runMacro(macro: Macro, { ticket, workspace }: CommandContext): Promise<void> {
  if (ticket === null || workspace === null) return;
  const { steps, open } = macroPlan(macro, ticket, workspace, {});
  if (open.length > 0) show(macro.id, ticket);
  else await performMacro(macro.name, steps, workspace);
}

function show(macroId: string | null, ticket: Ticket | null): void {
  useMacroStore.setState({ macroId });
  useDialogStore.getState().show('macro', ticket?.id ?? null);
}

/** What a macro does on a ticket, with what was typed for open placeholders. */
export function macroPlan(
  macro: Macro,
  ticket: Ticket,
  workspace: Workspace,
  byHand: ByHand,
): ReturnType<typeof planMacro> {
  const values = placeholderValues(ticket, workspace);
  return planMacro(macro, ticket, { meId: workspace.me.id, values, byHand, newId, nowMs: backendNowMs() });
}

/**
 * Carries out the steps of a macro, each by its own mutation: all of them, or none, and then every step that the rules
 * refuse is named with the reason. What was kept is undone together. Resolves with whether it was.
 */
export async function performMacro(name: string, steps: readonly MacroStep[], workspace: Workspace): Promise<boolean> {
  const { add } = useToastStore.getState();
  const say = currentText();
  if (steps.length === 0) {
    add('info', say('macro.nothing', { name }));
    return true;
  }
  try {
    const outcome = await follow(mutateWhole(steps));
    if (!outcome.ok) {
      const reasons = outcome.error.map(({ index, refusal }) =>
        say('macro.refusedStep', {
          step: mutationLabel(steps[index]?.name ?? '', say),
          reason: explain(refusal, workspace),
        }),
      );
      add('danger', say('macro.refused', { name, reasons: reasons.join(' ') }));
      return false;
    }
    const { seqs } = outcome.value;
    noteDone(seqs);
    add('success', say('macro.done', { name }), seqs);
    return true;
  } catch {
    // Storage failed (disk full, database closed): db/mutate.ts looks after it, the agent must know that it was not kept.
    add('danger', say('toast.storage'));
    return false;
  }
}
