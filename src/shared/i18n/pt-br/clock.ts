/** The machine's clock, in Brazilian Portuguese (ICU MessageFormat). */
export const clockPtBr = {
  'clock.estimated': 'Prazos: estimado',
  'clock.estimatedWhy':
    'O relógio deste computador mudou, ou o do servidor não é conferido há mais de um dia. Os prazos voltam a ser exatos na próxima sincronização.',
} as const;
