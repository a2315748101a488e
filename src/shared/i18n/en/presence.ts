import type { presencePtBr } from '../pt-br/presence.ts';

/** Who else is at a ticket, in English (ICU MessageFormat). A key that Portuguese has and this has not is a type error. */
export const presenceEn: Readonly<Record<keyof typeof presencePtBr, string>> = {
  'presence.label': 'Who is at this ticket now',
  'presence.answering': '{name} is answering',
  'presence.answeringMany': '{name} and {count, plural, one {# other} other {# others}} are answering',
  'presence.viewing': '{name} is looking at this ticket',
  'presence.viewingMany': '{name} and {count, plural, one {# other} other {# others}} are looking at this ticket',
  'presence.composerHint': '{name} is answering too. Agree on who sends.',
  'presence.rowAnswering': 'Somebody is answering',
  'presence.rowViewing': 'Somebody is looking at it',
};
