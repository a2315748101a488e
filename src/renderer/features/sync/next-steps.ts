import type { CommandContext } from '../../commands/command.ts';
import { whyNotAssign } from '../../commands/why-not-assign.ts';
import {
  whyNotAllowAttempts,
  whyNotAnswerCall,
  whyNotCallSupervisor,
  whyNotEscalate,
  whyNotNote,
  whyNotOpen,
  whyNotReply,
  whyNotReturn,
  whyNotTry,
  whyNotWithdrawEscalation,
  whyNotWorkable,
} from '../../commands/why-not.ts';
import type { AttentionEntry } from '../../db/outbox-view.ts';
import { attachedNames, typedText } from '../../lib/mutation-label.ts';
import type { DialogKind } from '../../stores/dialog-store.ts';

/** What an agent can do with a refused action, the one that is meant first. */
export type NextStep = 'sendAnyway' | 'retry' | 'edit' | 'form' | 'note' | 'copy' | 'discard';

const FORMS: Readonly<Record<string, DialogKind>> = {
  'ticket.create': 'create',
  'ticket.escalate': 'escalate',
  'ticket.return': 'return',
  'ticket.callSupervisor': 'callSupervisor',
  'ticket.answerCall': 'answerCall',
  'ticket.resolve': 'resolve',
  'ticket.reopen': 'reopen',
  'ticket.cancel': 'cancel',
  'ticket.promise': 'promise',
  'ticket.openVendorCase': 'vendor',
  'ticket.openSubticket': 'subticket',
  'ticket.reclassify': 'reclassify',
  'ticket.setPriority': 'priority',
  'ticket.allowAttempts': 'allowAttempts',
  'ticket.assign': 'assign',
};

/** The dialog that asks for what an action needs; undefined for one that asks for nothing. */
export function formOf(name: string): DialogKind | undefined {
  return FORMS[name];
}

/**
 * What can be done with a refused action as its ticket is now. `context.ticket` is null when the ticket is not in this
 * account's view (any more): what was typed can still be copied. Nothing that is sure to be refused again is offered.
 */
export function nextSteps(
  entry: Pick<AttentionEntry, 'name' | 'args' | 'error'>,
  context: CommandContext,
): readonly NextStep[] {
  const hasText = typedText(entry.args) !== '';
  const isNotable =
    (hasText || attachedNames(entry.args).length > 0) && entry.name !== 'ticket.note' && whyNotNote(context) === null;
  return [
    ...ownSteps(entry, context),
    ...(isNotable ? ['note' as const] : []),
    ...(hasText ? ['copy' as const] : []),
    'discard',
  ];
}

function ownSteps(
  { name, error }: Pick<AttentionEntry, 'name' | 'error'>,
  context: CommandContext,
): readonly NextStep[] {
  // It counts already: doing it again would do it twice.
  if (error.code === 'conflict.already_sent') return [];
  const when = (why: object | null, ...steps: readonly NextStep[]): readonly NextStep[] => (why === null ? steps : []);
  switch (name) {
    case 'ticket.create':
      return ['form'];
    case 'ticket.reply':
      // In the channel that was chosen it would be refused again; written anew it goes in that of the last message.
      if (error.code === 'conflict.no_address') return when(whyNotReply(context), 'edit');
      return when(whyNotReply(context), error.code === 'conflict.thread_moved' ? 'sendAnyway' : 'retry', 'edit');
    case 'ticket.escalate':
      return when(whyNotEscalate(context), 'form');
    case 'ticket.return':
      return when(whyNotReturn(context), 'form');
    case 'ticket.callSupervisor':
      return when(whyNotCallSupervisor(context), 'form');
    case 'ticket.answerCall':
      return when(whyNotAnswerCall(context), 'form');
    case 'ticket.withdrawEscalation':
      return when(whyNotWithdrawEscalation(context), 'retry');
    case 'ticket.completeHandover':
      return error.code === 'conflict.completed' ? [] : when(whyNotNote(context), 'retry');
    case 'ticket.note':
      return when(whyNotNote(context), 'retry');
    case 'ticket.assign':
      return when(whyNotAssign(context), 'form');
    case 'ticket.allowAttempts':
      return when(whyNotAllowAttempts(context), 'form');
    case 'ticket.reclassify':
    case 'ticket.setPriority':
    case 'ticket.resolve':
    case 'ticket.cancel':
    case 'ticket.promise':
    case 'ticket.openVendorCase':
    case 'ticket.openSubticket':
      return when(whyNotOpen(context), 'form');
    case 'ticket.reopen':
      return when(whyNotWorkable(context), 'form');
    case 'ticket.withdrawSubticket':
    case 'ticket.keepPromise':
    case 'ticket.answerVendorCase':
    case 'ticket.withdrawVendorCase':
    case 'ticket.setVendorReference':
      return [];
    case 'ticket.logAttempt':
      return when(whyNotTry(context), 'retry');
    case 'ticket.setStatus':
    case 'ticket.claim':
    case 'ticket.accept':
      return when(whyNotOpen(context), 'retry');
    default:
      return when(whyNotWorkable(context), 'retry');
  }
}
