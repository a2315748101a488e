import { type Diagnosis, type Domain, fix, tried } from './scenario.ts';

/** What the second line does, by what a call is about. */
export const SECOND_LINE: Readonly<Record<Domain, Diagnosis>> = {
  acesso: {
    attempts: [
      tried('Reinício da porta PON na {olt}', 'partial', 'Sinal voltou por alguns minutos.'),
      tried('Análise dos contadores de erro da porta', 'partial', 'Erros concentrados na caixa {caixa}.'),
      tried('Medição com OTDR a partir da central', 'partial', 'Atenuação a {distancia} m da central.'),
      tried('Reconfiguração do acesso com o perfil padrão', 'failed', 'Sem mudança.'),
      tried('Troca da posição na caixa {caixa}', 'solved', 'Potência em -19,4 dBm depois da troca.'),
    ],
    notes: [
      'A caixa {caixa} tem {n} clientes com potência baixa. Não parece caso isolado.',
      'Equipe externa acionada, previsão de chegada às {hora}.',
      'Conferi a topologia: este acesso saiu do anel reserva em {mes}. Vale revisar o cadastro.',
    ],
    fixes: [
      fix(
        '{nome}, a equipe refez a emenda na caixa da sua rua e as medições voltaram ao normal. Pode testar, por favor?',
        'Emenda refeita na caixa {caixa}; potência normalizada.',
      ),
      fix(
        'Trocamos a porta do seu acesso na central, {nome}. Desde então as medições estão estáveis.',
        'Porta com defeito na {olt}; acesso movido.',
      ),
    ],
  },
  faturamento: {
    attempts: [
      tried('Consulta aos registros do faturamento', 'partial', 'Mesma divergência em {n} contratos.'),
      tried('Reprocessamento da fila de conciliação', 'partial', '{n} pagamentos baixados; este não.'),
      tried('Repetição da operação com outro usuário', 'failed', 'Mesma recusa.'),
      tried('Correção manual do cadastro', 'solved', 'Registro duplicado removido.'),
    ],
    notes: [
      'Cadastro tem dois registros com o mesmo documento; um é da base antiga.',
      'A regra só olha o primeiro contrato do cliente. Anotado para correção definitiva.',
      'Mesmo sintoma em {n} contas, todas migradas em {mes}.',
    ],
    fixes: [
      fix(
        '{nome}, corrigimos o seu cadastro e refizemos a operação com sucesso. Pode conferir no aplicativo?',
        'Registro duplicado no cadastro, corrigido; operação refeita.',
      ),
    ],
  },
  servicos: {
    attempts: [
      tried('Consulta aos registros do serviço', 'partial', 'Erro {codigo} a cada tentativa.'),
      tried('Reprodução com uma conta de testes', 'partial', 'Acontece só com contas migradas em {mes}.'),
      tried('Limpeza da sessão no servidor', 'failed', 'O erro volta.'),
      tried('Novo provisionamento do serviço', 'solved', 'Funcionou no primeiro teste.'),
    ],
    notes: [
      'Mesmo sintoma em {n} contas, todas migradas em {mes}.',
      'Pedi ao time do produto os registros deste cliente.',
      'O serviço antigo ainda responde por parte das contas.',
    ],
    fixes: [
      fix(
        'A falha era do nosso lado e foi corrigida às {hora}. Agradecemos o aviso, {nome}.',
        'Serviço provisionado de novo na plataforma atual.',
      ),
    ],
  },
};

