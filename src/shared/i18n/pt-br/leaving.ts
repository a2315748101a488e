/** Leaving with unsent work, in Brazilian Portuguese (ICU MessageFormat). */
export const leavingPtBr = {
  'leaving.title': 'Sair com trabalho não enviado?',
  'leaving.body':
    '{unsent, plural, =0 {} one {# ação sua ainda não chegou ao servidor.} other {# ações suas ainda não chegaram ao servidor.}} {refused, plural, =0 {} one {# foi recusada e espera por você.} other {# foram recusadas e esperam por você.}} {files, plural, =0 {} one {# arquivo ainda não foi enviado.} other {# arquivos ainda não foram enviados.}}',
  'leaving.stay': 'Ficar',
  'leaving.leave': 'Sair',
  'leaving.allSent': 'Tudo chegou ao servidor. Você pode sair.',
  'leaving.sync': 'Enviar antes',
  'leaving.syncHint': 'Envia agora o que está guardado. O que foi recusado precisa de você, em Precisa de atenção.',
  'leaving.syncOffline': 'Sem conexão com o servidor agora.',
  'leaving.keep': 'Sair e guardar aqui',
  'leaving.keepHint': 'Tudo fica neste computador e segue quando {email} entrar de novo nele.',
  'leaving.kept':
    'Guardado neste computador para {email}: {count, plural, one {# item} other {# itens}}. Entre de novo com essa conta para enviar.',
  'leaving.export': 'Exportar para um arquivo…',
  'leaving.exportHint': 'Salva as ações e os textos num arquivo para ler. Não envia nada, nem sai.',
  'leaving.exported': 'Arquivo salvo',
  'leaving.exportFailed': 'O arquivo não pôde ser salvo. Escolha outra pasta.',
  'leaving.discard': 'Sair e descartar',
  'leaving.discardHint': 'Apaga as ações e os textos deste computador para sempre.',
  'leaving.discardSure': 'Descartar de vez e sair',
  'leaving.options': 'O que fazer com o trabalho não enviado',
} as const;
