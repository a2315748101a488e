/** Who else is at a ticket, in Brazilian Portuguese (ICU MessageFormat). */
export const presencePtBr = {
  'presence.label': 'Quem está neste chamado agora',
  'presence.answering': '{name} está respondendo',
  'presence.answeringMany': '{name} e mais {count, plural, one {# pessoa} other {# pessoas}} estão respondendo',
  'presence.viewing': '{name} está vendo este chamado',
  'presence.viewingMany': '{name} e mais {count, plural, one {# pessoa} other {# pessoas}} estão vendo este chamado',
  'presence.composerHint': '{name} também está respondendo. Combinem antes de enviar.',
  'presence.rowAnswering': 'Alguém está respondendo',
  'presence.rowViewing': 'Alguém está vendo',
} as const;
