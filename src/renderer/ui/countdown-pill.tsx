import { AlarmClockCheck, AlarmClockOff, Clock } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import { classNames } from './class-names.ts';
import { ClockRing, turnRing } from './clock-ring.tsx';
import styles from './countdown-pill.module.css';

export type PillTone = 'running' | 'warning' | 'breached' | 'paused' | 'met' | 'missed' | 'ended' | 'none';

/** What a ring shows of a clock that has not ended; the others have an icon. */
const SIGNS = { running: 'none', warning: 'warning', breached: 'over', paused: 'paused' } as const;
const ICONS = { met: AlarmClockCheck, missed: AlarmClockOff, ended: Clock, none: Clock } as const;

/** What a pill shows, but for its tone. */
export type PillTurn = {
  /** How much is left, 0 to 1. */
  readonly leftShare?: number;
  readonly figure: string;
  /** The whole sentence: read out instead of the figure, and shown on hover. */
  readonly sentence: string;
};

type CountdownPillProps = PillTurn & { readonly tone: PillTone; readonly ref?: Ref<HTMLSpanElement> };

/** A countdown whose state is told by a ring that runs out and by a sign, and by colour. Silent to screen readers while it turns; they read its sentence. */
export function CountdownPill({ tone, leftShare = 1, figure, sentence, ref }: CountdownPillProps): ReactElement {
  return (
    <span
      ref={ref}
      role="timer"
      aria-live="off"
      aria-label={sentence}
      title={sentence}
      data-tone={tone}
      className={classNames(styles['pill'], styles[tone])}
    >
      <PillMark tone={tone} leftShare={leftShare} />
      <span aria-hidden>{figure}</span>
    </span>
  );
}

/**
 * Turns a pill on the page, its tone left as it is: writes what differs from what it shows, past React, for which a
 * turn of thousands costs several times as much. Whoever draws that pill anew turns it after that, for React writes only
 * what differs from what it drew itself.
 */
export function turnPill(pill: HTMLElement, { leftShare = 1, figure, sentence }: PillTurn): void {
  const { firstElementChild: mark, lastElementChild: text } = pill;
  const words = text?.firstChild;
  if (words instanceof Text && words.data !== figure) words.data = figure;
  if (mark instanceof HTMLElement) turnRing(mark, leftShare);
  if (pill.title === sentence) return;
  pill.title = sentence;
  pill.ariaLabel = sentence;
}

function PillMark({ tone, leftShare }: { readonly tone: PillTone; readonly leftShare: number }): ReactElement {
  if (tone === 'met' || tone === 'missed' || tone === 'ended' || tone === 'none') {
    const Icon = ICONS[tone];
    return <Icon size={12} strokeWidth={2.2} aria-hidden />;
  }
  return <ClockRing share={leftShare} sign={SIGNS[tone]} />;
}
