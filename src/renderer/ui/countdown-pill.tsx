import { AlarmClockCheck, AlarmClockOff, Clock } from 'lucide-react';
import type { ReactElement } from 'react';
import { classNames } from './class-names.ts';
import { ClockRing } from './clock-ring.tsx';
import styles from './countdown-pill.module.css';

export type PillTone = 'running' | 'warning' | 'breached' | 'paused' | 'met' | 'missed' | 'ended' | 'none';

/** What a ring shows of a clock that has not ended; the others have an icon. */
const SIGNS = { running: 'none', warning: 'warning', breached: 'over', paused: 'paused' } as const;
const ICONS = { met: AlarmClockCheck, missed: AlarmClockOff, ended: Clock, none: Clock } as const;

type CountdownPillProps = {
  readonly tone: PillTone;
  /** How much is left, 0 to 1. */
  readonly leftShare?: number;
  readonly figure: string;
  /** The whole sentence: read out instead of the figure, and shown on hover. */
  readonly sentence: string;
};

/** A countdown whose state is told by a ring that runs out and by a sign, and by colour. Silent to screen readers while it turns; they read its sentence. */
export function CountdownPill({ tone, leftShare = 1, figure, sentence }: CountdownPillProps): ReactElement {
  return (
    <span
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

function PillMark({ tone, leftShare }: { readonly tone: PillTone; readonly leftShare: number }): ReactElement {
  if (tone === 'met' || tone === 'missed' || tone === 'ended' || tone === 'none') {
    const Icon = ICONS[tone];
    return <Icon size={12} strokeWidth={2.2} aria-hidden />;
  }
  return <ClockRing share={leftShare} sign={SIGNS[tone]} />;
}
