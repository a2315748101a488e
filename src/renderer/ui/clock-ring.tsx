import type { ReactElement } from 'react';

/** What a ring shows inside: nothing while it runs, a sign for what has to be seen. */
export type RingSign = 'none' | 'warning' | 'paused' | 'over';

const RADIUS = 6.25;
const LENGTH = 2 * Math.PI * RADIUS;
// From the top, against the clock, so that what is left runs out with it. A path of its own: with a transform or an opacity
// each of thousands would be a layer to put together.
const RING = 'M8 1.75a6.25 6.25 0 0 0 0 12.5a6.25 6.25 0 0 0 0-12.5';

type ClockRingProps = {
  /** 0 to 1: how much of the ring is drawn. */
  readonly share: number;
  readonly sign: RingSign;
};

/** How much is left, as a ring that runs out clockwise; told without colour by its length and its sign. */
export function ClockRing({ share, sign }: ClockRingProps): ReactElement {
  return (
    <svg width={16} height={16} viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden focusable="false">
      {sign === 'over' ? (
        <circle cx={8} cy={8} r={7.25} fill="currentColor" stroke="none" />
      ) : (
        <>
          <circle cx={8} cy={8} r={RADIUS} strokeWidth={2.5} strokeOpacity={0.22} />
          <path d={RING} strokeWidth={2.5} strokeDasharray={`${(share * LENGTH).toFixed(1)} ${LENGTH.toFixed(1)}`} />
        </>
      )}
      {sign === 'paused' ? <path d="M6.4 5.6v4.8M9.6 5.6v4.8" strokeWidth={1.7} /> : null}
      {sign === 'warning' ? <path d="M8 4.9v3.6M8 10.3v.9" strokeWidth={1.7} /> : null}
      {sign === 'over' ? <path d="M8 4v4.9M8 10.8v1.2" strokeWidth={1.9} stroke="var(--bg-raised)" /> : null}
    </svg>
  );
}
