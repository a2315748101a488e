/** Refused actions and what was sent lately, in Brazilian Portuguese (ICU MessageFormat). */
export const attentionPtBr = {
  'attention.newer': '{count, plural, one {# mensagem mais nova} other {# mensagens mais novas}}',
  'attention.now': 'Como o chamado está agora',
  'attention.nowQueue': 'em {queue} desde {when}',
  'attention.nowHeld': 'com {name} desde {when}',
  'attention.nowHeldUnknown': 'com {name}',
  'attention.nowNobody': 'sem responsável',
  'attention.goneNow':
    'O chamado não está mais na sua vista: foi para uma fila em que você não atende. O que você escreveu continua aqui.',
  'attention.edit': 'Editar antes de enviar',
  'attention.form': 'Abrir o formulário preenchido',
  'attention.leftover': 'Você também tinha preenchido, e este formulário não pede',
  'outbox.recent': 'Enviadas há pouco',
  'outbox.state.sent': 'Enviada',
  'undo.undo': 'Desfazer',
  'undo.what': 'Desfazer: {what}',
  'undo.done': 'Desfeito: {what}',
  'undo.tooLate': 'Tarde demais para desfazer: o servidor já recebeu esta ação.',
  'undo.refused': 'Não foi possível desfazer. {reason}',
  'command.console.undo': 'Desfazer a última ação não enviada',
  'why.nothingUnsent': 'Nada do que você fez nesta janela está por enviar: não há o que desfazer.',
} as const;
