/** Native notifications. */
export const alertsPtBr = {
  'alert.warning.title': '{ticket} vence em {left}',
  'alert.warning.body': '{clock}: {subject}',
  'alert.breach.title': '{ticket} venceu',
  'alert.breach.body': '{clock} passou do prazo: {subject}',
  'alert.draftTicket': 'Chamado novo',
} as const;
