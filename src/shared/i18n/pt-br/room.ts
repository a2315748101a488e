/** Room on the disk, in Brazilian Portuguese (ICU MessageFormat). */
export const roomPtBr = {
  'room.scarce':
    'O disco deste computador está quase cheio: libere espaço para que o Patamar continue guardando o que você faz.',
  'room.slowOpening':
    'Abrir os dados deste computador está demorando. Se continuar assim, veja se o disco está cheio ou protegido contra gravação.',
} as const;
