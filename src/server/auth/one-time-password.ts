import { randomInt } from 'node:crypto';

/** Without letters and digits that are mistaken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

function group(): string {
  return Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('');
}

/** A password to be told to a person once: 16 letters and digits, 79 bits, in groups that can be read aloud. */
export function makeOneTimePassword(): string {
  return Array.from({ length: GROUPS }, group).join('-');
}
