import type { attentionPtBr } from '../pt-br/attention.ts';

/** Refused actions and what was sent lately, in English (ICU MessageFormat). A key that Portuguese has and this has not is a type error. */
export const attentionEn: Readonly<Record<keyof typeof attentionPtBr, string>> = {
  'attention.newer': '{count, plural, one {# newer message} other {# newer messages}}',
  'attention.now': 'The ticket as it is now',
  'attention.nowQueue': 'in {queue} since {when}',
  'attention.nowHeld': 'with {name} since {when}',
  'attention.nowHeldUnknown': 'with {name}',
  'attention.nowNobody': 'with nobody',
  'attention.goneNow':
    'The ticket is no longer in your view: it went to a queue that you do not work in. What you wrote is still here.',
  'attention.edit': 'Edit before sending',
  'attention.form': 'Open the form, filled in',
  'attention.leftover': 'You had also filled in, and this form does not ask for',
  'outbox.recent': 'Sent just now',
  'outbox.state.sent': 'Sent',
  'undo.undo': 'Undo',
  'undo.what': 'Undo: {what}',
  'undo.done': 'Undone: {what}',
  'undo.tooLate': 'Too late to undo: the server has received this action.',
  'undo.refused': 'This could not be undone. {reason}',
  'command.console.undo': 'Undo the last action not sent yet',
  'why.nothingUnsent': 'Nothing you did in this window is waiting to be sent: there is nothing to undo.',
};
