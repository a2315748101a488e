import type { Category } from '../../shared/domain/workspace.ts';

type Guide = Pick<Category, 'attemptList' | 'script'>;

/** What Aurora Telecom's agents try and say on a call, by category; a category that is not here has neither. */
export const CATEGORY_GUIDES: Readonly<Record<string, Guide>> = {
  'Sem conexão': {
    attemptList: [
      'Reinício da ONU pelo sistema',
      'Reinício da ONU e do roteador pela tomada',
      'Leitura do sinal óptico',
      'Reencaixe do conector com orientação por telefone',
      'Conferência de falhas abertas na região',
      'Teste com cabo direto na ONU',
    ],
    script: [
      '1. Confirme nome, endereço e um telefone para retorno.',
      '2. Desde quando está sem conexão? Caiu tudo ou só um aparelho?',
      '3. Que luzes da ONU estão acesas? PON piscando ou LOS vermelha: leia o sinal antes de reiniciar.',
      '4. Peça para reiniciar pela tomada, esperar dois minutos e testar.',
      '5. Não voltou: diga o protocolo e até quando daremos notícia.',
    ].join('\n'),
  },
  'Wi-Fi e roteador': {
    attemptList: [
      'Troca do canal do Wi-Fi',
      'Teste perto do roteador e com cabo',
      'Separação das redes de 2,4 e 5 GHz',
      'Restauração do roteador de fábrica',
      'Atualização do firmware do roteador',
    ],
    script: [
      '1. Em quais aparelhos e em que cômodo acontece?',
      '2. Com o celular ao lado do roteador melhora? Então é alcance, não é o acesso.',
      '3. Quantos aparelhos estão ligados ao mesmo tempo?',
      '4. Antes de restaurar de fábrica, avise que a senha do Wi-Fi muda.',
    ].join('\n'),
  },
  Lentidão: {
    attemptList: [
      'Teste de velocidade com cabo',
      'Conferência do perfil de velocidade',
      'Reenvio do perfil à ONU',
      'Teste de velocidade a partir da ONU',
    ],
  },
  'Fatura e cobrança': {
    attemptList: ['Conferência da fatura item a item', 'Segunda via com valor corrigido', 'Estorno do valor em dobro'],
    script: [
      '1. Confirme o CPF ou CNPJ antes de falar de valores.',
      '2. Qual fatura, e que item o cliente contesta?',
      '3. Diga o prazo: correção em até dois dias úteis, estorno na fatura seguinte.',
    ].join('\n'),
  },
};
