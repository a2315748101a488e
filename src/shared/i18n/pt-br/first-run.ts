/** The first minutes on a machine, in Brazilian Portuguese (ICU MessageFormat). */
export const firstRunPtBr = {
  'welcome.title': 'Que bom ter você aqui, {name}',
  'welcome.step': 'Passo {step} de {count}',
  'welcome.language': 'Em que idioma você prefere trabalhar?',
  'welcome.languageHint': 'Dá para trocar quando quiser, nas configurações.',
  'welcome.alerts': 'O Patamar avisa fora da janela quando um prazo está perto de vencer. Faça um teste:',
  'welcome.seen': 'Você viu o alerta no canto da tela?',
  'welcome.seen.yes': 'Vi',
  'welcome.seen.no': 'Não vi',
  'welcome.seen.good': 'Ótimo: está tudo pronto para avisar você.',
  'welcome.help':
    '{platform, select, win32 {Abra Configurações > Sistema > Notificações, ligue as do Patamar e desligue o “Não incomodar”. Depois teste de novo.} darwin {Abra Ajustes do Sistema > Notificações > Patamar, permita os alertas e desligue o Foco. Depois teste de novo.} other {Veja se o “não perturbe” do sistema está desligado e se há um serviço de notificações. Depois teste de novo. Até lá, os alertas aparecem dentro do Patamar.}}',
  'welcome.tour':
    'Um tour de dois minutos mostra onde está cada coisa: filas, prazos, resposta, tentativas, escalonamento e o trabalho sem rede.',
  'welcome.next': 'Continuar',
  'welcome.back': 'Voltar',
  'welcome.start': 'Começar o tour',
  'welcome.skip': 'Pular',
  'command.console.tour': 'Fazer o tour pelo console',
  'tour.step': '{step} de {count}',
  'tour.next': 'Próximo',
  'tour.back': 'Anterior',
  'tour.skip': 'Pular',
  'tour.finish': 'Começar a atender',
  'tour.queues': 'Suas filas',
  'tour.queues.text':
    'As filas de cada nível e a sua própria, com quantos chamados estão abertos. G e depois M leva à sua fila; G e depois 1, 2 ou 3, à de um nível.',
  'tour.list': 'O mais urgente primeiro',
  'tour.list.text': 'A lista segue o prazo mais próximo, e a contagem diz quanto falta. J desce, K sobe, Enter abre.',
  'tour.ticket': 'O chamado',
  'tour.ticket.text':
    'Aqui estão o cliente, os prazos, a conversa e o histórico. C assume o chamado que estiver aberto.',
  'tour.reply': 'Responder',
  'tour.reply.text': 'R escreve ao cliente e N faz uma nota interna; {send} envia. O que você digita fica guardado.',
  'tour.attempts': 'Tentativas',
  'tour.attempts.text':
    'Registre com T o que você tentou: quem receber o chamado não repete, e o formulário de escalonamento já vem preenchido com isso.',
  'tour.escalate': 'Escalonar',
  'tour.escalate.text':
    'E passa o chamado ao próximo nível com um formulário: o que foi feito, o que se espera. O prazo de aceite do outro nível começa na hora.',
  'tour.outbox': 'Com ou sem rede',
  'tour.outbox.text':
    'Tudo funciona sem rede. Aqui você vê a conexão e o que falta enviar; o que foi recusado também espera aqui.',
  'tour.keys': 'Tudo pelo teclado',
  'tour.keys.text': 'A tecla ? mostra todos os atalhos a qualquer momento. O tour recomeça em Configurações > Sobre.',
} as const;
