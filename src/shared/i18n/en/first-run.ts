import type { firstRunPtBr } from '../pt-br/first-run.ts';

/** The first minutes on a machine, in English (ICU MessageFormat). */
export const firstRunEn: Readonly<Record<keyof typeof firstRunPtBr, string>> = {
  'welcome.title': 'Good to have you here, {name}',
  'welcome.step': 'Step {step} of {count}',
  'welcome.language': 'In which language do you prefer to work?',
  'welcome.languageHint': 'You can change it whenever you like, in the settings.',
  'welcome.alerts': 'Patamar alerts you outside its window when a deadline is near. Try it:',
  'welcome.seen': 'Did you see the alert in the corner of the screen?',
  'welcome.seen.yes': 'I did',
  'welcome.seen.no': 'I did not',
  'welcome.seen.good': 'Great: alerts are ready.',
  'welcome.help':
    '{platform, select, win32 {Open Settings > System > Notifications, switch on those of Patamar and switch off “Do not disturb”. Then try again.} darwin {Open System Settings > Notifications > Patamar, allow alerts and switch off Focus. Then try again.} other {See that “do not disturb” is off and that the system has a notification service. Then try again. Until then alerts appear inside Patamar.}}',
  'welcome.tour':
    'A two-minute tour shows where everything is: queues, deadlines, replies, attempts, escalation and work without a network.',
  'welcome.next': 'Continue',
  'welcome.back': 'Back',
  'welcome.start': 'Start the tour',
  'welcome.skip': 'Skip',
  'command.console.tour': 'Take the console tour',
  'tour.step': '{step} of {count}',
  'tour.next': 'Next',
  'tour.back': 'Previous',
  'tour.skip': 'Skip',
  'tour.finish': 'Start working',
  'tour.queues': 'Your queues',
  'tour.queues.text':
    'The queues of each tier and your own, with how many tickets are open. G then M goes to your own; G then 1, 2 or 3 to that of a tier.',
  'tour.list': 'Most urgent first',
  'tour.list.text':
    'The list goes by the nearest deadline, and the countdown says how long is left. J goes down, K up, Enter opens.',
  'tour.ticket': 'The ticket',
  'tour.ticket.text':
    'Here are the customer, the deadlines, the conversation and the history. C claims the ticket that is open.',
  'tour.reply': 'Replying',
  'tour.reply.text': 'R writes to the customer and N makes an internal note; {send} sends. What you type is kept.',
  'tour.attempts': 'Attempts',
  'tour.attempts.text':
    'Log what you tried with T: whoever gets the ticket does not repeat it, and the escalation form comes filled in with it.',
  'tour.escalate': 'Escalating',
  'tour.escalate.text':
    'E passes the ticket to the next tier with a form: what was done, what is expected. That tier’s time to accept starts at once.',
  'tour.outbox': 'With or without a network',
  'tour.outbox.text':
    'Everything works without a network. Here you see the connection and what is waiting to be sent; what was refused waits here too.',
  'tour.keys': 'All by keyboard',
  'tour.keys.text': 'The ? key shows every shortcut at any time. The tour starts again from Settings > About.',
};
