/** Writing to customers and colleagues, in Brazilian Portuguese (ICU MessageFormat). */
export const conversationPtBr = {
  'alert.mentioned.title': '{ticket}: {actor} mencionou você',
  'alert.mentioned.body': '{subject}',
  'notifications.kind.mentioned': 'Menção a mim',
  'notifications.kind.mentionedHint': 'Quando alguém escreve @ e o seu nome numa nota interna.',
  'composer.channel': 'via {channel}',
  'composer.channels': 'Canal da resposta',
  'composer.signature': 'Assinatura',
  'composer.mentions': 'Mencionar',
  'composer.length': '{count} de {most} caracteres',
  'composer.tooLong':
    'O texto tem {count} caracteres e cabem {most}. Nada se perdeu: encurte-o ou envie-o como arquivo.',
  'composer.attachText': 'Anexar como arquivo',
  'composer.textFile': 'texto.txt',
  'conversation.quote': 'Citar {name}',
  'profile.signature': 'Assinatura',
  'profile.signatureHint':
    'Vai no fim das suas respostas por e-mail e pelo portal. Em conversas de telefone, chat e WhatsApp não vai.',
  'profile.signaturePlaceholders': 'Pode usar {names}.',
  'profile.signatureUnknown': 'Nada preenche {names}.',
  'profile.signatureSave': 'Salvar assinatura',
  'toast.signature': 'Assinatura salva',
  'mutation.person.setSignature': 'Assinatura',
  'refusal.conflict.no_address': 'O cliente não tem cadastro para receber via {channel}: responda por outro canal.',
  'refusal.noAddressPlain': 'O cliente não tem cadastro para receber por este canal: responda por outro.',
} as const;
