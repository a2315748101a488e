import type { subticketPtBr } from '../pt-br/subticket.ts';

/** Subtickets and their parents, in English (ICU MessageFormat). */
export const subticketEn: Readonly<Record<keyof typeof subticketPtBr, string>> = {
  'command.ticket.subticket': 'Open a subticket',
  'subticket.title': 'Open a subticket of {number}',
  'subticket.hint':
    'The ticket stays with you, who answer to the customer; the subticket has only the deadlines of its tier.',
  'subticket.queue': 'Queue',
  'subticket.subject': 'Subject of the subticket',
  'subticket.priority': 'Priority',
  'subticket.asked': 'What is asked',
  'subticket.submit': 'Open subticket',
  'subticket.panel': 'Subtickets',
  'subticket.of': 'Subticket of',
  'subticket.ofHint': 'Whoever has it answers to the customer.',
  'subticket.open': 'Open',
  'subticket.draft': 'Draft',
  'subticket.number': 'N{tier}-{number}',
  'subticket.notYours': 'Outside your queues: only how it stands is seen here.',
  'subticket.nobody': 'nobody has it',
  'subticket.openOnes':
    '{count, plural, one {A subticket is open ({numbers}).} other {# subtickets are open ({numbers}).}}',
  'subticket.overReason': 'Why end it all the same',
  'escalate.how': 'How',
  'escalate.how.transfer': 'Transfer',
  'escalate.how.subticket': 'Open a subticket (you stay responsible)',
  'why.noOtherQueue': 'There is no other queue for the subticket.',
  'why.deepest': 'Subtickets go no deeper: escalate this one.',
  'why.subticketReply': 'The customer is answered on the parent ({number}).',
  'mutation.ticket.openSubticket': 'Opening of a subticket',
  'toast.subticketOpened': 'Subticket opened',
  'handover.subticket': 'Subticket from {from} to {to}',
  'event.subticket_opened': '{actor} opened the subticket {number}, queue {queue}',
  'event.subticket_accepted': '{actor} took the subticket {number}',
  'event.subticket_moved': '{actor} passed the subticket {number} on to the queue {queue}',
  'event.subticket_returned': '{actor} returned the subticket {number} to the queue {queue}: {reason}',
  'event.subticket_resolved': '{actor} resolved the subticket {number}: {result}',
  'event.subticket_cancelled': '{actor} cancelled the subticket {number}: {reason}',
  'event.subticket_reopened': '{actor} reopened the subticket {number}',
  'refusal.conflict.open_subtickets': 'Subtickets are open: end them, or say why to end this one all the same.',
  'refusal.openSubticketsNamed':
    '{count, plural, one {Subticket {numbers} is open: end it, or say why to end this one all the same.} other {Subtickets {numbers} are open: end them, or say why to end this one all the same.}}',
  'refusal.conflict.is_subticket': 'This is a subticket: the customer is answered on its parent.',
  'notifications.kind.subticket_news': 'News of a subticket',
  'notifications.kind.subticket_newsHint':
    'A subticket of one of your tickets was taken, returned, resolved or cancelled.',
  'alert.subticket_news.title':
    '{ticket}: {what, select, subticket_accepted {subticket taken} subticket_returned {subticket returned} subticket_resolved {subticket resolved} subticket_cancelled {subticket cancelled} subticket_reopened {subticket reopened} other {subticket passed on}}',
  'alert.subticket_news.body': '{actor}. {subject}',
};
