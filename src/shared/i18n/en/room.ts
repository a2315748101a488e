import type { roomPtBr } from '../pt-br/room.ts';

/** Room on the disk, in English (ICU MessageFormat). A key that Portuguese has and this has not is a type error. */
export const roomEn: Readonly<Record<keyof typeof roomPtBr, string>> = {
  'room.scarce': 'This computer’s disk is nearly full: free some space so that Patamar can go on keeping what you do.',
  'room.slowOpening':
    'Opening this computer’s data is taking long. If it goes on, see whether the disk is full or write-protected.',
};