/** What the third line does, by what a call is about. */
export const THIRD_LINE: Readonly<Record<Domain, Diagnosis>> = {
  acesso: {
    attempts: [
      tried('Captura de tráfego no concentrador', 'partial', 'Retransmissões a cada renovação de sessão.'),
      tried('Comparação das tabelas de rotas antes e depois', 'partial', 'Rota mais longa preferida desde {dia}.'),
      tried('Atualização do firmware da {olt} em janela', 'solved', 'Versão com correção do fabricante aplicada.'),
    ],
    notes: [
      'Causa provável: fuga de memória no concentrador depois de {n} dias ligado. Reinício programado como contorno.',
      'Chamado aberto com o fabricante, referência {protocolo}.',
      'Outros {n} chamados da mesma {olt} têm a mesma assinatura. Vou reunir tudo em um problema.',
    ],
    fixes: [
      fix(
        '{nome}, a causa foi encontrada: um defeito no equipamento central da sua região, corrigido nesta madrugada. Segue em observação por 48 horas.',
        'Defeito de firmware da {olt}; versão corrigida aplicada em janela.',
      ),
      fix(
        'Corrigimos a rota que passava por um enlace congestionado. As medições já estão normais, {nome}.',
        'Preferência de rota corrigida no núcleo.',
      ),
    ],
  },
  faturamento: {
    attempts: [
      tried('Leitura da regra no código do faturamento', 'partial', 'A regra ignora contratos migrados.'),
      tried('Simulação do ciclo em cópia da base', 'partial', 'Divergência reproduzida em {n} contratos.'),
      tried('Publicação da regra corrigida', 'solved', 'Ciclo refeito sem divergências.'),
    ],
    notes: [
      'Reproduzi com uma cópia da base: contratos migrados em {mes} perdem o identificador.',
      'Correção em revisão; contorno manual documentado para o N2.',
    ],
    fixes: [
      fix(
        '{nome}, corrigimos a regra que causou o erro e o seu contrato já foi reprocessado.',
        'Correção definitiva da regra publicada; contratos afetados reprocessados.',
      ),
    ],
  },
  servicos: {
    attempts: [
      tried(
        'Rastreio da requisição entre os serviços',
        'partial',
        'O erro {codigo} nasce na tradução de contas antigas.',
      ),
      tried('Teste com a próxima versão', 'partial', 'Não acontece na versão nova.'),
      tried('Publicação da correção', 'solved', 'Erro {codigo} zerado nos registros.'),
    ],
    notes: [
      'Contas migradas em {mes} guardam o formato antigo de sessão. {n} afetadas.',
      'Correção entra na próxima publicação; contorno: encerrar as sessões pela gerência.',
    ],
    fixes: [
      fix(
        'A falha foi corrigida na versão publicada hoje às {hora}. Agradecemos a paciência, {nome}.',
        'Correção definitiva publicada no serviço de contas.',
      ),
    ],
  },
};

/** Why a tier gives a ticket back, and what it misses. */
export const RETURNS: Readonly<Record<Domain, { readonly reason: string; readonly missing: readonly string[] }>> = {
  acesso: {
    reason:
      'As medições estão normais deste lado. Falta saber se o cliente ainda percebe o problema, e em que horário.',
    missing: ['Confirmação do cliente', 'Horário da última ocorrência'],
  },
  faturamento: {
    reason: 'O comprovante anexado está cortado; pedir o documento completo ao cliente.',
    missing: ['Comprovante completo'],
  },
  servicos: {
    reason: 'Sem o print do erro não dá para achar a tentativa nos registros.',
    missing: ['Print do erro', 'Horário da tentativa'],
  },
};

/** What an agent writes when a ticket waits. */
export const WAITS: Readonly<
  Record<'waiting_customer' | 'waiting_vendor' | 'waiting_change' | 'scheduled', readonly string[]>
> = {
  waiting_customer: [
    'Aguardando a resposta do cliente',
    'Cliente vai testar e retornar',
    'Cliente pediu para responder depois do expediente',
  ],
  waiting_vendor: [
    'Chamado aberto com o fornecedor',
    'Aguardando retorno do fabricante',
    'Parceiro analisando do lado dele',
  ],
  waiting_change: ['Aguardando a janela de manutenção da madrugada', 'Correção entra na próxima publicação'],
  scheduled: ['Retorno combinado com o cliente', 'Teste conjunto marcado com o cliente'],
};

export const CANCELS: readonly string[] = [
  'Aberto em duplicidade pelo cliente',
  'Cliente desistiu do pedido',
  'Engano: contrato de outra operadora',
];
export const COMEBACKS: readonly string[] = [
  'Voltou a acontecer hoje, exatamente igual.',
  'Achei que tinha resolvido, mas voltou.',
  'Desculpe reabrir, mas continua do mesmo jeito aqui.',
];
export const THANKS: readonly string[] = [
  'Perfeito, muito obrigado!',
  'Funcionou, obrigada pela ajuda.',
  'Tudo certo agora. Atendimento excelente!',
  'Resolvido, valeu!',
  'Deu certo, agradeço a atenção.',
];
export const NUDGES: readonly string[] = [
  'Alguma novidade?',
  'Continuo no aguardo, por favor.',
  'Podem me dar uma previsão?',
  'Oi, alguém pode me responder?',
  'Ainda na mesma por aqui.',
];
export const HOLDING: readonly string[] = [
  '{nome}, seguimos trabalhando no seu caso e volto com novidades ainda hoje.',
  'Olá, {nome}. O assunto está com a equipe especializada; assim que houver retorno eu aviso por aqui.',
  'Recebido, {nome}! Vou verificar e já respondo.',
  '{nome}, estou acompanhando de perto. A próxima atualização vem até {hora}.',
];
