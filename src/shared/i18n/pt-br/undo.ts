/** Taking back what was not sent yet, in Brazilian Portuguese (ICU MessageFormat). */
export const undoPtBr = {
  'refusal.conflict.needed': 'Uma ação que você fez depois depende desta. Desfaça aquela primeiro.',
  'refusal.conflict.being_sent': 'Esta ação está sendo enviada agora. Espere um instante para saber se ainda dá.',
  'refusal.conflict.already_sent':
    'Esta ação já tinha chegado ao servidor quando você a desfez, e vale. Se não era isso, corrija no chamado.',
} as const;
