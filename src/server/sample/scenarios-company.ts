import { fix, type Scenario, tried } from './scenario.ts';

const COMPANY = { category: 'Rede empresarial', queue: 'atendimento', domain: 'acesso', isForCompanies: true } as const;

/** Calls from companies, for which a connection that is down is everything. */
export const COMPANY_SCENARIOS: readonly Scenario[] = [
  {
    ...COMPANY,
    reach: 3,
    priorities: ['P1', 'P1', 'P2'],
    subjects: ['link dedicado fora do ar', 'empresa inteira sem internet', 'loja parada, maquininhas sem conexão'],
    opens: [
      'Nosso link está fora desde {hora} e a empresa inteira parou. Precisamos de um posicionamento urgente.',
      'As maquininhas de cartão estão sem conexão e a loja está cheia. O roteador está com todas as luzes acesas.',
    ],
    asks: [
      '{nome}, já estamos verificando. Pode confirmar se o equipamento está ligado no nobreak e se houve obra no local?',
    ],
    answers: ['Está no nobreak e ninguém mexeu.', 'Sem obras. O prédio tem energia normal.'],
    attempts: [
      tried('Teste de alcance do equipamento do cliente', 'failed', 'Sem resposta em {ip}.'),
      tried('Verificação da porta na {olt}', 'partial', 'Porta ativa, com erros em alta desde {hora}.'),
      tried('Desvio para o enlace reserva', 'solved', 'Cliente voltou a navegar pela contingência.'),
    ],
    fixes: [
      fix(
        '{nome}, o serviço voltou às {hora} e segue estável. O relatório do incidente vai por e-mail.',
        'Serviço restabelecido pela rota reserva; rota principal em monitoração.',
      ),
    ],
    form: {
      summary: 'Cliente empresarial sem serviço desde {hora}; equipamento {ip} sem resposta, porta da {olt} com erros.',
      impact: 'Empresa parada, atendimento ao público suspenso. Contrato com disponibilidade garantida.',
      asked: 'Assumir o diagnóstico da porta e do enlace; manter o cliente informado a cada 30 minutos.',
    },
  },
  {
    ...COMPANY,
    reach: 3,
    priorities: ['P1', 'P2', 'P2'],
    subjects: ['IP fixo não responde', 'sistema inacessível de fora', 'perda de pacotes no link da matriz'],
    opens: [
      'O IP fixo deixou de responder e nossos clientes não acessam o sistema. Por dentro navegamos normalmente.',
      'Medimos perda de {n} % no link da matriz desde {hora}. Os ramais falham e a VPN entre as unidades cai.',
    ],
    asks: ['Olá, {nome}. Consegue enviar um traçado de rota feito de fora até {ip}?'],
    answers: [
      'Enviei por e-mail: para no segundo salto, antes de {ip}.',
      'Segue o traçado. A perda aparece a partir do concentrador de vocês.',
    ],
    attempts: [
      tried('Teste de alcance a partir de fora', 'failed', 'Sem resposta em {ip}; por dentro responde.'),
      tried('Conferência da rota publicada', 'partial', 'Rota de {ip} ausente em um dos concentradores.'),
      tried('Republicação da rota do IP fixo', 'solved', 'Acesso externo de volta.'),
    ],
    fixes: [
      fix(
        'A rota do seu IP fixo foi republicada e o acesso externo voltou. Pode testar, {nome}?',
        'Rota do IP fixo republicada.',
      ),
    ],
    form: {
      summary: 'IP fixo {ip} inacessível de fora desde {hora}; por dentro navega. Traçado para no segundo salto.',
      impact: 'Clientes da empresa sem acesso ao sistema; pedidos parados.',
      asked: 'Verificar a publicação da rota e os filtros no concentrador.',
    },
  },
  {
    ...COMPANY,
    reach: 2,
    priorities: ['P3', 'P4'],
    subjects: ['mais um endereço IP', 'abrir porta para as câmeras', 'dúvida sobre DNS reverso'],
    opens: [
      'Precisamos de mais um endereço fixo para o servidor de câmeras. Qual é o prazo e o custo?',
      'Nosso e-mail cai em lixo eletrônico. Disseram que falta o DNS reverso de {ip}.',
    ],
    asks: ['{nome}, qual nome deve responder por {ip}, e quem autoriza a mudança na empresa?'],
    answers: [
      'Pode usar mail do nosso domínio. A autorização é minha, sou o responsável técnico.',
      'Mandei a autorização assinada em anexo.',
    ],
    attempts: [
      tried('Conferência do contrato e do responsável', 'partial', 'Responsável confere; falta a configuração.'),
      tried('Inclusão do registro no portal', 'solved', 'Registro publicado para {ip}.'),
    ],
    fixes: [
      fix('Configuração feita, {nome}. A propagação leva até quatro horas.', 'Registro de DNS reverso incluído.'),
    ],
    form: {
      summary: 'Pedido de configuração em {ip}; o portal não aceita o registro.',
      impact: 'E-mails da empresa recusados por outros provedores.',
      asked: 'Incluir o registro diretamente no servidor de nomes.',
    },
  },
];
