/** Steps of a ticket's clocks in its history, in Brazilian Portuguese (ICU MessageFormat). */
export const slaStepPtBr = {
  'event.sla_warned': 'Prazo perto de vencer: {clock}, {percent}% usado',
  'event.sla_warnedLate': 'Prazo perto de vencer: {clock}, {percent}% usado; registrado {late} depois',
  'event.sla_warnedBefore': 'Prazo perto de vencer: {clock}, restam {left} úteis',
  'event.sla_warnedBeforeLate': 'Prazo perto de vencer: {clock}, restavam {left} úteis; registrado {late} depois',
  'event.sla_breached': 'Prazo vencido: {clock}',
  'event.sla_breachedLate': 'Prazo vencido: {clock}; registrado {late} depois',
} as const;
