import type { CSSProperties, ReactElement } from 'react';
import { classNames } from './class-names.ts';
import styles from './clock-ring.module.css';

/** What a ring shows inside: nothing while it runs, a sign for what has to be seen. */
export type RingSign = 'none' | 'warning' | 'paused' | 'over';

/** As many as can be told apart on its way round: fewer changes than that are seen by nobody. */
const STEPS = 48;

type ClockRingProps = {
  /** 0 to 1: how much of the ring is drawn. */
  readonly share: number;
  readonly sign: RingSign;
};

/**
 * How much is left, as a ring that runs out clockwise; told without colour by its length and its sign. Drawn by the
 * background of one box and not as a picture: of thousands on screen each picture is put together anew with every frame.
 */
export function ClockRing({ share, sign }: ClockRingProps): ReactElement {
  const style: CSSProperties & { readonly '--used': string } = { '--used': usedAngle(share) };
  return <span className={classNames(styles['ring'], styles[sign])} style={style} aria-hidden />;
}

/** Turns a ring on the page to another share, 0 to 1. */
export function turnRing(ring: HTMLElement, share: number): void {
  const used = usedAngle(share);
  if (ring.style.getPropertyValue('--used') !== used) ring.style.setProperty('--used', used);
}

/** Angles by their step: a ring that turns makes no text of its own. */
const USED_ANGLES = Array.from({ length: STEPS + 1 }, (_, step) => `${((1 - step / STEPS) * 360).toFixed(1)}deg`);

function usedAngle(share: number): string {
  return USED_ANGLES[Math.round(share * STEPS)] ?? '0deg';
}
