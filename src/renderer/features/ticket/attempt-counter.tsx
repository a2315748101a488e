import { FlaskConical, FlaskConicalOff, Hourglass } from 'lucide-react';
import type { ReactElement } from 'react';
import type { AttemptStanding } from '../../../shared/attempts/attempt-standing.ts';
import { tierName } from '../../../shared/domain/tier.ts';
import { attemptsText, attemptTimeText } from '../../lib/attempt-text.ts';
import { useText } from '../../lib/text.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';

type AttemptCounterProps = {
  readonly standing: AttemptStanding;
  /** Without the time while there is much of it left: for where there is little room. */
  readonly isShort?: boolean;
};

/** "2 de 3 tentativas" and "35 min de 2h00 em N1": what the tier has used. Used up, the sign changes too, not the colour alone. */
export function AttemptCounter({ standing, isShort = false }: AttemptCounterProps): ReactElement {
  const say = useText();
  const { used, most, usedMs, mostMs, isBusinessTime, tier } = standing;
  const attempts = attemptsText(standing, say);
  const time = attemptTimeText(standing, say);
  const isOut = most !== null && used >= most;
  const isNearlyLate = mostMs !== null && usedMs >= mostMs * NEAR;
  const isLate = mostMs !== null && usedMs >= mostMs;
  const out = say('attempt.triedOut', { tier: tierName(tier) });
  const Flask = isOut ? FlaskConicalOff : FlaskConical;
  const timeHint = say(isBusinessTime ? 'attempt.timeHint.business' : 'attempt.timeHint.wall');
  return (
    <>
      {attempts === null ? null : (
        <Badge
          tone={toneOf(isOut, most !== null && used === most - 1)}
          icon={<Flask size={12} aria-hidden />}
          title={[isOut ? out : say('attempt.limits', { tier: tierName(tier) }), ...(time === null ? [] : [time])].join(
            ' · ',
          )}
        >
          {attempts}
        </Badge>
      )}
      {time === null || (isShort && most !== null && !isNearlyLate) ? null : (
        <Badge
          tone={toneOf(isLate, isNearlyLate)}
          icon={<Hourglass size={12} aria-hidden />}
          title={isLate ? `${out}. ${timeHint}` : timeHint}
        >
          {time}
        </Badge>
      )}
    </>
  );
}

/** From this share of its time on a tier is told that it is running out. */
const NEAR = 0.75;

function toneOf(isUsedUp: boolean, isNear: boolean): BadgeTone {
  if (isUsedUp) return 'danger';
  return isNear ? 'warning' : 'neutral';
}
