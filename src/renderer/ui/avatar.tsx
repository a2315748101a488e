import type { ReactElement } from 'react';
import { classNames } from './class-names.ts';
import styles from './avatar.module.css';

const HUES = 6;

/** The first letters of a person's first and last name: "Ana Lima" is AL. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = words[0]?.[0] ?? '';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum += letter.codePointAt(0) ?? 0;
  return sum % HUES;
}

type AvatarProps = {
  /** null where there is nobody. */
  readonly name: string | null;
  readonly title?: string;
  readonly size?: 'sm' | 'md' | 'lg';
};

/** A person's initials in a circle of their own tint; a dashed one where there is nobody. */
export function Avatar({ name, title, size = 'sm' }: AvatarProps): ReactElement {
  const tint = name === null ? styles['nobody'] : styles[`hue${hueOf(name)}`];
  return (
    <span title={title ?? name ?? undefined} className={classNames(styles['avatar'], styles[size], tint)}>
      <span aria-hidden>{name === null ? '' : initials(name)}</span>
    </span>
  );
}
