import type { alertsPtBr } from '../pt-br/alerts.ts';

export const alertsEn: Readonly<Record<keyof typeof alertsPtBr, string>> = {
  'alert.warning.title': '{ticket} is due in {left}',
  'alert.warning.body': '{clock}: {subject}',
  'alert.breach.title': '{ticket} is overdue',
  'alert.breach.body': '{clock} has passed its target: {subject}',
  'alert.draftTicket': 'New ticket',
};
