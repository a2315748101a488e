import { AlarmClockCheck, AlarmClockOff, CirclePause, Clock, Flame, Timer, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { classNames } from './class-names.ts';
import styles from './countdown-pill.module.css';

export type PillTone = 'running' | 'warning' | 'breached' | 'paused' | 'met' | 'missed' | 'ended' | 'none';

const ICONS = {
  running: Timer,
  warning: TriangleAlert,
  breached: Flame,
  paused: CirclePause,
  met: AlarmClockCheck,
  missed: AlarmClockOff,
  ended: Clock,
  none: Clock,
} as const;

type CountdownPillProps = {
  readonly tone: PillTone;
  readonly figure: string;
  /** The whole sentence: read out instead of the figure, and shown on hover. */
  readonly sentence: string;
};

/** A countdown whose state is told by icon and colour. Silent to screen readers while it turns; they read its sentence. */
export function CountdownPill({ tone, figure, sentence }: CountdownPillProps): ReactElement {
  const Icon = ICONS[tone];
  return (
    <span
      role="timer"
      aria-live="off"
      aria-label={sentence}
      title={sentence}
      data-tone={tone}
      className={classNames(styles['pill'], styles[tone])}
    >
      <Icon size={12} strokeWidth={2.2} aria-hidden />
      <span aria-hidden>{figure}</span>
    </span>
  );
}
