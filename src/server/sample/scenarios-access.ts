import { fix, type Scenario, tried } from './scenario.ts';

const HOME = { queue: 'atendimento', domain: 'acesso', isForCompanies: false } as const;

const NO_SIGNAL_FORM = {
  summary: 'Cliente sem conexão desde {hora}; ONU com LOS em vermelho, sinal em {sinal} dBm na última leitura.',
  impact: 'Cliente trabalha de casa e está parado. Prometido retorno até o fim do dia.',
  asked: 'Verificar a caixa {caixa} e a porta da {olt}; enviar equipe externa se for rompimento.',
};

/** Calls from homes about the connection itself: none, slow, unsteady. */
export const ACCESS_SCENARIOS: readonly Scenario[] = [
  {
    ...HOME,
    category: 'Sem conexão',
    reach: 3,
    priorities: ['P2', 'P2', 'P3'],
    subjects: ['Luz LOS vermelha na ONU', 'Sem internet, luz vermelha piscando', 'Sem sinal da fibra desde {hora}'],
    opens: [
      'Bom dia, estou sem internet desde {hora}. O aparelho da fibra está com uma luz vermelha piscando e já tirei da tomada duas vezes.',
      'Minha internet parou {quando}. Tem uma luz vermelha escrito LOS. Trabalho de casa e preciso disso funcionando hoje.',
    ],
    asks: [
      'Olá, {nome}. O cabo fino que entra na ONU está bem encaixado e sem dobras? Pode mandar uma foto?',
      'Oi, {nome}! Quais luzes estão acesas no aparelho branco da fibra?',
    ],
    answers: [
      'A PON está apagada e a LOS pisca em vermelho. O cabo parece no lugar.',
      'Mandei a foto pelo aplicativo. O cabo faz uma curva atrás do móvel, pode ser isso?',
    ],
    attempts: [
      tried('Reinício da ONU pelo sistema', 'failed', 'A ONU não responde à gerência.'),
      tried('Leitura do sinal óptico', 'partial', 'Sinal em {sinal} dBm, fora da faixa aceitável.'),
      tried(
        'Reencaixe do conector com orientação por telefone',
        'solved',
        'Cliente reencaixou o conector verde e o sinal voltou.',
      ),
    ],
    fixes: [
      fix(
        '{nome}, o sinal voltou ao normal por aqui. Pode confirmar se a navegação está funcionando?',
        'Conector óptico reencaixado pelo cliente; sinal de volta à faixa normal.',
      ),
      fix(
        'Com o cabo esticado atrás do móvel o sinal subiu para a faixa normal, {nome}. Evite dobrá-lo de novo, por favor.',
        'Curva acentuada no cabo óptico desfeita com orientação.',
      ),
    ],
    form: NO_SIGNAL_FORM,
  },
  {
    ...HOME,
    category: 'Sem conexão',
    reach: 2,
    priorities: ['P2', 'P2', 'P1'],
    subjects: ['Internet caiu no {bairro}', 'Rua inteira sem internet', 'Conexão parou depois da chuva'],
    opens: [
      'Depois da chuva de {dia} ficamos sem sinal. O vizinho, que também é cliente de vocês, está na mesma situação.',
      'A internet caiu {quando} e não voltou. No grupo da rua todo mundo reclama, acho que foi um poste.',
    ],
    asks: [
      '{nome}, obrigado por avisar. Sabe me dizer se houve obra ou queda de galho na rua?',
      'Olá, {nome}. Os vizinhos que ficaram sem sinal são do mesmo lado da rua?',
    ],
    answers: [
      'Caiu um galho grande perto da praça, dá para ver um cabo solto.',
      'São uns {n} vizinhos, todos do mesmo quarteirão.',
    ],
    attempts: [
      tried('Conferência de falhas abertas na região', 'failed', 'Nenhum incidente registrado para a caixa {caixa}.'),
      tried('Leitura das ONUs vizinhas', 'partial', '{n} clientes da caixa {caixa} sem sinal.'),
      tried('Associação ao incidente da região', 'solved', 'Reparo em andamento, concluído às {hora}.'),
    ],
    fixes: [
      fix(
        'Conexão restabelecida, {nome}. O rompimento na sua rua foi reparado às {hora}. Agradecemos a paciência!',
        'Rompimento de fibra na rua, reparado pela equipe externa.',
      ),
    ],
    form: {
      ...NO_SIGNAL_FORM,
      summary: 'Quarteirão sem sinal no {bairro}; {n} ONUs da caixa {caixa} apagadas desde {hora}.',
      impact: '{n} clientes parados. Cliente viu cabo solto na rua: risco a pedestres.',
    },
  },
  {
    ...HOME,
    category: 'Lentidão',
    reach: 3,
    priorities: ['P3', 'P3', 'P2'],
    subjects: ['Internet lenta à noite', 'Chamadas de vídeo travando', 'Lentidão todo dia depois das {hora}'],
    opens: [
      'Todo dia depois das {hora} a internet fica muito lenta. De manhã funciona bem.',
      'Minhas reuniões travam o tempo todo. Testei no {aparelho} e no celular, é igual nos dois.',
    ],
    asks: [
      'Olá, {nome}. Pode repetir o teste no horário ruim, com um só aparelho ligado?',
      '{nome}, acontece também com cabo, ou só no Wi-Fi?',
    ],
    answers: [
      'Fiz com cabo às {hora}: deu {medida} Mbps. Só o {aparelho} ligado.',
      'É igual com cabo. De manhã chega ao contratado, à noite despenca.',
    ],
    attempts: [
      tried('Teste de velocidade a partir da ONU', 'partial', 'Na ONU chegam {medida} Mbps no horário de pico.'),
      tried('Troca do canal do Wi-Fi', 'failed', 'Sem diferença no teste seguinte.'),
      tried('Mudança do perfil para a porta menos ocupada', 'solved', 'Teste de {velocidade} Mbps depois da mudança.'),
    ],
    fixes: [
      fix(
        'Movemos o seu acesso para uma porta menos ocupada e o teste chegou a {velocidade} Mbps, {nome}. Vamos acompanhar à noite.',
        'Porta ocupada no horário de pico; acesso movido.',
      ),
    ],
    form: {
      summary: 'Velocidade de {medida} Mbps no plano {plano}, com cabo, pior depois das {hora}.',
      impact: 'Reuniões de trabalho interrompidas todos os dias. Cliente cita a cláusula de velocidade mínima.',
      asked: 'Verificar ocupação da porta PON na {olt} e perda de pacotes no horário de pico.',
    },
  },
  {
    ...HOME,
    category: 'Lentidão',
    reach: 2,
    priorities: ['P3', 'P4'],
    subjects: [
      'Velocidade abaixo do contratado',
      'Só chegam {medida} Mbps',
      'Troquei de plano e a velocidade não mudou',
    ],
    opens: [
      'Contratei o {plano} e o teste de velocidade mostra só {medida} Mbps, mesmo com cabo. Segue o print.',
      'Mudei para o {plano} em {mes} e a velocidade continua a mesma de antes.',
    ],
    asks: [
      'Olá, {nome}. O teste foi feito com cabo ligado direto no roteador?',
      '{nome}, em que data a troca de plano foi confirmada?',
    ],
    answers: [
      'Com cabo, direto no roteador. O resultado varia pouco.',
      'Foi confirmada por mensagem, protocolo {protocolo}.',
    ],
    attempts: [
      tried('Teste de velocidade a partir da ONU', 'partial', 'Na ONU chegam {medida} Mbps.'),
      tried('Reenvio do perfil à ONU', 'failed', 'A ONU recusa o perfil.'),
      tried(
        'Conferência do perfil de velocidade',
        'solved',
        'O perfil estava no plano antigo; corrigido para {plano}.',
      ),
    ],
    fixes: [
      fix(
        '{nome}, seu cadastro ainda estava com a velocidade antiga. Corrigi agora; reinicie o roteador e refaça o teste, por favor.',
        'Perfil de velocidade desatualizado após troca de plano; corrigido.',
      ),
    ],
    form: {
      summary: 'Plano {plano}, mas a ONU recusa o perfil novo e fica em {medida} Mbps.',
      impact: 'Cliente paga por velocidade que não recebe desde {mes}.',
      asked: 'Provisionar o perfil na {olt} ou indicar a troca da ONU.',
    },
  },
  {
    ...HOME,
    category: 'Oscilação e quedas',
    reach: 3,
    priorities: ['P3', 'P2'],
    subjects: [
      'Internet cai várias vezes ao dia',
      'Quedas a cada poucos minutos',
      'Conexão instável há {n} dias',
      'VPN da empresa desconecta toda hora',
    ],
    opens: [
      'A internet cai umas {n} vezes por dia e volta sozinha depois de alguns minutos. Já está assim desde {dia}.',
      'A conexão some por dois minutos, volta, some de novo. A VPN do trabalho cai junto.',
    ],
    asks: [
      '{nome}, quando cai, as luzes da ONU mudam ou só o Wi-Fi some do celular?',
      'Oi, {nome}. Consegue anotar os horários das próximas quedas? Isso ajuda a comparar com os nossos registros.',
    ],
    answers: [
      'As luzes ficam iguais, só para de navegar. Caiu às {hora} e voltou uns três minutos depois.',
      'Anotei: {hora}, e mais duas vezes na hora do almoço.',
    ],
    attempts: [
      tried('Histórico de reconexões no servidor de acesso', 'partial', '{n} reconexões nas últimas 24 horas.'),
      tried('Atualização do firmware do {roteador}', 'failed', 'Atualizado; as quedas continuaram.'),
      tried('Troca da fonte da ONU por uma de testes', 'solved', 'Estável desde a troca.'),
    ],
    fixes: [
      fix(
        'Tudo estável desde a troca, {nome}. A fonte da ONU estava com defeito e foi substituída sem custo.',
        'Fonte da ONU com defeito, substituída.',
      ),
    ],
    form: {
      summary: 'Quedas curtas repetidas, {n} reconexões em 24 horas; luzes da ONU não mudam.',
      impact: 'Cliente perde a VPN do trabalho a cada queda. Prometida posição até amanhã às {hora}.',
      asked: 'Analisar erros na porta da {olt} e potência da caixa {caixa}.',
    },
  },
  {
    ...HOME,
    category: 'Wi-Fi e roteador',
    reach: 1,
    priorities: ['P4', 'P4', 'P3'],
    subjects: ['Trocar a senha do Wi-Fi', 'Esqueci a senha da rede', 'Senha do {roteador}'],
    opens: [
      'Esqueci a senha do Wi-Fi e não consigo entrar na página do roteador. É o {roteador}.',
      'Quero mudar a senha da rede, acho que tem gente usando sem autorização.',
    ],
    asks: ['{nome}, por segurança: pode confirmar os quatro últimos números do documento do titular?'],
    answers: ['São 0000, o contrato está no meu nome.', 'Claro, 0000. Obrigado pelo cuidado.'],
    attempts: [
      tried('Orientação pelo aplicativo', 'failed', 'Cliente não encontra a tela Minha rede.'),
      tried('Redefinição da senha pelo sistema', 'solved', 'Senha nova enviada pelo aplicativo.'),
    ],
    fixes: [
      fix(
        'Pronto, {nome}: a senha nova já está no seu aplicativo Aurora, em Minha rede.',
        'Senha do Wi-Fi redefinida.',
      ),
    ],
    form: NO_SIGNAL_FORM,
  },
  {
    ...HOME,
    category: 'Wi-Fi e roteador',
    reach: 1,
    priorities: ['P4'],
    subjects: ['Wi-Fi não chega no quarto', 'Sinal fraco nos fundos da casa', '{aparelho} não conecta no Wi-Fi'],
    opens: [
      'O Wi-Fi não chega direito no quarto dos fundos, o {aparelho} vive caindo. Existe algum repetidor que vocês possam instalar?',
      'O {aparelho} não segura mais a conexão, mas o resto da casa funciona. Já reiniciei tudo.',
    ],
    asks: [
      'Oi, {nome}. Onde fica o roteador hoje: perto de parede de concreto, espelho ou dentro de um móvel?',
      '{nome}, o {aparelho} enxerga a rede de 5 GHz ou só a de 2,4?',
    ],
    answers: [
      'Fica na sala, dentro do rack da TV. O quarto é do outro lado da casa.',
      'Só aparece a rede com final 2G. O aparelho é de uns cinco anos atrás.',
    ],
    attempts: [
      tried('Orientação para tirar o roteador de dentro do móvel', 'partial', 'Melhorou na sala, fundos ainda fracos.'),
      tried('Troca do canal de 2,4 GHz', 'partial', 'Canal 1 estava muito ocupado; melhora pequena.'),
      tried('Separação das redes de 2,4 e 5 GHz', 'solved', 'Aparelho conectou e ficou estável.'),
    ],
    fixes: [
      fix(
        'Separamos as redes e o {aparelho} ficou estável, {nome}. Se quiser cobrir a casa toda, temos o ponto adicional por assinatura.',
        'Redes Wi-Fi separadas e canal trocado.',
      ),
    ],
    form: NO_SIGNAL_FORM,
  },
  {
    ...HOME,
    category: 'Wi-Fi e roteador',
    reach: 2,
    priorities: ['P3', 'P4'],
    subjects: ['Roteador {roteador} reinicia sozinho', 'Roteador desliga do nada'],
    opens: ['O roteador reinicia sozinho umas {n} vezes por dia, sempre com a mesma luz piscando.'],
    asks: ['{nome}, ele está ligado direto na tomada ou em uma régua com outros aparelhos?'],
    answers: ['Estava em uma régua; passei para a parede e continua.', 'Direto na tomada. Ele esquenta bastante.'],
    attempts: [
      tried('Restauração de fábrica do {roteador}', 'failed', 'Voltou a reiniciar depois de uma hora.'),
      tried('Atualização do firmware', 'partial', 'Reinicia menos, mas ainda reinicia.'),
      tried('Troca do equipamento no balcão', 'solved', 'Roteador novo estável.'),
    ],
    fixes: [
      fix(
        'O roteador novo está ativo e estável, {nome}. O anterior tinha defeito. Boa navegação!',
        'Roteador {roteador} substituído por defeito.',
      ),
    ],
    form: {
      summary: 'Roteador {roteador} reinicia sozinho {n} vezes por dia, também depois de restaurado.',
      impact: 'Câmeras e trabalho param a cada reinício. Sem prazo prometido ao cliente.',
      asked: 'Analisar os registros do equipamento e autorizar a troca.',
    },
  },
  {
    ...HOME,
    category: 'Instalação e mudança',
    reach: 2,
    priorities: ['P4', 'P3'],
    subjects: ['Mudança de endereço', 'Levar o {plano} para a casa nova', 'Mudança no fim do mês'],
    opens: ['Vou me mudar para o {bairro} no fim do mês. Como faço para levar o {plano} junto?'],
    asks: ['{nome}, pode confirmar o endereço completo com o CEP e um ponto de referência?'],
    answers: [
      'Rua das Acácias, 000, perto da praça. De manhã é melhor para a visita.',
      'Mandei pelo aplicativo. Qualquer dia à tarde serve, desde que avisem antes.',
    ],
    attempts: [
      tried('Pedido de reserva de porta', 'failed', 'Caixa {caixa} consta como cheia.'),
      tried('Consulta de viabilidade no endereço novo', 'solved', 'Há porta livre na caixa vizinha.'),
    ],
    fixes: [
      fix(
        'Mudança confirmada, {nome}: {dia}, das 13h às 17h. O técnico liga meia hora antes.',
        'Mudança de endereço agendada e confirmada.',
      ),
    ],
    form: {
      summary: 'Endereço novo no {bairro} sem porta livre na caixa {caixa}; cliente já tem data de mudança.',
      impact: 'Cliente pode cancelar se não houver instalação até {dia}.',
      asked: 'Avaliar ampliação da caixa ou atendimento pela caixa vizinha.',
    },
  },
  {
    ...HOME,
    category: 'Instalação e mudança',
    reach: 1,
    priorities: ['P3', 'P4'],
    subjects: ['Técnico não veio na visita', 'Remarcar a visita de {dia}', 'Visita técnica perdida'],
    opens: [
      'O técnico estava marcado para {dia} de manhã e ninguém apareceu. Perdi o dia de trabalho.',
      'Preciso remarcar a visita de {dia}, surgiu um imprevisto. Pode ser na semana que vem?',
    ],
    asks: ['Sinto muito pelo transtorno, {nome}. Qual período fica melhor: manhã ou tarde?'],
    answers: ['De manhã, o mais cedo que puder.', 'À tarde, depois das 14h.'],
    attempts: [
      tried('Contato com a equipe externa', 'partial', 'Equipe atrasou por causa de outro atendimento.'),
      tried('Reagendamento da visita', 'solved', 'Marcada para {dia}.'),
    ],
    fixes: [
      fix(
        'Visita confirmada para {dia}, {nome}. Você recebe uma mensagem quando o técnico estiver a caminho.',
        'Visita técnica reagendada.',
      ),
    ],
    form: NO_SIGNAL_FORM,
  },
];
