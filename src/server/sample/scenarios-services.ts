import { fix, type Scenario, tried } from './scenario.ts';

const MONEY = { queue: 'cobranca', domain: 'faturamento', isForCompanies: false } as const;
const SERVICE = { queue: 'atendimento', domain: 'servicos', isForCompanies: false } as const;

const BILL_FORM = {
  summary: 'Fatura de {mes} com R$ {valor} a mais; reprocessamento devolve o mesmo valor. Protocolo {protocolo}.',
  impact: 'Cliente ameaça reclamar no Procon. Vencimento em três dias.',
  asked: 'Corrigir a regra no faturamento e reemitir a fatura.',
};

/** Calls about bills, contracts, television, telephony, mail and the app. */
export const SERVICE_SCENARIOS: readonly Scenario[] = [
  {
    ...MONEY,
    category: 'Fatura e cobrança',
    reach: 2,
    priorities: ['P3', 'P4'],
    subjects: ['Cobrança em duplicidade em {mes}', 'Paguei {mes} duas vezes', 'Estorno de R$ {valor}'],
    opens: [
      'Fui cobrado duas vezes em {mes}: no débito automático e no boleto que já estava pago. Quero o estorno de R$ {valor}.',
    ],
    asks: ['{nome}, pode enviar o comprovante dos dois pagamentos?'],
    answers: ['Segue o comprovante do dia 10. O débito caiu no dia 12.', 'Mandei os dois em anexo.'],
    attempts: [
      tried('Conferência do extrato de pagamentos', 'partial', 'Há dois pagamentos, um sem baixa.'),
      tried('Estorno pelo portal do banco', 'failed', 'Prazo de estorno automático vencido.'),
      tried('Lançamento do crédito para a próxima fatura', 'solved', 'Crédito de R$ {valor}.'),
    ],
    fixes: [
      fix(
        '{nome}, confirmamos a duplicidade. O crédito de R$ {valor} entra na próxima fatura; se preferir devolução em conta, me avise.',
        'Pagamento em duplicidade confirmado; crédito lançado.',
      ),
    ],
    form: {
      ...BILL_FORM,
      summary: 'Pagamento de {mes} em duplicidade, R$ {valor}; o segundo não aparece na conciliação.',
      asked: 'Localizar o segundo pagamento e lançar o crédito.',
    },
  },
  {
    ...MONEY,
    category: 'Fatura e cobrança',
    reach: 3,
    priorities: ['P3', 'P4', 'P2'],
    subjects: ['Fatura veio R$ {valor} mais cara', 'Desconto do combo não apareceu', 'Valor errado na fatura de {mes}'],
    opens: [
      'Minha fatura de {mes} veio R$ {valor} acima do normal e não mudei nada no plano.',
      'O desconto prometido quando assinei o {plano} não veio na fatura de {mes}.',
    ],
    asks: ['Oi, {nome}. Em que data o desconto foi combinado, e com quem você falou?'],
    answers: [
      'Foi pelo chat, em {mes}. Tenho o protocolo {protocolo}.',
      'Com o vendedor, na contratação. Está no contrato que recebi.',
    ],
    attempts: [
      tried('Reprocessamento da fatura de {mes}', 'failed', 'O sistema devolveu o mesmo valor.'),
      tried('Conferência das promoções do contrato', 'partial', 'Promoção ativa, mas sem efeito na fatura.'),
      tried('Aplicação manual do desconto', 'solved', 'Fatura reemitida com R$ {valor} a menos.'),
    ],
    fixes: [
      fix(
        'O desconto foi aplicado e a fatura corrigida já está no aplicativo, {nome}. Desconsidere a anterior.',
        'Desconto aplicado; fatura reemitida.',
      ),
    ],
    form: BILL_FORM,
  },
  {
    ...MONEY,
    category: 'Segunda via e pagamento',
    reach: 1,
    priorities: ['P4'],
    subjects: ['Segunda via do boleto de {mes}', 'Boleto não chegou', 'Mudar a data de vencimento'],
    opens: [
      'Não recebi o boleto de {mes}. Podem mandar a segunda via por e-mail?',
      'O boleto não chegou, e aproveito para pedir o vencimento no dia 20, quando recebo.',
    ],
    asks: ['{nome}, seu e-mail mudou? O que consta no cadastro devolveu a última mensagem.'],
    answers: ['Mudou sim, agora é o que estou usando aqui.', 'É o mesmo, mas a caixa estava cheia. Já limpei.'],
    attempts: [
      tried('Reenvio automático do boleto', 'failed', 'Mensagem devolvida.'),
      tried('Envio da segunda via pelo aplicativo', 'solved', 'Cliente confirmou o recebimento.'),
    ],
    fixes: [
      fix(
        'Boleto enviado para o seu e-mail e para o aplicativo, {nome}. Algo mais em que eu possa ajudar?',
        'Segunda via enviada.',
      ),
    ],
    form: BILL_FORM,
  },
  {
    ...MONEY,
    category: 'Segunda via e pagamento',
    reach: 3,
    priorities: ['P3', 'P2'],
    subjects: ['Paguei e continua bloqueado', 'Pix não foi reconhecido', 'Internet bloqueada com a fatura paga'],
    opens: [
      'Paguei a fatura {quando} e a internet continua bloqueada. Segue o comprovante.',
      'Fiz o Pix da fatura às {hora} e o aplicativo ainda mostra em aberto.',
    ],
    asks: ['{nome}, o comprovante mostra o código completo? Só vejo a primeira metade.'],
    answers: ['Mandei de novo, agora com o código inteiro.', 'Segue em PDF, com todos os números.'],
    attempts: [
      tried('Consulta da baixa no banco', 'partial', 'Pagamento localizado, compensação pendente.'),
      tried('Baixa manual do pagamento', 'failed', 'O sistema recusa: identificador desconhecido.'),
      tried('Desbloqueio em confiança por 72 horas', 'solved', 'Serviço religado.'),
    ],
    fixes: [
      fix(
        'Religamos o serviço enquanto o banco compensa o pagamento, {nome}. Não precisa fazer nada.',
        'Desbloqueio em confiança; pagamento compensado depois.',
      ),
    ],
    form: {
      summary: 'Pix de {quando} não baixou; comprovante válido, serviço bloqueado.',
      impact: 'Cliente sem internet com a fatura paga. Prometida solução hoje.',
      asked: 'Verificar a fila de conciliação do Pix e baixar o pagamento.',
    },
  },
  {
    ...MONEY,
    category: 'Plano e contrato',
    reach: 1,
    priorities: ['P4'],
    subjects: ['Quero mudar de plano', 'Dúvida sobre fidelidade', 'Troca de plano sem multa'],
    opens: [
      'Hoje tenho o {plano} e vi uma oferta melhor no site. Posso mudar sem multa? Quando termina a minha fidelidade?',
    ],
    asks: ['{nome}, a mudança vale a partir do próximo ciclo e renova a fidelidade por doze meses. Posso confirmar?'],
    answers: ['Pode confirmar, sim. E a velocidade muda quando?', 'Prefiro pensar mais um dia e respondo amanhã.'],
    attempts: [
      tried('Oferta de retenção', 'failed', 'Cliente prefere o plano do site.'),
      tried('Simulação da troca de plano', 'solved', 'Sem multa; vale no próximo ciclo.'),
    ],
    fixes: [
      fix(
        'Plano alterado, {nome}. A velocidade nova entra no ar à meia-noite do próximo ciclo.',
        'Troca de plano registrada.',
      ),
    ],
    form: BILL_FORM,
  },
  {
    ...MONEY,
    category: 'Plano e contrato',
    reach: 2,
    priorities: ['P4', 'P3'],
    subjects: ['Trocar a titularidade', 'Contrato em nome de familiar falecido'],
    opens: ['Meu pai faleceu e o contrato está no nome dele. O que é preciso para passar para o meu?'],
    asks: [
      'Meus sentimentos, {nome}. Preciso de um documento com foto e da certidão. Pode enviar por aqui, com calma?',
    ],
    answers: ['Segue o documento e a certidão. Obrigado pela atenção.'],
    attempts: [
      tried('Conferência dos documentos', 'partial', 'Documentos em ordem.'),
      tried('Alteração da titularidade no cadastro', 'failed', 'O sistema recusa o documento como já usado.'),
      tried('Alteração pelo formulário assistido', 'solved', 'Contrato no nome novo.'),
    ],
    fixes: [
      fix('O contrato já está no seu nome, {nome}, com as mesmas condições. Conte conosco.', 'Titularidade alterada.'),
    ],
    form: {
      summary: 'Troca de titularidade recusada pelo cadastro: documento dado como já usado.',
      impact: 'Família sem acesso à conta do titular falecido. Assunto sensível, tratar com cuidado.',
      asked: 'Liberar o documento no cadastro e concluir a troca.',
    },
  },
  {
    ...SERVICE,
    category: 'TV e streaming',
    reach: 1,
    priorities: ['P4'],
    subjects: ['Canais sumiram depois da atualização', 'Lista de canais incompleta'],
    opens: ['Depois da atualização os canais abertos sumiram da lista. Só aparecem os pagos.'],
    asks: ['{nome}, qual é a versão que aparece em Ajustes, Sobre?'],
    answers: ['Versão 4.{n}.', 'Aparece 4.{n}, atualizada ontem.'],
    attempts: [
      tried('Reinício do decodificador', 'failed', 'Lista continua incompleta.'),
      tried('Nova varredura de canais', 'solved', 'Lista completa de volta.'),
    ],
    fixes: [
      fix('Prontinho, {nome}: os canais voltaram depois da nova varredura. Bom filme!', 'Varredura de canais refeita.'),
    ],
    form: BILL_FORM,
  },
  {
    ...SERVICE,
    category: 'TV e streaming',
    reach: 3,
    priorities: ['P4', 'P3'],
    subjects: ['Erro {codigo} no Aurora Play', 'Aurora Play não abre no {aparelho}'],
    opens: [
      'O Aurora Play mostra o erro {codigo} quando tento abrir no {aparelho}.',
      'Desde {dia} o Aurora Play não abre, fica no erro {codigo}.',
    ],
    asks: ['{nome}, o erro aparece em todos os aparelhos ou só no {aparelho}?'],
    answers: ['No celular funciona normal, só no {aparelho} não.', 'Em todos. Já saí da conta e entrei de novo.'],
    attempts: [
      tried('Limpeza dos dados do aplicativo', 'failed', 'Erro {codigo} continua.'),
      tried('Conferência da assinatura', 'partial', 'Assinatura ativa, sem bloqueio.'),
      tried('Reenvio das permissões da conta', 'solved', 'Aplicativo abriu em seguida.'),
    ],
    fixes: [
      fix(
        'Reenviamos as permissões da sua conta e o erro {codigo} sumiu. Agradecemos o aviso.',
        'Permissões do Aurora Play reenviadas.',
      ),
    ],
    form: {
      summary: 'Erro {codigo} no Aurora Play, no {aparelho}, desde {dia}; assinatura ativa.',
      impact: 'Cliente sem TV há {n} dias. Outros clientes relatam o mesmo.',
      asked: 'Verificar as permissões da conta e a versão do aplicativo.',
    },
  },
  {
    ...SERVICE,
    category: 'Telefone fixo',
    reach: 2,
    priorities: ['P3', 'P2'],
    subjects: ['Telefone mudo', 'Fixo sem linha desde {dia}', 'Não recebe ligações de celular'],
    opens: [
      'O telefone fixo está mudo desde {dia}. A internet funciona normalmente.',
      'Consigo ligar do fixo, mas quem me liga de celular ouve que o número não existe.',
    ],
    asks: ['{nome}, a luz Tel 1 da ONU está acesa? Pode ligar do seu celular para o fixo agora?'],
    answers: ['A luz está apagada.', 'Diz que o número chamado não existe. Testei com duas operadoras.'],
    attempts: [
      tried('Novo registro da linha no servidor de voz', 'failed', 'Registro recusado, erro {codigo}.'),
      tried('Consulta da rota de entrada', 'partial', 'Rota aponta para o servidor antigo.'),
      tried('Troca da porta do telefone', 'solved', 'Linha registrou na Tel 2.'),
    ],
    fixes: [
      fix(
        'Sua linha registrou de novo e fizemos uma chamada de teste com sucesso, {nome}.',
        'Linha registrada novamente no servidor de voz.',
      ),
    ],
    form: {
      summary: 'Linha não registra no servidor de voz, erro {codigo}; internet normal.',
      impact: 'Cliente idoso que depende do fixo. Retorno prometido até {hora}.',
      asked: 'Verificar a autenticação da linha e a rota de entrada.',
    },
  },
  {
    ...SERVICE,
    category: 'Aplicativo e e-mail',
    reach: 3,
    priorities: ['P4', 'P3'],
    subjects: ['Não consigo entrar no aplicativo', 'Aplicativo fecha sozinho', 'Sessão expirada toda hora'],
    opens: [
      'O aplicativo diz que a sessão expirou logo depois que entro. Já troquei a senha {n} vezes.',
      'O aplicativo fecha sozinho no {aparelho}, aparece "sessão expirada".',
    ],
    asks: ['Aparece o mesmo se entrar pelo site, {nome}? Pode mandar um print?'],
    answers: ['No site também. Segue o print.', 'Pelo site funciona, só o aplicativo que não.'],
    attempts: [
      tried('Redefinição da senha', 'failed', 'Sessão expira logo depois da entrada.'),
      tried('Reinstalação do aplicativo', 'partial', 'Funcionou por algumas horas.'),
      tried('Encerramento de todas as sessões da conta', 'solved', 'Entrou e permaneceu conectado.'),
    ],
    fixes: [
      fix(
        'Encerramos as sessões antigas da sua conta, {nome}. Entre de novo, que agora vai ficar.',
        'Sessões presas encerradas.',
      ),
    ],
    form: {
      summary: 'Sessão do aplicativo expira logo após a entrada, mesmo com senha nova.',
      impact: 'Cliente não emite a segunda via nem abre chamados. Sem prazo prometido.',
      asked: 'Analisar a sessão da conta no servidor de autenticação.',
    },
  },
  {
    ...SERVICE,
    category: 'Aplicativo e e-mail',
    reach: 1,
    priorities: ['P4', 'P3'],
    subjects: ['Código de confirmação não chega', 'SMS do aplicativo não vem'],
    opens: ['O código de confirmação não chega por SMS. Tentei {n} vezes.'],
    asks: ['{nome}, o seu celular ainda é o mesmo do cadastro?'],
    answers: ['Troquei de número em {mes}, deve ser isso!', 'É o mesmo, mas mudei de operadora.'],
    attempts: [
      tried('Reenvio do código', 'failed', 'Não chegou.'),
      tried('Atualização do celular no cadastro', 'solved', 'Código chegou em seguida.'),
    ],
    fixes: [
      fix(
        'Atualizei seu celular no cadastro, {nome}. O próximo código já vai para o número certo.',
        'Celular atualizado no cadastro.',
      ),
    ],
    form: BILL_FORM,
  },
];
