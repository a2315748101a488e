import type { slaStepPtBr } from '../pt-br/sla-step.ts';

/** Steps of a ticket's clocks in its history, in English (ICU MessageFormat). */
export const slaStepEn: Readonly<Record<keyof typeof slaStepPtBr, string>> = {
  'event.sla_warned': 'Close to its deadline: {clock}, {percent}% used',
  'event.sla_warnedLate': 'Close to its deadline: {clock}, {percent}% used; recorded {late} later',
  'event.sla_warnedBefore': 'Close to its deadline: {clock}, {left} of business time left',
  'event.sla_warnedBeforeLate':
    'Close to its deadline: {clock}, {left} of business time were left; recorded {late} later',
  'event.sla_breached': 'Deadline missed: {clock}',
  'event.sla_breachedLate': 'Deadline missed: {clock}; recorded {late} later',
};
